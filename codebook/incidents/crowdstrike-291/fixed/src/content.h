/* Detection content: what a content file may say, and what the sensor hands to the interpreter. */
#ifndef CONTENT_H
#define CONTENT_H

#include <stddef.h>
#include <stdint.h>

/* The template type declares 21 fields. */
#define FIELDS_DECLARED 21u
/* The code that gathers the values of a process event supplies 20. */
#define INPUTS_SUPPLIED 20u

enum match_kind { MATCH_ANY = 0, MATCH_EXACT = 1 };

/* A value of an event, as text. */
struct input {
    const char *text;
    size_t length;
};

/*
 * A content file is a list of criteria, each of: field number, kind of match, length of the wanted value, the value.
 * validate_content says whether a file keeps that grammar; interpret_content says whether an event meets every criterion.
 */
int validate_content(const uint8_t *content, size_t size);
int interpret_content(const uint8_t *content, size_t size, const struct input *inputs, size_t input_count);

#endif

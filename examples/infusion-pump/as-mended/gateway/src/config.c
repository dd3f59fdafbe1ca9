/* Reads the configuration: one "name value" a line. A line that is not understood refuses the whole file. */
#include "gateway.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 256, NUMBER_BASE = 10 };

#define POLL_SHORTEST 100ul
#define POLL_LONGEST 60000ul
#define PORT_HIGHEST 65535ul

static bool number_within(const char *text, unsigned long lowest, unsigned long highest, unsigned long *out)
{
    char *after = NULL;

    errno = 0;
    unsigned long value = strtoul(text, &after, NUMBER_BASE);

    if (errno != 0 || after == text || *after != '\0' || value < lowest || value > highest) {
        return false;
    }
    *out = value;
    return true;
}

static bool copy_text(char *to, size_t to_size, const char *from)
{
    size_t length = strnlen(from, to_size);

    if (length == 0 || length >= to_size) {
        return false;
    }
    memcpy(to, from, length + 1u);
    return true;
}

static bool apply(const char *name, const char *value, struct configuration *out)
{
    unsigned long number = 0;

    if (strcmp(name, "listen") == 0) {
        return copy_text(out->listen_address, sizeof out->listen_address, value);
    }
    if (strcmp(name, "port") == 0 && number_within(value, 1, PORT_HIGHEST, &number)) {
        out->port = (uint16_t)number;
        return true;
    }
    if (strcmp(name, "poll-ms") == 0 && number_within(value, POLL_SHORTEST, POLL_LONGEST, &number)) {
        out->poll_ms = (uint32_t)number;
        return true;
    }
    return false;
}

/* Splits at the first space and takes the line end away; comments and empty lines are passed over. */
static bool take_line(char *line, struct configuration *out)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '\0' || line[0] == '#') {
        return true;
    }
    char *space = strchr(line, ' ');

    if (space == NULL) {
        return false;
    }
    *space = '\0';
    return apply(line, space + 1, out);
}

bool config_read(const char *path, struct configuration *out)
{
    static const struct configuration empty;
    char line[LINE_SIZE];
    bool good = true;
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return false;
    }
    *out = empty;
    while (good && fgets(line, sizeof line, file) != NULL) {
        good = strchr(line, '\n') != NULL && take_line(line, out);
    }
    (void)fclose(file);
    return good && out->port != 0 && out->poll_ms != 0 && out->listen_address[0] != '\0';
}

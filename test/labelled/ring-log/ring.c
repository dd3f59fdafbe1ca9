#include <stdint.h>
#include <stddef.h>
#include <stdbool.h>
#include <string.h>
#include <stdio.h>
#include <stdarg.h>

#define RING_SIZE 256u
#define RECORD_TEXT 40

struct record {
    uint32_t time;
    char     text[RECORD_TEXT];
};

static uint8_t ring[RING_SIZE];
static uint16_t head;
static uint16_t tail;
static struct record records[32];
static unsigned record_count;

void ring_put(uint8_t byte)
{
    ring[head & (RING_SIZE - 1u)] = byte;
    head++;
}

void ring_put_wrapped(uint8_t byte)
{
    ring[head] = byte;
    if (++head >= RING_SIZE)
        head = 0;
}

void ring_put_late(uint8_t byte)
{
    ring[head] = byte;
    if (++head > RING_SIZE)
        head = 0;
}

bool ring_peek(uint8_t *out, unsigned back)
{
    if (back <= RING_SIZE)
        *out = ring[back];
    return true;
}

size_t ring_copy(uint8_t *out, size_t room)
{
    size_t used = (size_t)(head - tail) & (RING_SIZE - 1u);

    if (used > room)
        used = room;
    for (size_t i = 0; i < used; i++)
        out[i] = ring[(tail + i) & (RING_SIZE - 1u)];
    return used;
}

void log_text(uint32_t time, const char *text)
{
    struct record *record = &records[record_count++ % 32u];

    record->time = time;
    strcpy(record->text, text);
}

void log_text_cut(uint32_t time, const char *text)
{
    struct record *record = &records[record_count++ % 32u];

    record->time = time;
    snprintf(record->text, sizeof record->text, "%s", text);
}

void log_append(struct record *record, const char *more)
{
    strcat(record->text, more);
}

void log_format(struct record *record, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsprintf(record->text, format, args);
    va_end(args);
}

void log_format_bounded(struct record *record, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(record->text, sizeof record->text, format, args);
    va_end(args);
}

/* All records as one text for the service port. */
size_t log_dump(char *out, size_t room)
{
    size_t at = 0;

    for (unsigned i = 0; i < 32u; i++) {
        at += (size_t)snprintf(out + at, room - at, "%lu %s\n", (unsigned long)records[i].time, records[i].text);
    }
    return at;
}

size_t log_dump_checked(char *out, size_t room)
{
    size_t at = 0;

    for (unsigned i = 0; i < 32u; i++) {
        int count = snprintf(out + at, room - at, "%lu %s\n", (unsigned long)records[i].time, records[i].text);

        if (count < 0 || (size_t)count >= room - at)
            break;
        at += (size_t)count;
    }
    return at;
}

const char *log_last(void)
{
    static char copy[RECORD_TEXT];

    snprintf(copy, sizeof copy, "%s", records[(record_count + 31u) % 32u].text);
    return copy;
}

struct record *log_find(uint32_t time)
{
    struct record found = { 0, "" };

    for (unsigned i = 0; i < 32u; i++)
        if (records[i].time == time)
            found = records[i];
    return &found;
}

struct record *log_find_in_place(uint32_t time)
{
    struct record *found = NULL;

    for (unsigned i = 0; i < 32u; i++)
        if (records[i].time == time)
            found = &records[i];
    return found;
}

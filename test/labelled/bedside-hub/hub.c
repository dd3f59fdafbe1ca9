#include <stdint.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A hub beside the bed: pumps and monitors report to it, the ward reads from it. */

#define BEDS 12
#define NAME_ROOM 24
#define DEEPEST 6

struct reading {
    int16_t rate;
    int16_t pressure;
    void   *next;
};

struct upload {
    uint8_t  bytes[256];
    size_t   filled;
};

struct saved {
    struct reading *at;
    int             count;
};

extern void hub_pulse(void);
extern bool hub_stopped(void);
extern void hub_show(const char *text);
extern void spi_write(const void *bytes, size_t size);
extern char *itoa(int number, char *text, int base);

static const uint8_t identity[12] = { 'H', 'U', 'B', 1 };
static const char *const states[] = { "idle", "infusing", "paused" };
static struct upload upload;

/* Memory and time by what the ward says. */
void *hub_log_of(const char *line)
{
    size_t size = strtoul(line, NULL, 10);

    return malloc(size);
}

void *hub_log_of_bounded(const char *line)
{
    size_t size = strtoul(line, NULL, 10);

    if (size > 4096u)
        return NULL;
    return malloc(size);
}

void hub_blink(const char *line)
{
    unsigned times;

    if (sscanf(line, "%u", &times) != 1)
        return;
    for (unsigned i = 0; i < times; i++)
        hub_pulse();
}

void hub_blink_bounded(const char *line)
{
    unsigned times;

    if (sscanf(line, "%u", &times) != 1 || times > 20u)
        return;
    for (unsigned i = 0; i < times; i++)
        hub_pulse();
}

void *hub_table(size_t rows, size_t columns)
{
    return malloc(rows * columns);
}

void *hub_table_bounded(size_t rows, size_t columns)
{
    if (columns != 0u && rows > 4096u / columns)
        return NULL;
    return malloc(rows * columns);
}

/* Fragments of an upload. */
void hub_fragment(const uint8_t *data, size_t length)
{
    memcpy(upload.bytes + upload.filled, data, length);
    upload.filled += length;
}

bool hub_fragment_checked(const uint8_t *data, size_t length)
{
    if (length > sizeof upload.bytes - upload.filled)
        return false;
    memcpy(upload.bytes + upload.filled, data, length);
    upload.filled += length;
    return true;
}

void hub_identify(const uint8_t *request)
{
    spi_write(identity, request[1]);
}

void hub_identify_bounded(const uint8_t *request)
{
    spi_write(identity, request[1] < sizeof identity ? request[1] : sizeof identity);
}

/* Fields: tag, length, value. */
int hub_fields(const uint8_t *in, size_t size)
{
    const uint8_t *p = in;
    const uint8_t *end = in + size;
    int count = 0;

    while (p < end) {
        count += p[0];
        p += 2 + p[1];
    }
    return count;
}

int hub_fields_checked(const uint8_t *in, size_t size)
{
    const uint8_t *p = in;
    const uint8_t *end = in + size;
    int count = 0;

    while (p < end) {
        if (end - p < 2 || p[1] > end - p - 2)
            return -1;
        count += p[0];
        p += 2 + p[1];
    }
    return count;
}

/* Constants and the room behind pointers. */
void hub_keep(const uint8_t *frame, bool wide)
{
    uint8_t narrow[16];
    uint8_t broad[64];
    uint8_t *to = broad;

    if (!wide)
        to = narrow;
    memcpy(to, frame, 32);
    spi_write(to, 16);
}

void hub_keep_all(const uint8_t *frame)
{
    uint8_t narrow[16];
    uint8_t broad[64];
    uint8_t *to = narrow;

    memcpy(to, frame, 16);
    to = broad;
    memcpy(to, frame, 32);
    spi_write(to, 32);
}

struct reading *hub_readings(void)
{
    struct reading *all = malloc(BEDS * sizeof(struct reading));

    if (all == NULL)
        return NULL;
    memset(all, 0, 16 * sizeof(struct reading));
    return all;
}

struct reading *hub_readings_right(void)
{
    struct reading *all = malloc(BEDS * sizeof(struct reading));

    if (all == NULL)
        return NULL;
    for (int i = 0; i < BEDS; i++)
        all[i].rate = 0;
    return all;
}

int hub_first(void)
{
    int beds[BEDS] = { 0 };
    int *from_two = beds - 2;

    return from_two[2];
}

int hub_last(const uint8_t *frame)
{
    int beds[BEDS] = { 0 };
    int last = BEDS;

    beds[0] = frame[0];
    return beds[last];
}

int hub_last_right(const uint8_t *frame)
{
    int beds[BEDS] = { 0 };
    int last = BEDS;

    beds[0] = frame[0];
    last--;
    return *(beds + last);
}

/* Text. */
void hub_status(unsigned state, int bed)
{
    char line[32];
    char number[40];

    sprintf(line, "bed is %s", states[state % 3u]);
    memset(number, 0, sizeof number);
    itoa(bed, number, 10);
    strcat(number, " bed");
    hub_show(line);
    hub_show(number);
}

void hub_row(char first)
{
    char row[20];
    int i;

    for (i = 0; i < 18; i++)
        row[i] = first++;
    row[i] = 0;
    strcat(row, "\r\n");
    hub_show(row);
}

void hub_row_short(char first)
{
    char row[20];
    int i;

    for (i = 0; i < 16; i++)
        row[i] = first++;
    row[i] = 0;
    strcat(row, "\r\n");
    hub_show(row);
}

int hub_port(const char *text)
{
    int port = atoi(text);

    if (port == 0 && text[0] != '0')
        return -1;
    return port < 0 || port > 65535 ? -1 : port;
}

int hub_bed(const char *name)
{
    int bed = atoi(name + 3);

    return bed < 0 || bed >= BEDS ? -1 : bed;
}

void hub_greet(bool night)
{
    char text[NAME_ROOM] = "";

    strcpy(text, night ? "good night" : "good day");
    printf(text);
}

void hub_greet_by_name(const char *name)
{
    char text[NAME_ROOM] = "";

    strncpy(text, name, sizeof text - 1u);
    printf(text);
}

/* What only this file calls. */
static void put_stamp(uint8_t *bytes, const char *text, size_t size)
{
    memcpy(bytes, text + 2, size - 2u);
}

void hub_stamps(uint8_t *bytes, const char *first, const char *last)
{
    put_stamp(bytes, first, 13);
    put_stamp(bytes + 16, last, 15);
}

static void put_part(uint8_t *bytes, const char *text, size_t size)
{
    memcpy(bytes, text + 2, size - 2u);
}

void hub_parts(uint8_t *bytes, const char *text, size_t size)
{
    put_part(bytes, text, 13);
    put_part(bytes + 16, text, size);
}

static void reading_clear(struct reading *reading)
{
    reading->rate = 0;
}

struct reading *hub_reading(void)
{
    struct reading *one = malloc(sizeof *one);

    reading_clear(one);
    return one;
}

static void reading_clear_if(struct reading *reading)
{
    if (reading != NULL)
        reading->rate = 0;
}

struct reading *hub_reading_if(void)
{
    struct reading *one = malloc(sizeof *one);

    reading_clear_if(one);
    return one;
}

/* Names that point at other names, and work that goes on where it was left. */
unsigned hub_name(const uint8_t *message, size_t size, unsigned at, unsigned depth)
{
    if (depth > DEEPEST || at + 1u >= size)
        return 0;
    if (message[at] >= 0xC0u)
        return hub_name(message, size, message[at + 1u], depth + 1u);
    return at;
}

unsigned hub_alias(const uint8_t *message, size_t size, unsigned at)
{
    if (at + 1u >= size)
        return 0;
    if (message[at] >= 0xC0u)
        return hub_alias(message, size, message[at + 1u]);
    return at;
}

int hub_work(struct reading *first, struct saved *saved)
{
    struct reading *at;
    int count;

    if (saved->at != NULL) {
        at = saved->at;
        count = saved->count;
        goto go_on;
    }
    count = 0;
    for (at = first; at != NULL; at = at->next) {
        if (hub_stopped())
            break;
go_on:
        count++;
    }
    return count;
}

int hub_work_again(struct reading *first, struct saved *saved)
{
    struct reading *at;
    int count;

    if (saved->at != NULL) {
        at = saved->at;
        goto go_on;
    }
    count = 0;
    for (at = first; at != NULL; at = at->next) {
        if (hub_stopped())
            break;
go_on:
        count++;
    }
    return count;
}

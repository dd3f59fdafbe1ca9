#include <alloca.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "gateway.h"

/* A message authentication block of the radio; `struct digest` of the header has blocks of its own. */
struct seal {
    uint32_t state[4];
    uint8_t block[16];
    size_t left;
};

#define LOCK_BEGIN() irq_state_t irq = irq_save();
#define LOCK_END irq_restore(irq);

static struct bed beds[BED_COUNT];

void digest_close(struct digest *digest)
{
    digest->block[62] = (uint8_t)(digest->bits >> 8);
    digest->block[63] = (uint8_t)digest->bits;
}

void seal_close(struct seal *seal)
{
    seal->block[16] = 1;
}

void seal_mark(struct seal *seal)
{
    seal->block[15] = 1;
}

void bed_opened(uint8_t number, uint16_t rate)
{
    if (number >= BED_COUNT)
        return;
    LOCK_BEGIN()
    beds[number].rate = rate;
    LOCK_END
    beds[number].open = 1;
}

int varint_read(const uint8_t *data, size_t length, uint32_t *value)
{
    uint32_t weight = 1;

    *value = 0;
    for (size_t at = 0; at < 4 && at < length; at++) {
        uint8_t part = data[at];

        *value += (part & 0x7f) * weight;
        weight *= 128;
        if ((part & 0x80) == 0)
            return (int)at + 1;
    }
    return -1;
}

void entries_skip(const uint8_t *data, size_t *at, unsigned entries)
{
    while (entries-- > 0) {
        *at += data[*at];
    }
}

size_t log_read(struct FIL *file, void *to, UINT length)
{
    UINT got = 0;

    f_read(file, to, length, &got);
    return got;
}

void log_first(struct FIL *file, struct record *record)
{
    UINT got;

    f_read(file, record, sizeof *record, &got);
    record_show(record);
}

void upload_block(struct link *link)
{
    uint8_t *block = alloca(BLOCK_SIZE);

    link_fill(link, block, BLOCK_SIZE);
}

void upload_rest(struct link *link, size_t rest)
{
    uint8_t *block = alloca(rest);

    link_fill(link, block, rest);
}

void counter_send(struct link *link, unsigned counter)
{
    char line[LINE_SIZE];
    int length = snprintf(line, sizeof(line), "%u/%u", counter, link->total);

    link_send(link, line, length);
}

void name_send(struct link *link, const char *name)
{
    char line[LINE_SIZE];
    int length = snprintf(line, sizeof(line), "name %s", name);

    link_send(link, line, length);
}

void pool_describe(struct pool_info *info, const struct pool *pool)
{
    info->name[0] = '\0';
    strncat(info->name, pool->name, sizeof(info->name) - 1);
}

void pool_extend(struct pool_info *info, const struct pool *pool)
{
    strncat(info->name, pool->name, sizeof(info->name) - 1);
}

int source_changed(const uint8_t *data)
{
    struct receive_state *state;

    bass_receive_state_find(&state, data[1]);
    return state == NULL ? -1 : state->changed;
}

int radio_next(const uint8_t *data)
{
    uint8_t frame[16];

    radio_receive(frame, data[1]);
    return frame[0];
}

void seal_backwards(const uint8_t *data, size_t length, uint32_t *sum)
{
    int at;

    for (at = length - 16; at >= 0; at -= 16)
        *sum ^= data[at];
}

uint32_t tail_of(const uint8_t *data, size_t length)
{
    size_t at = length - 16;

    return data[at];
}

FILE *state_open(const struct state_file *where)
{
    char *name = store_alloc(STORE_TEXT, where->name->length + 5);
    FILE *file;

    if (name == NULL)
        return NULL;
    strcpy(name, (const char *)where->name->s);
    file = fopen(name, "w");
    store_free(name);
    return file;
}

FILE *state_reopen(const struct state_file *where)
{
    char *name = store_alloc(STORE_TEXT, NAME_SIZE);
    FILE *file;

    if (name == NULL)
        return NULL;
    strcpy(name, (const char *)where->name->s);
    file = fopen(name, "r");
    store_free(name);
    return file;
}

unsigned samples_sum(const uint8_t *data, size_t length)
{
    const t_u8 *at = (const t_u8 *)data;
    unsigned sum = 0;

    for (size_t i = 0; i < length; i++)
        sum += at[i];
    return sum;
}

unsigned samples_kind(const uint8_t *data, size_t length)
{
    const struct sample_head *head = (const struct sample_head *)data;

    return head->kind + (unsigned)length;
}

void console_put(const void *text, size_t length)
{
    fwrite(text, 1, length, stdout);
}

#ifdef GATEWAY_SMALL
#undef LINE_COUNT
#define LINE_COUNT 2
#endif
#define ROW_COUNT 2

static void *lines[LINE_COUNT];
static void *rows[ROW_COUNT];

void *line_third(void)
{
    return lines[2];
}

void *row_third(void)
{
    return rows[2];
}

static char command[64];
static char verb[64];
static char unit[16];

void command_split(void)
{
    char *word = strtok(command, ",");

    strcpy(verb, word);
    word = strtok(NULL, ",");
    strcpy(unit, word);
}

void level_show(const uint8_t *raw, int level)
{
    char out[12];
    uint8_t pair[2] = { raw[0], raw[1] };

    sprintf(out, "%d,%d,%d", pair[0], pair[1], raw[2]);
    panel_put(out);
    sprintf(out, "%d,%d,%d", pair[0], level, raw[2]);
    panel_put(out);
}

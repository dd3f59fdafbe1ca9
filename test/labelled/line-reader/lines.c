/* Lines, frames and packets gathered byte by byte from a serial port and a network. */
#include <stdint.h>
#include <string.h>
#include "lwip/pbuf.h"

static char command[80];
static unsigned command_at;
static char answer[80];
static unsigned answer_at;

struct gathered {
    uint8_t bytes[24];
    uint8_t fill;
};

struct counted {
    uint8_t text[24];
    uint8_t held;
};

static struct { uint16_t rate; uint16_t limit; } profiles[4];

void command_char(char c)
{
    command[command_at++] = c;
    if (c == '\n')
        command_at = 0;
}

void answer_char(char c)
{
    if (answer_at < sizeof answer - 1)
        answer[answer_at++] = c;
    if (c == '\n')
        answer_at = 0;
}

void gather(struct gathered *frame, uint8_t c)
{
    frame->bytes[frame->fill++] = c;
}

int count_in(struct counted *frame, uint8_t c)
{
    if (frame->held == sizeof frame->text)
        return -1;
    frame->text[frame->held++] = c;
    return 0;
}

void profile_set(const uint8_t *data, uint16_t length)
{
    uint8_t slot;

    if (length < 3)
        return;
    slot = data[0];
    profiles[slot].rate = (uint16_t)(data[1] | data[2] << 8);
}

void profile_limit(const uint8_t *data, uint16_t length)
{
    if (length < 3 || data[0] >= 4)
        return;
    profiles[data[0]].limit = (uint16_t)(data[1] | data[2] << 8);
}

void packet_in(void *arg, struct pbuf *p)
{
    char text[32];

    pbuf_copy_partial(p, text, p->tot_len, 0);
    command_char(text[0]);
    pbuf_free(p);
}

void packet_held(void *arg, struct pbuf *p)
{
    char text[32];

    if (p->tot_len > sizeof text)
        return;
    pbuf_copy_partial(p, text, p->tot_len, 0);
    answer_char(text[0]);
    pbuf_free(p);
}

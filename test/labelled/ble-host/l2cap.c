#include <stdint.h>
#include <string.h>
#include <stdbool.h>

#define MTU 247u
#define CHANNEL_LIMIT 4

struct channel {
    bool     open;
    uint16_t sdu_length;
    uint16_t filled;
    uint8_t  sdu[512];
};

static struct channel channels[CHANNEL_LIMIT];

static uint16_t le16(const uint8_t *p)
{
    return (uint16_t)(p[0] | (p[1] << 8));
}

static struct channel *channel_of(uint16_t cid)
{
    if (cid < 0x40u || cid >= 0x40u + CHANNEL_LIMIT)
        return NULL;
    return &channels[cid - 0x40u];
}

/* First K-frame of an SDU carries the length of the whole. */
void l2cap_first(uint16_t cid, const uint8_t *data, uint16_t length)
{
    struct channel *channel = channel_of(cid);

    if (channel == NULL || length < 2u)
        return;
    channel->sdu_length = le16(data);
    channel->filled = (uint16_t)(length - 2u);
    memcpy(channel->sdu, data + 2, channel->filled);
}

void l2cap_more(uint16_t cid, const uint8_t *data, uint16_t length)
{
    struct channel *channel = channel_of(cid);

    if (channel == NULL)
        return;
    memcpy(channel->sdu + channel->filled, data, length);
    channel->filled = (uint16_t)(channel->filled + length);
}

void l2cap_more_checked(uint16_t cid, const uint8_t *data, uint16_t length)
{
    struct channel *channel = channel_of(cid);

    if (channel == NULL)
        return;
    if (length > sizeof channel->sdu - channel->filled) {
        channel->open = false;
        return;
    }
    memcpy(channel->sdu + channel->filled, data, length);
    channel->filled = (uint16_t)(channel->filled + length);
}

/* Signalling: a list of commands, each with code, identifier and length. */
int l2cap_signals(const uint8_t *data, size_t received)
{
    size_t at = 0;
    int commands = 0;

    while (at + 4u <= received) {
        uint16_t length = le16(data + at + 2);

        if (length > received - at - 4u)
            return -1;
        commands++;
        at += 4u + length;
    }
    return commands;
}

/* Configuration options. */
int l2cap_options(const uint8_t *data, size_t received)
{
    size_t at = 0;
    int options = 0;

    while (at < received) {
        at += data[at + 1];
        options++;
    }
    return options;
}

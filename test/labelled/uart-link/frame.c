#include "frame.h"
#include <string.h>

#define MIN(a, b) (((a) < (b)) ? (a) : (b))

static uint16_t be16(const uint8_t *p)
{
    return (uint16_t)((p[0] << 8) | p[1]);
}

int frame_store(frame_t *frame, const uint8_t *wire, size_t received)
{
    if (received < FRAME_HEAD)
        return -1;
    frame->address = wire[0];
    frame->command = wire[1];
    frame->length = be16(&wire[2]);
    memcpy(frame->body, &wire[FRAME_HEAD], frame->length);
    return 0;
}

int frame_store_checked(frame_t *frame, const uint8_t *wire, size_t received)
{
    uint16_t length;

    if (received < FRAME_HEAD)
        return -1;
    length = be16(&wire[2]);
    if (length > FRAME_MAX || length > received - FRAME_HEAD)
        return -1;
    frame->length = length;
    memcpy(frame->body, &wire[FRAME_HEAD], length);
    return 0;
}

/* Longer bodies are cut; the caller sees it by the length that is left. */
int frame_store_cut(frame_t *frame, const uint8_t *wire, size_t received)
{
    size_t length;

    if (received <= FRAME_HEAD)
        return -1;
    length = MIN(be16(&wire[2]), FRAME_MAX);
    length = MIN(length, received - FRAME_HEAD);
    frame->length = (uint16_t)length;
    memcpy(frame->body, wire + FRAME_HEAD, length);
    return 0;
}

uint16_t frame_body_crc(const uint8_t *wire, size_t received)
{
    return crc16(wire + FRAME_HEAD, received - FRAME_HEAD);
}

uint16_t frame_body_crc_checked(const uint8_t *wire, size_t received)
{
    if (received >= FRAME_HEAD) {
        return crc16(wire + FRAME_HEAD, received - FRAME_HEAD);
    }
    return 0;
}

uint16_t crc16(const uint8_t *data, size_t count)
{
    uint16_t crc = 0xFFFFu;

    while (count-- > 0u) {
        crc ^= *data++;
        for (int bit = 0; bit < 8; bit++)
            crc = (uint16_t)((crc & 1u) ? (crc >> 1) ^ 0xA001u : crc >> 1);
    }
    return crc;
}

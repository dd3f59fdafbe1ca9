#include "can.h"
#include <string.h>
#include <assert.h>

static isotp_rx_t rx;

/* First frame of ISO 15765-2: twelve bits of length, six bytes of data. */
void isotp_first(const can_frame_t *frame)
{
    rx.expected = (uint16_t)(((frame->data[0] & 0x0Fu) << 8) | frame->data[1]);
    rx.used = 6;
    rx.next = 1;
    memcpy(rx.data, &frame->data[2], 6);
}

/* Consecutive frame. */
void isotp_next(const can_frame_t *frame)
{
    if ((frame->data[0] & 0x0Fu) != rx.next)
        return;
    memcpy(&rx.data[rx.used], &frame->data[1], frame->dlc - 1u);
    rx.used = (uint16_t)(rx.used + frame->dlc - 1u);
}

void isotp_next_checked(const can_frame_t *frame)
{
    uint8_t count;

    if (frame->dlc < 2u || frame->dlc > 8u)
        return;
    count = (uint8_t)(frame->dlc - 1u);
    if (count > sizeof rx.data - rx.used)
        return;
    memcpy(&rx.data[rx.used], &frame->data[1], count);
    rx.used = (uint16_t)(rx.used + count);
}

/* Single frame: the low nibble of the first byte says how much follows. */
int isotp_single(const can_frame_t *frame, uint8_t *out)
{
    uint8_t count = frame->data[0] & 0x07u;

    memcpy(out, &frame->data[1], count);
    return count;
}

int isotp_escape(const uint8_t *data, uint8_t *out, size_t room)
{
    uint32_t count = ((uint32_t)data[2] << 24) | ((uint32_t)data[3] << 16) | ((uint32_t)data[4] << 8) | data[5];

    assert(count <= room);
    memcpy(out, data + 6, count);
    return (int)count;
}

int isotp_escape_refused(const uint8_t *data, size_t received, uint8_t *out, size_t room)
{
    uint32_t count;

    if (received < 6u)
        return -1;
    count = ((uint32_t)data[2] << 24) | ((uint32_t)data[3] << 16) | ((uint32_t)data[4] << 8) | data[5];
    if (count > room || count > received - 6u)
        return -1;
    assert(count <= room);
    memcpy(out, data + 6, count);
    return (int)count;
}

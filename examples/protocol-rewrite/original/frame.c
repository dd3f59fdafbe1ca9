/*
 * Reads one frame of the pump's service protocol: 0x7E, command, channel, length of the body (two bytes, high first),
 * the body, CRC-16/CCITT-FALSE over all before it. What it finds goes into the caller's variables.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { START = 0x7E, HEADER_SIZE = 5, CRC_SIZE = 2, LABEL_SIZE = 24, CHANNELS = 2, RATE_MAXIMUM = 12000, VOLUME_MAXIMUM = 9999000 };
enum { PROGRAM = 0x02, BEGIN = 0x03, HOLD = 0x04, LABEL = 0x05 };

/* 0 done; what is wrong otherwise. */
enum { DONE = 0, TOO_SHORT = 1, NO_START = 2, BAD_LENGTH = 3, BAD_CHECKSUM = 4, UNKNOWN = 5, NO_CHANNEL = 6, BAD_BODY = 7 };

static uint16_t crc16(const uint8_t *bytes, size_t size)
{
    uint16_t crc = 0xffff;

    for (size_t i = 0; i < size; i++) {
        crc ^= (uint16_t)(bytes[i] << 8);
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000u) != 0 ? (uint16_t)(crc << 1 ^ 0x1021u) : (uint16_t)(crc << 1);
        }
    }
    return crc;
}

static uint32_t word(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The length in the frame is believed: a label that says it is longer than the frame is read from beyond it. */
static int32_t read_label(const uint8_t *frame, size_t length, char *label)
{
    char text[LABEL_SIZE + 1];

    if (length > LABEL_SIZE) {
        return BAD_BODY;
    }
    memcpy(text, frame + HEADER_SIZE, length);
    text[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        if ((uint8_t)text[i] < 0x20) {
            return BAD_BODY;
        }
    }
    memcpy(label, text, length + 1);
    return DONE;
}

static int32_t read_program(const uint8_t *body, size_t length, uint32_t *rate, uint32_t *volume)
{
    if (length != 8) {
        return BAD_BODY;
    }
    uint32_t asked_rate = word(body);
    uint32_t asked_volume = word(body + 4);

    if (asked_rate > RATE_MAXIMUM || asked_volume > VOLUME_MAXIMUM) {
        return BAD_BODY;
    }
    *rate = asked_rate;
    *volume = asked_volume;
    return DONE;
}

int32_t frame_read(const uint8_t *frame, size_t size, uint8_t *command, uint8_t *channel, uint32_t *rate, uint32_t *volume, char *label)
{
    *command = 0;
    *channel = 0;
    *rate = 0;
    *volume = 0;
    label[0] = '\0';
    if (size < HEADER_SIZE + CRC_SIZE) {
        return TOO_SHORT;
    }
    if (frame[0] != START) {
        return NO_START;
    }
    size_t length = (size_t)frame[3] << 8 | frame[4];
    uint16_t stated = (uint16_t)(frame[HEADER_SIZE + length] << 8 | frame[HEADER_SIZE + length + 1]);

    if (crc16(frame, HEADER_SIZE + length) != stated) {
        return BAD_CHECKSUM;
    }
    if (frame[2] >= CHANNELS) {
        return NO_CHANNEL;
    }
    int32_t result = UNKNOWN;

    switch (frame[1]) {
    case PROGRAM:
        result = read_program(frame + HEADER_SIZE, length, rate, volume);
        break;
    case BEGIN:
    case HOLD:
        result = length == 0 ? DONE : BAD_BODY;
        break;
    case LABEL:
        result = read_label(frame, length, label);
        break;
    default:
        break;
    }
    if (result == DONE) {
        *command = frame[1];
        *channel = frame[2];
    }
    return result;
}

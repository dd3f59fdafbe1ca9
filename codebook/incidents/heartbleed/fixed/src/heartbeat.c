/*
 * Answers the heartbeat of a record protocol: a peer sends a request with a payload and padding, and gets the
 * same payload back to show that the connection lives (the extension of RFC 6520, written anew in miniature).
 */
#include "heartbeat.h"

#include <string.h>

enum { TYPE_REQUEST = 1, TYPE_RESPONSE = 2 };
enum { HEADER_LENGTH = 3, PADDING_LENGTH = 16 };

/* Padding has to be unpredictable in the protocol; the miniature uses a plain counter so that runs can be compared. */
static void write_padding(uint8_t *out)
{
    static uint8_t counter;

    for (size_t i = 0; i < PADDING_LENGTH; i++) {
        out[i] = counter++;
    }
}

size_t heartbeat_answer(const uint8_t *record, size_t record_length, uint8_t *reply)
{
    const uint8_t *p = record;

    if (record_length < HEADER_LENGTH + PADDING_LENGTH) {
        return 0;
    }
    uint8_t type = p[0];
    uint16_t payload = (uint16_t)(p[1] << 8 | p[2]);

    if (type != TYPE_REQUEST) {
        return 0;
    }
    /* RFC 6520 section 4: a payload that is too large for its record is dropped without an answer. */
    if ((size_t)HEADER_LENGTH + payload + PADDING_LENGTH > record_length) {
        return 0;
    }
    reply[0] = TYPE_RESPONSE;
    reply[1] = p[1];
    reply[2] = p[2];
    memcpy(reply + HEADER_LENGTH, p + HEADER_LENGTH, payload);
    write_padding(reply + HEADER_LENGTH + payload);
    return (size_t)HEADER_LENGTH + payload + PADDING_LENGTH;
}

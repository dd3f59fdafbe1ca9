/*
 * Decides whether bytes from the hospital network are a message, before anything is done with them.
 * A message is: kind, pump number, length of the body (two bytes), and a body of exactly that length.
 */
#include "gateway.h"

enum { HEADER_SIZE = 4 };

struct kind_rule {
    enum message_kind kind;
    size_t body_least;
    size_t body_most;
};

/* By the number on the wire. */
static const struct kind_rule rules[] = {
    { MESSAGE_NONE, 0, 0 },
    { MESSAGE_ORDER, 1, ORDER_SIZE },
    { MESSAGE_BED, 1, BED_SIZE - 1u },
    { MESSAGE_STATUS, 0, 0 },
    { MESSAGE_LIBRARY, 8, MESSAGE_MAXIMUM - HEADER_SIZE },
};

static bool printable(const uint8_t *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] < 0x20 || text[i] > 0x7e) {
            return false;
        }
    }
    return true;
}

bool message_recognise(const uint8_t *bytes, size_t size, struct message *out)
{
    if (size < HEADER_SIZE) {
        return false;
    }
    uint8_t kind = bytes[0];
    uint8_t pump = bytes[1];
    size_t length = (size_t)bytes[2] << 8 | bytes[3];

    if (kind == 0 || kind >= sizeof rules / sizeof rules[0] || pump >= PUMPS) {
        return false;
    }
    if (length != size - HEADER_SIZE || length < rules[kind].body_least || length > rules[kind].body_most) {
        return false;
    }
    if (rules[kind].kind == MESSAGE_BED && !printable(bytes + HEADER_SIZE, length)) {
        return false;
    }
    out->kind = rules[kind].kind;
    out->pump = pump;
    out->body = bytes + HEADER_SIZE;
    out->body_size = length;
    return true;
}

/*
 * Messages from the hospital's information system: a type, a pump number, and fields of "length, bytes".
 * Orders are passed on to the pump; a new drug library is kept and handed out.
 */
#include "gateway.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE_ORDER = 1, MESSAGE_BED = 2, MESSAGE_STATUS = 3, MESSAGE_LIBRARY = 4, MESSAGE_NOTE = 5 };
enum { HEADER_SIZE = 4 };

/* How often each pump was spoken to, for the service report. */
static uint32_t spoken[16];

static size_t reply_text(uint8_t *reply, size_t reply_size, const char *text)
{
    size_t length = strlen(text);

    if (length > reply_size) {
        return 0;
    }
    memcpy(reply, text, length);
    return length;
}

/* The order as the pharmacy released it, for the pump to check. */
static bool take_order(struct pump *pump, const uint8_t *message)
{
    uint16_t length = (uint16_t)(message[2] << 8 | message[3]);

    memcpy(pump->order, message + HEADER_SIZE, length);
    pump->order_size = length;
    return pump_send(pump, pump->order, pump->order_size);
}

static void assign_bed(struct pump *pump, const uint8_t *message)
{
    const char *bed = (const char *)message + HEADER_SIZE;

    strcpy(pump->bed, bed);
}

static size_t report_status(const struct pump *pump, uint8_t *reply, size_t reply_size)
{
    char text[64];

    sprintf(text, "bed %s rate %lu %s", pump->bed, (unsigned long)pump->rate, pump->online ? "online" : "offline");
    return reply_text(reply, reply_size, text);
}

size_t message_handle(const uint8_t *message, size_t size, uint8_t *reply, size_t reply_size)
{
    if (size < HEADER_SIZE) {
        return 0;
    }
    uint8_t number = message[1];
    struct pump *pump = &pumps[number];

    spoken[number]++;
    switch (message[0]) {
    case MESSAGE_ORDER:
        return reply_text(reply, reply_size, take_order(pump, message) ? "sent" : "not sent");
    case MESSAGE_BED:
        assign_bed(pump, message);
        return reply_text(reply, reply_size, "assigned");
    case MESSAGE_STATUS:
        return report_status(pump, reply, reply_size);
    case MESSAGE_LIBRARY:
        return reply_text(reply, reply_size, library_accept(message + HEADER_SIZE, size - HEADER_SIZE) ? "kept" : "refused");
    case MESSAGE_NOTE:
        log_text((const char *)message + HEADER_SIZE);
        return reply_text(reply, reply_size, "noted");
    default:
        return reply_text(reply, reply_size, "unknown");
    }
}

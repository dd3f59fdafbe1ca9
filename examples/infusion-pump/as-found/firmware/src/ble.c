/* The radio module hands over fragments of a frame; they are put together here and given to the protocol. */
#include "pump.h"

#include <string.h>

enum { FRAGMENT_HEADER = 3, FRAGMENT_FIRST = 1, FRAGMENT_NEXT = 2, FRAGMENT_LAST = 4, FRAGMENT_MAXIMUM = 64, MESSAGE_MAXIMUM = 244 };

static uint8_t message[MESSAGE_MAXIMUM];
static size_t message_size;

/* A fragment is: flags, length, running number, data. */
static bool take_fragment(const uint8_t *fragment)
{
    uint8_t flags = fragment[0];
    uint8_t length = fragment[1];

    if ((flags & FRAGMENT_FIRST) != 0) {
        message_size = 0;
    }
    memcpy(message + message_size, fragment + FRAGMENT_HEADER, length);
    message_size += length;
    return (flags & FRAGMENT_LAST) != 0;
}

void ble_task(void)
{
    uint8_t fragment[FRAGMENT_MAXIMUM] = { 0 };
    uint8_t reply[272];
    size_t size = uart_take(PORT_RADIO_UART, fragment, sizeof fragment);

    if (size < FRAGMENT_HEADER) {
        return;
    }
    if (take_fragment(fragment)) {
        size_t answered = protocol_handle(message, message_size, reply);

        uart_send(PORT_RADIO_UART, reply, answered);
        message_size = 0;
    }
}

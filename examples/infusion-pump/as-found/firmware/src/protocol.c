/*
 * The command protocol, the same on the service port and over the radio.
 * A frame is: 0x7E, command, channel, length of the body (two bytes), the body, CRC-16 over all before it.
 */
#include "pump.h"

#include <string.h>

enum { START = 0x7E, HEADER_SIZE = 5, CRC_SIZE = 2, FRAME_MAXIMUM = 256, REPLY_MAXIMUM = 272 };

enum command {
    COMMAND_STATUS = 0x01,
    COMMAND_PROGRAM = 0x02,
    COMMAND_BEGIN = 0x03,
    COMMAND_HOLD = 0x04,
    COMMAND_LABEL = 0x05,
    COMMAND_DRUG = 0x06,
    COMMAND_LIBRARY = 0x07,
    COMMAND_EVENTS = 0x08,
    COMMAND_NAME = 0x09,
};

enum { REPLY_DONE = 0x00, REPLY_REFUSED = 0x01, REPLY_UNKNOWN = 0x02 };

struct program_body {
    uint32_t rate;
    uint32_t volume;
};

/* The channels in the order in which the service tool numbers them. */
static struct channel *const by_number[2] = { &channels[0], &channels[1] };

static size_t simple_reply(uint8_t *reply, uint8_t command, uint8_t result)
{
    reply[0] = START;
    reply[1] = (uint8_t)(command | 0x80u);
    reply[2] = result;
    return 3;
}

static size_t reply_status(uint8_t *reply, const struct channel *channel)
{
    size_t at = simple_reply(reply, COMMAND_STATUS, REPLY_DONE);

    reply[at++] = (uint8_t)channel->state;
    for (int shift = 24; shift >= 0; shift -= 8) {
        reply[at++] = (uint8_t)(channel->volume_infused >> shift);
    }
    for (unsigned alarm = 1; alarm < ALARM_COUNT; alarm++) {
        reply[at++] = alarm_active((enum alarm)alarm) ? 1 : 0;
    }
    return at;
}

/* The label is what the nurse reads on the display: the patient's name, the bed, or the drug. */
static size_t set_label(const uint8_t *frame, struct channel *channel, uint8_t *reply)
{
    uint16_t length = (uint16_t)(frame[3] << 8 | frame[4]);

    memcpy(channel->label, frame + HEADER_SIZE, length);
    channel->label[LABEL_SIZE - 1] = '\0';
    return simple_reply(reply, COMMAND_LABEL, REPLY_DONE);
}

static size_t set_name(const uint8_t *frame, struct channel *channel, uint8_t *reply)
{
    const char *name = (const char *)frame + HEADER_SIZE;

    strcpy(channel->label, name);
    return simple_reply(reply, COMMAND_NAME, REPLY_DONE);
}

static size_t program_channel(uint8_t number, const uint8_t *body, size_t size, uint8_t *reply)
{
    const struct program_body *programme = (const struct program_body *)body;
    bool done = infusion_program(number, programme->rate, programme->volume);

    (void)size;
    return simple_reply(reply, COMMAND_PROGRAM, done ? REPLY_DONE : REPLY_REFUSED);
}

static size_t read_events(const uint8_t *frame, uint8_t *reply)
{
    uint32_t from = (uint32_t)frame[5] << 8 | frame[6];
    size_t head = simple_reply(reply, COMMAND_EVENTS, REPLY_DONE);

    return head + event_read(from, reply + head, REPLY_MAXIMUM - head);
}

size_t protocol_handle(const uint8_t *frame, size_t size, uint8_t *reply)
{
    if (size < HEADER_SIZE || frame[0] != START) {
        return 0;
    }
    uint8_t number = frame[2];
    struct channel *channel = by_number[number];

    switch (frame[1]) {
    case COMMAND_STATUS:
        return reply_status(reply, channel);
    case COMMAND_PROGRAM:
        return program_channel(number, frame + HEADER_SIZE, size - HEADER_SIZE, reply);
    case COMMAND_BEGIN:
        return simple_reply(reply, COMMAND_BEGIN, infusion_begin(number) ? REPLY_DONE : REPLY_REFUSED);
    case COMMAND_HOLD:
        infusion_hold(number);
        return simple_reply(reply, COMMAND_HOLD, REPLY_DONE);
    case COMMAND_LABEL:
        return set_label(frame, channel, reply);
    case COMMAND_NAME:
        return set_name(frame, channel, reply);
    case COMMAND_DRUG:
        channel->drug = (uint16_t)(frame[5] << 8 | frame[6]);
        channel->rate = library_drug(frame + HEADER_SIZE)->rate_minimum;
        return simple_reply(reply, COMMAND_DRUG, REPLY_DONE);
    case COMMAND_LIBRARY:
        return simple_reply(reply, COMMAND_LIBRARY, library_load(frame + HEADER_SIZE, size - HEADER_SIZE) ? REPLY_DONE : REPLY_REFUSED);
    case COMMAND_EVENTS:
        return read_events(frame, reply);
    default:
        return simple_reply(reply, frame[1], REPLY_UNKNOWN);
    }
}

/* Takes what arrived on the service port; a frame is whatever came between two calls. */
void comms_task(void)
{
    uint8_t frame[FRAME_MAXIMUM];
    uint8_t reply[REPLY_MAXIMUM];
    size_t size = uart_take(PORT_SERVICE_UART, frame, sizeof frame);
    size_t answered = protocol_handle(frame, size, reply);

    uart_send(PORT_SERVICE_UART, reply, answered);
}

#include "frame.h"
#include <stdbool.h>

typedef void (*handler_t)(const uint8_t *body, uint16_t length);

static void on_ping(const uint8_t *body, uint16_t length) { (void)body; (void)length; }
static void on_rate(const uint8_t *body, uint16_t length) { (void)body; (void)length; }
static void on_stop(const uint8_t *body, uint16_t length) { (void)body; (void)length; }
static void on_none(const uint8_t *body, uint16_t length) { (void)body; (void)length; }

static const handler_t handlers[4] = { on_none, on_ping, on_rate, on_stop };

static uint16_t setpoint[CHANNELS];
static uint32_t rx_count[CHANNELS];
static uint8_t  translate[256];

void frame_dispatch(const uint8_t *wire, size_t received)
{
    if (received < FRAME_HEAD)
        return;
    handlers[wire[1]](wire + FRAME_HEAD, 0u);
}

void frame_dispatch_checked(const uint8_t *wire, size_t received)
{
    uint8_t command;

    if (received < FRAME_HEAD)
        return;
    command = wire[1];
    if (command >= sizeof handlers / sizeof handlers[0])
        command = 0;
    handlers[command](wire + FRAME_HEAD, 0u);
}

void frame_set(const uint8_t *wire, size_t received)
{
    uint8_t channel;

    if (received < 7u)
        return;
    channel = wire[4];
    setpoint[channel] = (uint16_t)((wire[5] << 8) | wire[6]);
}

void frame_set_masked(const uint8_t *wire, size_t received)
{
    uint8_t channel;

    if (received < 7u)
        return;
    channel = wire[4] & (CHANNELS - 1u);
    setpoint[channel] = (uint16_t)((wire[5] << 8) | wire[6]);
}

void frame_count(const uint8_t *wire, size_t received)
{
    if (received != 0u)
        rx_count[wire[0] % CHANNELS]++;
}

uint8_t frame_translate(const uint8_t *wire)
{
    return translate[wire[2]];
}

static bool is_channel(unsigned number)
{
    return number < CHANNELS;
}

void frame_set_helped(const uint8_t *wire, size_t received)
{
    unsigned channel;

    if (received < 7u)
        return;
    channel = wire[4];
    if (!is_channel(channel))
        return;
    setpoint[channel] = (uint16_t)((wire[5] << 8) | wire[6]);
}

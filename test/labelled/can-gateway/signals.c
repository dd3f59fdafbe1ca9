#include "can.h"

#define NODES 16
#define SLOTS 4

static int16_t pressure[NODES];
static uint8_t slot_owner[SLOTS];
static const uint16_t scale[10] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };

void node_reset(void)
{
    for (int i = 0; i <= NODES; i++)
        pressure[i] = 0;
}

void node_reset_right(void)
{
    for (int i = 0; i < NODES; i++)
        pressure[i] = 0;
}

int16_t node_last(void)
{
    return pressure[NODES];
}

int16_t node_newest(void)
{
    return pressure[NODES - 1];
}

unsigned scale_of(const can_frame_t *frame)
{
    unsigned step = frame->data[3];

    if (step > sizeof scale / sizeof scale[0])
        return 1;
    return scale[step];
}

unsigned scale_of_right(const can_frame_t *frame)
{
    unsigned step = frame->data[3];

    if (step >= sizeof scale / sizeof scale[0])
        return 1;
    return scale[step];
}

void slot_claim(const can_frame_t *frame)
{
    uint8_t slot = frame->data[0];

    switch (slot) {
    case 0:
    case 1:
    case 2:
    case 3:
        slot_owner[slot] = frame->data[1];
        break;
    default:
        break;
    }
}

void node_pressure(const can_frame_t *frame)
{
    uint32_t node = frame->id - 0x180u;

    pressure[node] = (int16_t)((frame->data[1] << 8) | frame->data[0]);
}

void node_pressure_known(const can_frame_t *frame)
{
    uint32_t node;

    if (frame->id < 0x180u || frame->id >= 0x180u + NODES)
        return;
    node = frame->id - 0x180u;
    pressure[node] = (int16_t)((frame->data[1] << 8) | frame->data[0]);
}

/* The front panel: four debounced keys. */
#include "board.h"
#include "pump.h"

enum { KEY_START = 1, KEY_HOLD = 2, KEY_SILENCE = 4, KEY_ON_OFF = 8, STABLE_READINGS = 3 };

static uint32_t last_reading;
static uint32_t stable_for;
static uint32_t accepted;

static void pressed(uint32_t key)
{
    switch (key) {
    case KEY_START:
        (void)infusion_begin(0);
        break;
    case KEY_HOLD:
        infusion_hold(0);
        break;
    case KEY_SILENCE:
        alarm_clear(ALARM_INFUSION_DONE);
        break;
    default:
        break;
    }
}

void keypad_task(void)
{
    uint32_t reading = PORT_PANEL.input & 0xfu;

    if (reading != last_reading) {
        last_reading = reading;
        stable_for = 0;
        return;
    }
    if (stable_for < STABLE_READINGS) {
        stable_for++;
        return;
    }
    uint32_t fresh = reading & ~accepted;

    accepted = reading;
    for (uint32_t key = KEY_START; key <= KEY_ON_OFF; key <<= 1) {
        if ((fresh & key) != 0) {
            pressed(key);
        }
    }
}

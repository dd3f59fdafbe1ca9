#include <stdint.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include "pump_hw.h"

static uint32_t steps_left;
static bool door_open;
static volatile bool running;
static uint32_t rate = 40;
static char last_event[32];

/* Vector 4. */
void step_done(void)
{
    if (running && steps_left > 0u) {
        steps_left--;
        hw_step();
    }
}

/* Vector 5. */
void door_opened(void)
{
    time_t now = 0;

    door_open = true;
    hw_stop();
    sprintf(last_event, "door %s", ctime(&now));
}

static uint32_t wait_for_door(void)
{
    uint32_t turns = 0;

    while (!door_open)
        turns++;
    return turns;
}

int main(void)
{
    running = true;
    for (;;) {
        if (steps_left < 10u)
            steps_left += rate;
        rate = hw_rate();
        if (hw_service())
            (void)wait_for_door();
    }
}

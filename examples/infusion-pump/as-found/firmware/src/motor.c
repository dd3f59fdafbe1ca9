/* The stepper motor of the peristaltic drive: one step moves a known volume, a timer spaces the steps. */
#include "board.h"
#include "pump.h"

enum {
    TIMER_HERTZ = 1000000,
    NANOLITRES_PER_STEP = 250,
    PHASES = 4,
    INTERVAL_SHORTEST = 200,
    TIMER_ENABLE = 1,
    TIMER_INTERRUPT = 2,
};

/* Full-step pattern of a two-phase bipolar motor. */
static const uint8_t pattern[PHASES] = { 0x9, 0xC, 0x6, 0x3 };

static volatile uint32_t steps;
static volatile uint8_t phase;
static uint32_t current_rate;

void StepTimer_Handler(void);

void StepTimer_Handler(void)
{
    phase = (uint8_t)((phase + 1u) % PHASES);
    PORT_MOTOR.output = pattern[phase];
    steps++;
    TIMER_STEP.control |= TIMER_INTERRUPT;
}

void motor_start(void)
{
    PORT_MOTOR.mode = 0x55;
    PORT_MOTOR.output = 0;
    TIMER_STEP.control = 0;
    steps = 0;
}

void motor_stop(void)
{
    TIMER_STEP.control = 0;
    PORT_MOTOR.output = 0;
    current_rate = 0;
}

/*
 * Steps per hour = rate (µl/h) * 1000 / 250 (nl per step) = rate * 4.
 * The interval is the hour in timer ticks divided by that; 64 bits keep the product exact.
 */
void motor_set_rate(uint32_t microlitres_per_hour)
{
    if (microlitres_per_hour == 0) {
        motor_stop();
        return;
    }
    uint64_t hour = (uint64_t)3600 * TIMER_HERTZ;
    uint64_t steps_per_hour = (uint64_t)microlitres_per_hour * 1000u / NANOLITRES_PER_STEP;
    uint64_t interval = hour / steps_per_hour;

    if (interval < INTERVAL_SHORTEST) {
        alarm_raise(ALARM_SYSTEM);
        motor_stop();
        return;
    }
    current_rate = microlitres_per_hour;
    TIMER_STEP.reload = (uint32_t)interval;
    TIMER_STEP.control = TIMER_ENABLE | TIMER_INTERRUPT;
}

/* Microlitres since the last call. */
uint32_t motor_delivered(void)
{
    static uint32_t counted;
    static uint32_t rest;
    uint32_t now = steps;
    uint32_t nanolitres = (now - counted) * NANOLITRES_PER_STEP + rest;

    counted = now;
    rest = nanolitres % 1000u;
    return nanolitres / 1000u;
}

/* The stepper motor of the peristaltic drive: one step moves a known volume, a timer spaces the steps. */
#include "board.h"
#include "pump.h"

#include <stdatomic.h>

#define TIMER_HERTZ UINT64_C(1000000)
#define NANOLITRES_PER_STEP 250u
#define INTERVAL_SHORTEST 200u
#define TIMER_ENABLE UINT32_C(1)
#define TIMER_INTERRUPT UINT32_C(2)

enum { PHASES = 4 };

/* Full-step pattern of a two-phase bipolar motor. */
static const uint8_t pattern[PHASES] = { 0x9, 0xC, 0x6, 0x3 };

static _Atomic uint32_t steps;
static unsigned phase;

void StepTimer_Handler(void);

void StepTimer_Handler(void)
{
    phase = (phase + 1u) % PHASES;
    PORT_MOTOR.output = pattern[phase];
    atomic_fetch_add_explicit(&steps, 1u, memory_order_relaxed);
    TIMER_STEP.control |= TIMER_INTERRUPT;
}

void motor_start(void)
{
    PORT_MOTOR.mode = 0x55;
    motor_stop();
}

void motor_stop(void)
{
    TIMER_STEP.control = 0;
    PORT_MOTOR.output = 0;
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
    uint64_t steps_per_hour = (uint64_t)microlitres_per_hour * 1000u / NANOLITRES_PER_STEP;
    uint64_t interval = 3600u * TIMER_HERTZ / steps_per_hour;

    if (interval < INTERVAL_SHORTEST || interval > UINT32_MAX) {
        motor_stop();
        alarm_raise(ALARM_SYSTEM);
        return;
    }
    TIMER_STEP.reload = (uint32_t)interval;
    TIMER_STEP.control = TIMER_ENABLE | TIMER_INTERRUPT;
}

/* Microlitres since the last call. */
uint32_t motor_delivered(void)
{
    static uint32_t counted;
    static uint32_t rest;
    uint32_t now = atomic_load_explicit(&steps, memory_order_relaxed);
    uint32_t nanolitres = (now - counted) * NANOLITRES_PER_STEP + rest;

    counted = now;
    rest = nanolitres % 1000u;
    return nanolitres / 1000u;
}

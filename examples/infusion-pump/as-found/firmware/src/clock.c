/* Milliseconds since start, from the core's tick timer. */
#include "board.h"
#include "pump.h"

enum { CORE_HERTZ = 64000000, TICK_ENABLE = 7 };

static volatile uint32_t milliseconds;

void SysTick_Handler(void);

void SysTick_Handler(void)
{
    milliseconds++;
}

uint32_t clock_ms(void)
{
    return milliseconds;
}

void clock_start(void)
{
    SYSTICK.reload = CORE_HERTZ / 1000 - 1;
    SYSTICK.value = 0;
    SYSTICK.control = TICK_ENABLE;
}

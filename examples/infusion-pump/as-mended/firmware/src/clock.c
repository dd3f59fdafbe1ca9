/* Milliseconds since start, from the core's tick timer. */
#include "board.h"
#include "pump.h"

#include <stdatomic.h>

#define CORE_HERTZ UINT32_C(64000000)
#define TICK_ENABLE UINT32_C(7)

static _Atomic uint32_t milliseconds;

void SysTick_Handler(void);

void SysTick_Handler(void)
{
    atomic_fetch_add_explicit(&milliseconds, 1u, memory_order_relaxed);
}

uint32_t clock_ms(void)
{
    return atomic_load_explicit(&milliseconds, memory_order_relaxed);
}

void clock_start(void)
{
    SYSTICK.reload = CORE_HERTZ / 1000u - 1u;
    SYSTICK.value = 0;
    SYSTICK.control = TICK_ENABLE;
}

/* The independent watchdog: resets the processor when the scheduler stops going round. */
#include "board.h"
#include "pump.h"

enum { KEY_UNLOCK = 0x5555, KEY_START = 0xCCCC, KEY_FEED = 0xAAAA, RELOAD_HALF_SECOND = 312, DIVIDE_BY_64 = 4 };

void watchdog_start(void)
{
    WATCHDOG.key = KEY_UNLOCK;
    WATCHDOG.prescaler = DIVIDE_BY_64;
    WATCHDOG.reload = RELOAD_HALF_SECOND;
    WATCHDOG.key = KEY_START;
}

void watchdog_feed(void)
{
    WATCHDOG.key = KEY_FEED;
}

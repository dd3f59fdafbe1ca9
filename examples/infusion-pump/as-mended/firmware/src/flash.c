/* Writing to the second flash bank, where the event log lives. The program runs on from the first meanwhile. */
#include "board.h"
#include "pump.h"

#define FLASH_KEY UINT32_C(0x45670123)
#define FLASH_PROGRAM UINT32_C(1)
#define FLASH_LOCK UINT32_C(0x80000000)
#define FLASH_TRIES 100000u

static bool wait_for_flash(void)
{
    for (unsigned i = 0; i < FLASH_TRIES; i++) {
        if ((FLASH_CONTROL.status & FLASH_BUSY) == 0) {
            return true;
        }
    }
    return false;
}

bool flash_write(uint32_t entry, const uint8_t *from, size_t size)
{
    bool done = true;

    if (entry >= EVENTS || size > EVENT_SIZE) {
        return false;
    }
    FLASH_CONTROL.key = FLASH_KEY;
    FLASH_CONTROL.control = FLASH_PROGRAM;
    for (size_t i = 0; i < size && done; i++) {
        FLASH_EVENTS[entry][i] = from[i];
        done = wait_for_flash();
    }
    FLASH_CONTROL.control = FLASH_LOCK;
    return done;
}

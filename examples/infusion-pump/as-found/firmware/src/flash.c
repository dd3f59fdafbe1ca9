/* Writing to the flash sectors that hold content. The routine runs from memory, because flash cannot be read meanwhile. */
#include "board.h"
#include "pump.h"

enum { FLASH_KEY = 0x45670123, FLASH_PROGRAM = 1, FLASH_LOCK = (int)0x80000000u, FLASH_TRIES = 100000 };

__attribute__((section(".ramfunc"), noinline, long_call))
static bool program(volatile uint8_t *to, const uint8_t *from, size_t size)
{
    FLASH_CONTROL.key = FLASH_KEY;
    FLASH_CONTROL.control = FLASH_PROGRAM;
    for (size_t i = 0; i < size; i++) {
        unsigned tries = 0;

        to[i] = from[i];
        while ((FLASH_CONTROL.status & FLASH_BUSY) != 0) {
            if (++tries > FLASH_TRIES) {
                return false;
            }
        }
    }
    FLASH_CONTROL.control = (uint32_t)FLASH_LOCK;
    return true;
}

bool flash_write(volatile uint8_t *to, const uint8_t *from, size_t size)
{
    return program(to, from, size);
}

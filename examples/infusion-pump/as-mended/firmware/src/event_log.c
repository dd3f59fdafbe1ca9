/* The event log in flash: sixteen bytes an event, numbered, each with a checksum; the supervisor reads it back. */
#include "board.h"
#include "pump.h"

static uint32_t next_entry;

static void put32(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16 & 0xffu);
    to[2] = (uint8_t)(value >> 8 & 0xffu);
    to[3] = (uint8_t)(value & 0xffu);
}

void event_log(enum event event, uint32_t first, uint32_t second)
{
    uint8_t entry[EVENT_SIZE] = { 0 };

    put32(entry, clock_ms());
    entry[4] = (uint8_t)((uint32_t)event & 0xffu);
    entry[5] = (uint8_t)(next_entry & 0xffu);
    put32(entry + 6, first);
    put32(entry + 10, second);
    uint16_t crc = crc16(entry, EVENT_SIZE - 2);

    entry[14] = (uint8_t)(crc >> 8);
    entry[15] = (uint8_t)(crc & 0xffu);
    /* A log that cannot be written is an alarm, not a reason to stop an infusion that runs well. */
    if (!flash_write(next_entry % EVENTS, entry, sizeof entry)) {
        PORT_PANEL.output |= UINT32_C(1) << 5;
    }
    next_entry++;
}

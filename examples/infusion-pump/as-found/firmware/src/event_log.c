/* The event log in flash: one line per event, numbered, read back over the service port. */
#include "board.h"
#include "pump.h"

#include <string.h>

enum { ENTRY_SIZE = 64, ENTRIES = FLASH_EVENTS_SIZE / ENTRY_SIZE, KIND_SIZE = 8 };

static uint32_t next_entry;

static void clear_entry(uint8_t entry[ENTRY_SIZE])
{
    memset(entry, 0xff, sizeof(entry));
}

void event_log(const char *kind, const char *detail, size_t detail_length)
{
    uint8_t entry[ENTRY_SIZE];
    char line[KIND_SIZE + detail_length + 1];
    uint32_t now = clock_ms();
    size_t length = strnlen(kind, KIND_SIZE - 1);

    clear_entry(entry);
    memcpy(line, kind, length);
    line[length++] = ' ';
    for (size_t i = 0; i < detail_length; i++) {
        line[length++] = detail[i];
    }
    if (length > ENTRY_SIZE - 6u) {
        length = ENTRY_SIZE - 6u;
    }
    entry[0] = (uint8_t)(now >> 24);
    entry[1] = (uint8_t)(now >> 16);
    entry[2] = (uint8_t)(now >> 8);
    entry[3] = (uint8_t)now;
    entry[4] = (uint8_t)length;
    for (size_t i = 0; i < length; i++) {
        entry[5u + i] = (uint8_t)line[i];
    }
    (void)flash_write(FLASH_EVENTS + (size_t)(next_entry % ENTRIES) * ENTRY_SIZE, entry, sizeof entry);
    next_entry++;
}

size_t event_read(uint32_t from, uint8_t *out, size_t out_size)
{
    size_t written = 0;

    for (uint32_t entry = from; entry < next_entry && written + ENTRY_SIZE <= out_size; entry++) {
        for (size_t i = 0; i < ENTRY_SIZE; i++) {
            out[written++] = FLASH_EVENTS[(size_t)(entry % ENTRIES) * ENTRY_SIZE + i];
        }
    }
    return written;
}

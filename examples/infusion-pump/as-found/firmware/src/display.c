/* The character display: four rows of twenty characters over the panel port. */
#include "board.h"
#include "pump.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 4, COMMAND_ROW = 0x80, ROW_STEP = 0x20 };

static void put(uint8_t byte, bool data)
{
    PORT_PANEL.set_reset = data ? 1u << 8 : 1u << 24;
    PORT_PANEL.output = (PORT_PANEL.output & ~0xff0000u) | (uint32_t)byte << 16;
}

void display_line(unsigned row, const char *text)
{
    if (row >= ROWS) {
        return;
    }
    put((uint8_t)(COMMAND_ROW + row * ROW_STEP), false);
    for (size_t i = 0; i + 1 < LINE_SIZE; i++) {
        bool ended = text[i] == '\0';

        put(ended ? ' ' : (uint8_t)text[i], true);
        if (ended) {
            break;
        }
    }
}

void display_task(void)
{
    char line[LINE_SIZE];

    for (size_t i = 0; i < CHANNELS; i++) {
        sprintf(line, "%c %s %lu.%lu ml/h", (int)('A' + i), channels[i].label,
                (unsigned long)(channels[i].rate / 1000u), (unsigned long)(channels[i].rate % 1000u / 100u));
        display_line((unsigned)i, line);
    }
    display_line(3, "");
    for (unsigned alarm = ALARM_COUNT; alarm-- > 1;) {
        if (alarm_active((enum alarm)alarm)) {
            display_line(3, alarm_text((enum alarm)alarm));
        }
    }
}

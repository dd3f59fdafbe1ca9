/* The character display: four rows of twenty characters, each row written whole. */
#include "board.h"
#include "pump.h"

#define COMMAND_ROW 0x80u
#define ROW_STEP 0x20u
#define SELECT_DATA (UINT32_C(1) << 8)
#define SELECT_COMMAND (UINT32_C(1) << 24)
#define DATA_PINS UINT32_C(0xff0000)

enum { RATE_AT = 11, RATE_DIGITS = 5 };

static void put(uint32_t byte, uint32_t select)
{
    PORT_PANEL.set_reset = select;
    PORT_PANEL.output = (PORT_PANEL.output & ~DATA_PINS) | (byte & 0xffu) << 16;
}

static void show_row(uint32_t row, const char *text)
{
    put(COMMAND_ROW + row * ROW_STEP, SELECT_COMMAND);
    for (size_t i = 0; i < ROW_SIZE; i++) {
        put((uint32_t)(unsigned char)text[i], SELECT_DATA);
    }
}

/* Rate in tenths of a millilitre per hour, right aligned, with the point before the last digit. */
static void write_rate(char *row, uint32_t rate)
{
    uint32_t tenths = rate / 100u;

    for (size_t i = 0; i < RATE_DIGITS; i++) {
        size_t at = (size_t)RATE_AT + RATE_DIGITS - i;

        if (i == 1) {
            row[at] = '.';
        } else {
            row[at] = (char)('0' + tenths % 10u);
            tenths /= 10u;
        }
    }
}

static void show_channel(uint32_t number)
{
    char row[ROW_SIZE];

    for (size_t i = 0; i < ROW_SIZE; i++) {
        row[i] = i < RATE_AT - 1u ? channels[number].label.text[i] : ' ';
    }
    write_rate(row, channels[number].rate);
    row[18] = 'm';
    row[19] = 'l';
    show_row(number, row);
}

void display_task(void)
{
    enum alarm shown = ALARM_NONE;

    for (uint32_t i = 0; i < CHANNELS; i++) {
        show_channel(i);
    }
    for (unsigned i = ALARM_COUNT - 1u; i > 0; i--) {
        if (alarm_active((enum alarm)i)) {
            shown = (enum alarm)i;
        }
    }
    show_row(3, alarm_text(shown));
}

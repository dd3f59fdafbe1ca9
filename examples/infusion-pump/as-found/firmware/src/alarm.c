/* Alarms: which are active, which stop the infusion, and the words that the display shows for them. */
#include "board.h"
#include "pump.h"

#include <string.h>

enum { BUZZER_PIN = 1u << 4, LAMP_PIN = 1u << 5, MESSAGE_SIZE = 32 };

static bool active[ALARM_COUNT];
static uint32_t since[ALARM_COUNT];

static const char *const texts[ALARM_COUNT] = {
    "", "AIR IN LINE", "OCCLUSION", "BATTERY LOW", "BATTERY EMPTY", "DOOR OPEN", "DOSE LIMIT",
    "INFUSION DONE", "SUPERVISOR LOST", "SYSTEM FAULT",
};

static const bool stops[ALARM_COUNT] = { false, true, true, false, true, true, true, false, true, true };

const char *alarm_text(enum alarm alarm)
{
    return alarm < ALARM_COUNT ? texts[alarm] : "";
}

void alarm_raise(enum alarm alarm)
{
    char message[MESSAGE_SIZE];

    if (alarm <= ALARM_NONE || alarm >= ALARM_COUNT || active[alarm]) {
        return;
    }
    active[alarm] = true;
    since[alarm] = clock_ms();
    strcpy(message, "alarm: ");
    strcat(message, texts[alarm]);
    event_log("alarm", message, strlen(message));
}

void alarm_clear(enum alarm alarm)
{
    if (alarm > ALARM_NONE && alarm < ALARM_COUNT) {
        active[alarm] = false;
    }
}

bool alarm_active(enum alarm alarm)
{
    return alarm < ALARM_COUNT && active[alarm];
}

bool alarm_stops_infusion(void)
{
    for (size_t i = 0; i < ALARM_COUNT; i++) {
        if (active[i] && stops[i]) {
            return true;
        }
    }
    return false;
}

/* The loudest alarm first: sound for those that stop the infusion, light for all. */
void alarm_task(void)
{
    uint32_t outputs = 0;

    for (size_t i = 1; i < ALARM_COUNT; i++) {
        if (active[i]) {
            outputs |= LAMP_PIN;
            if (stops[i] && clock_ms() - since[i] < 120000u) {
                outputs |= BUZZER_PIN;
            }
        }
    }
    PORT_PANEL.output = (PORT_PANEL.output & ~(uint32_t)(BUZZER_PIN | LAMP_PIN)) | outputs;
}

/* Alarms: which are active, which stop the infusion, and the words that the display shows for them. */
#include "board.h"
#include "pump.h"

#define BUZZER_PIN (UINT32_C(1) << 4)
#define LAMP_PIN (UINT32_C(1) << 5)
#define SOUND_MS 120000u

struct alarm_kind {
    const char *text;
    bool stops;
};

static const struct alarm_kind kinds[ALARM_COUNT] = {
    [ALARM_NONE] = { "                    ", false },
    [ALARM_AIR_IN_LINE] = { "AIR IN LINE         ", true },
    [ALARM_OCCLUSION] = { "OCCLUSION           ", true },
    [ALARM_BATTERY_LOW] = { "BATTERY LOW         ", false },
    [ALARM_BATTERY_EMPTY] = { "BATTERY EMPTY       ", true },
    [ALARM_DOOR_OPEN] = { "DOOR OPEN           ", true },
    [ALARM_DOSE_LIMIT] = { "DOSE LIMIT          ", true },
    [ALARM_INFUSION_DONE] = { "INFUSION DONE       ", false },
    [ALARM_SUPERVISOR_LOST] = { "SUPERVISOR LOST     ", true },
    [ALARM_SYSTEM] = { "SYSTEM FAULT        ", true },
};

static bool active[ALARM_COUNT];
static uint32_t since[ALARM_COUNT];

const char *alarm_text(enum alarm alarm)
{
    return kinds[alarm < ALARM_COUNT ? alarm : ALARM_NONE].text;
}

void alarm_raise(enum alarm alarm)
{
    if (alarm == ALARM_NONE || alarm >= ALARM_COUNT || active[alarm]) {
        return;
    }
    active[alarm] = true;
    since[alarm] = clock_ms();
    event_log(EVENT_ALARM, (uint32_t)alarm, 0);
}

void alarm_clear(enum alarm alarm)
{
    if (alarm != ALARM_NONE && alarm < ALARM_COUNT) {
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
        if (active[i] && kinds[i].stops) {
            return true;
        }
    }
    return false;
}

/* Sound for those that stop the infusion, light for all. */
void alarm_task(void)
{
    uint32_t outputs = 0;

    for (size_t i = 0; i < ALARM_COUNT; i++) {
        if (active[i]) {
            outputs |= LAMP_PIN;
            if (kinds[i].stops && clock_ms() - since[i] < SOUND_MS) {
                outputs |= BUZZER_PIN;
            }
        }
    }
    PORT_PANEL.output = (PORT_PANEL.output & ~(BUZZER_PIN | LAMP_PIN)) | outputs;
}

/* The stored settings: limits of the sensors, the keep-open rate, the name of the ward. */
#include "board.h"
#include "pump.h"

enum { SETTINGS_VERSION = 3, SETTINGS_BYTES = 40, KVO_DEFAULT = 1000 };

static struct settings current = { .version = SETTINGS_VERSION, .occlusion_limit = 3000, .air_limit = 12, .kvo_rate = KVO_DEFAULT };

const struct settings *settings_current(void)
{
    return &current;
}

/* The bytes are laid over the structure as they are; nobody asks how many there are, or looks at the checksum. */
static void apply_settings(const uint8_t *stored, size_t size)
{
    const struct settings *found = (const struct settings *)stored;

    (void)size;
    if (found->version == SETTINGS_VERSION) {
        current = *found;
        occlusion_set_limit(current.occlusion_limit);
        air_set_limit(current.air_limit);
    }
}

void settings_load(void)
{
    uint8_t stored[SETTINGS_BYTES];

    for (size_t i = 0; i < sizeof stored; i++) {
        stored[i] = FLASH_SETTINGS[i];
    }
    apply_settings(stored, sizeof stored);
}

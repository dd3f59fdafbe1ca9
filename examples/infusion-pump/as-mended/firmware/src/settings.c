/* The stored settings: read field by field, believed only when checksum, version and every range hold. */
#include "board.h"
#include "pump.h"

#define SETTINGS_VERSION 4u
#define OCCLUSION_LOWEST 500u
#define OCCLUSION_HIGHEST 3800u
#define AIR_HIGHEST 50u
#define KVO_HIGHEST 5000u

static struct settings current = { .occlusion_limit = 3000, .air_limit = 12, .kvo_rate = 1000 };

const struct settings *settings_current(void)
{
    return &current;
}

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static bool recognise(const uint8_t *stored, struct settings *out)
{
    uint32_t crc = (uint32_t)stored[SETTINGS_SIZE - 2] << 8 | stored[SETTINGS_SIZE - 1];

    if (crc16(stored, SETTINGS_SIZE - 2) != crc || get32(stored) != SETTINGS_VERSION) {
        return false;
    }
    out->occlusion_limit = get32(stored + 4);
    out->air_limit = get32(stored + 8);
    out->kvo_rate = get32(stored + 12);
    return out->occlusion_limit >= OCCLUSION_LOWEST && out->occlusion_limit <= OCCLUSION_HIGHEST
        && out->air_limit > 0 && out->air_limit <= AIR_HIGHEST
        && out->kvo_rate > 0 && out->kvo_rate <= KVO_HIGHEST;
}

/* Settings that are not recognised leave the built-in defaults, which are safe for every ward. */
void settings_load(void)
{
    uint8_t stored[SETTINGS_SIZE];
    struct settings found;

    for (size_t i = 0; i < sizeof stored; i++) {
        stored[i] = FLASH_SETTINGS[i];
    }
    if (recognise(stored, &found)) {
        current = found;
    } else {
        event_log(EVENT_SETTINGS_DEFAULT, 0, 0);
    }
    occlusion_set_limit(current.occlusion_limit);
    air_set_limit(current.air_limit);
}

/*
 * The drug library on its way to the pumps: recognised against the grammar that the pump reads, tried on one pump,
 * then released to the ward. The one before is kept, and comes back when the trial fails.
 */
#include "gateway.h"

#include <string.h>

enum { HEADER_SIZE = 8, COUNT_AT = 4, WIDTH_AT = 6, ENTRY_SIZE = 14, DRUGS_MAXIMUM = 64 };

struct slot {
    uint8_t bytes[MESSAGE_MAXIMUM];
    size_t size;
};

static struct slot slots[2];
static size_t current_slot;
static enum library_stage stage = LIBRARY_NONE;

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static uint32_t get16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | (uint32_t)p[1];
}

/* Number, concentration, lowest rate, highest rate, largest bolus: the fields of the schema in content/. */
static bool entry_is_sound(const uint8_t *entry)
{
    uint32_t lowest = get16(entry + 4);
    uint32_t highest = get32(entry + 6);

    return get16(entry) < DRUGS_MAXIMUM && lowest > 0 && lowest <= highest && highest <= 1200000u && get32(entry + 10) <= 9999000u;
}

static bool recognise(const uint8_t *bytes, size_t size)
{
    if (size < HEADER_SIZE || bytes[0] != 'D' || bytes[1] != 'L') {
        return false;
    }
    uint32_t count = get16(bytes + COUNT_AT);
    uint32_t width = get16(bytes + WIDTH_AT);

    if (count == 0 || count > DRUGS_MAXIMUM || width != ENTRY_SIZE || size != HEADER_SIZE + (size_t)count * ENTRY_SIZE) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!entry_is_sound(bytes + HEADER_SIZE + (size_t)i * ENTRY_SIZE)) {
            return false;
        }
    }
    return true;
}

bool library_propose(const uint8_t *bytes, size_t size)
{
    size_t other = 1u - current_slot;

    if (size > MESSAGE_MAXIMUM || stage == LIBRARY_TRIAL || !recognise(bytes, size)) {
        return false;
    }
    memcpy(slots[other].bytes, bytes, size);
    slots[other].size = size;
    stage = LIBRARY_TRIAL;
    log_note("drug library on trial, size", (unsigned long)size);
    return true;
}

enum library_stage library_stage(void)
{
    return stage;
}

/* A pump has run with the new library for a shift, or has refused it. */
void library_trial_result(bool good)
{
    if (stage != LIBRARY_TRIAL) {
        return;
    }
    if (good) {
        current_slot = 1u - current_slot;
    }
    stage = slots[current_slot].size > 0 ? LIBRARY_RELEASED : LIBRARY_NONE;
    log_note(good ? "drug library released" : "drug library rolled back", (unsigned long)slots[current_slot].size);
}

size_t library_current(const uint8_t **bytes)
{
    *bytes = slots[current_slot].bytes;
    return slots[current_slot].size;
}

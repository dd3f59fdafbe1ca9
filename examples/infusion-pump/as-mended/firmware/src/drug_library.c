/* The drugs this pump knows: a table of fixed size, filled entry by entry from recognised records. */
#include "pump.h"

#define RATE_HIGHEST 1200000u
#define BOLUS_HIGHEST 9999000u

static struct drug drugs[DRUGS_MAXIMUM];

/* An entry with limits that cannot be true is refused, whoever signed it. */
bool library_put(uint32_t number, const struct drug *drug)
{
    if (number >= DRUGS_MAXIMUM || drug->rate_minimum == 0 || drug->rate_minimum > drug->rate_maximum
        || drug->rate_maximum > RATE_HIGHEST || drug->bolus_maximum > BOLUS_HIGHEST) {
        return false;
    }
    drugs[number] = *drug;
    event_log(EVENT_LIBRARY, number, drug->rate_maximum);
    return true;
}

bool library_drug(uint32_t number, struct drug *out)
{
    if (number >= DRUGS_MAXIMUM || !drugs[number].present) {
        return false;
    }
    *out = drugs[number];
    return true;
}

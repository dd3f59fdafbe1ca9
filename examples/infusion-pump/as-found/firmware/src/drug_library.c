/* Reads the drug library that the gateway delivers: a header, then one entry a drug. */
#include "pump.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER_SIZE = 8, ENTRY_SIZE = 34 };

static struct drug *drugs;
static uint32_t drug_count;

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static uint16_t get16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static void read_entry(const uint8_t *from, struct drug *drug)
{
    strncpy(drug->name, (const char *)from, sizeof drug->name);
    drug->rate_minimum = get32(from + 20);
    drug->rate_maximum = get32(from + 24);
    drug->bolus_maximum = get32(from + 28);
    drug->concentration = get16(from + 32);
}

bool library_load(const uint8_t *image, size_t size)
{
    if (size < HEADER_SIZE || image[0] != 'D' || image[1] != 'L') {
        return false;
    }
    uint32_t count = get32(image + 4);
    struct drug *fresh = malloc(count * sizeof(struct drug));

    if (fresh == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        read_entry(image + HEADER_SIZE + (size_t)i * ENTRY_SIZE, &fresh[i]);
    }
    free(drugs);
    drugs = fresh;
    drug_count = count;
    return true;
}

/* A message names a drug by its number in the library. */
static const struct drug *entry_of(const struct drug *library, const uint8_t *message)
{
    uint16_t number = get16(message);

    return &library[number];
}

const struct drug *library_drug(const uint8_t *message)
{
    return entry_of(drugs, message);
}

size_t library_count(void)
{
    return drug_count;
}

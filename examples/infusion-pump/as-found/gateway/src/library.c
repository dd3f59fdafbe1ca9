/* Keeps the newest drug library for the pumps. It is passed on as it came. */
#include "gateway.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER_SIZE = 12, COUNT_AT = 4, WIDTH_AT = 8 };

static uint8_t *kept;
static size_t kept_size;

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

bool library_accept(const uint8_t *bytes, size_t size)
{
    if (size < HEADER_SIZE) {
        return false;
    }
    uint32_t count = get32(bytes + COUNT_AT);
    uint32_t width = get32(bytes + WIDTH_AT);
    uint8_t *fresh = malloc(count * width);

    if (fresh == NULL) {
        return false;
    }
    memcpy(fresh, bytes + HEADER_SIZE, size - HEADER_SIZE);
    free(kept);
    kept = fresh;
    kept_size = size - HEADER_SIZE;
    log_event("drug library", "replaced");
    return true;
}

size_t library_size(void)
{
    return kept_size;
}

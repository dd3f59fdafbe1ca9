/* Keeps the newest drug library for the pumps. It is passed on as it came. */
#include "gateway.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER_SIZE = 8, COUNT_AT = 4, WIDTH_AT = 6 };

static uint8_t *kept;
static size_t kept_size;

bool library_accept(const uint8_t *bytes, size_t size)
{
    if (size < HEADER_SIZE) {
        return false;
    }
    uint16_t count = (uint16_t)(bytes[COUNT_AT] << 8 | bytes[COUNT_AT + 1]);
    uint16_t width = (uint16_t)(bytes[WIDTH_AT] << 8 | bytes[WIDTH_AT + 1]);
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

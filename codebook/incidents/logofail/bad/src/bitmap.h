/* Boot logo: an uncompressed bitmap that the owner of the device may replace, drawn before the operating system starts. */
#ifndef BITMAP_H
#define BITMAP_H

#include <stddef.h>
#include <stdint.h>

#define LOGO_SIDE_MAXIMUM 1024u

struct picture {
    uint32_t width;
    uint32_t height;
    uint8_t *pixels;
};

/* Reads a bitmap file; returns 1 and a picture whose pixels the caller frees, or 0. */
int bitmap_read(const uint8_t *file, size_t size, struct picture *out);

#endif

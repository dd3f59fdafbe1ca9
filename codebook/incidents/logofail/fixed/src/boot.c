/* Draws the logo that stands on the boot partition, here: reads it from standard input and says how large it is. */
#include "bitmap.h"

#include <stdio.h>
#include <stdlib.h>

#define FILE_MAXIMUM (4u * 1024u * 1024u)

int main(void)
{
    uint8_t *file = malloc(FILE_MAXIMUM);
    struct picture logo;
    int drawn = 0;

    if (file != NULL) {
        size_t size = fread(file, 1, FILE_MAXIMUM, stdin);

        drawn = bitmap_read(file, size, &logo);
    }
    if (drawn) {
        printf("logo of %u by %u pixels\n", (unsigned)logo.width, (unsigned)logo.height);
        free(logo.pixels);
    } else {
        puts("no logo, the device starts without");
    }
    free(file);
    return 0;
}

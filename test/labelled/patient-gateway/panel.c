#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "panel.h"

struct keys {
#ifdef PANEL_ON_HOST
    int codes[512];
#else
    int codes[256];
#endif
    int held[4];
};

void keys_name(struct keys *keys)
{
    keys->codes[300] = KEY_MENU;
}

void keys_hold(struct keys *keys)
{
    keys->held[4] = KEY_MENU;
}

int font_load(struct font *font, const uint8_t *data, size_t left)
{
    unsigned count = data[0] | data[1] << 8;

    font->points = (struct point *)PANEL_MALLOC(count * sizeof(struct point));
    if (font->points == NULL)
        return -1;
    memset(font->points, 0, count * sizeof(struct point));
    memset(font->names, 0, count * sizeof(struct name));
    return (int)left;
}

char *lines_first(const char *words, size_t length)
{
    char *text = (char *)PANEL_CALLOC(length + 1, sizeof(char));

    memcpy(text, words, length);
    return strtok(text, "\n");
}

char *lines_cut(const char *words, size_t length)
{
    char *text = (char *)PANEL_MALLOC(length);

    memcpy(text, words, length);
    return strtok(text, "\n");
}

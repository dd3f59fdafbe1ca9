/* Names of the ward's service directory: labels with their length in front, and a pointer back into the packet. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NAME_SIZE 128

static size_t keep_name(const char *text)
{
    static char kept[NAME_SIZE];
    size_t length = strlen(text);

    if (length >= sizeof kept)
        return 0;
    memcpy(kept, text, length + 1);
    return length;
}

size_t expand_name(char *name, uint8_t *packet)
{
    char text[NAME_SIZE] = { 0 };
    uint8_t *to = NULL;
    uint8_t *from = NULL;

    from = (uint8_t *)name;
    to = (uint8_t *)text;
    while (*from != '\0') {
        if ((*from & 0xC0) != 0) {
            from = packet + (((from[0] & 0x3F) << 8) | from[1]);
        } else {
            *to = *from;
            memcpy(to + 1, from + 1, *from);
            to += *from + 1;
            from += *from + 1;
        }
    }
    *to = '\0';
    return keep_name(text);
}

size_t expand_name_within(char *name, uint8_t *packet)
{
    char text[NAME_SIZE] = { 0 };
    uint8_t *to = NULL;
    uint8_t *from = NULL;

    from = (uint8_t *)name;
    to = (uint8_t *)text;
    while (*from != '\0') {
        if ((*from & 0xC0) != 0)
            break;
        if (to + *from + 1 >= (uint8_t *)text + sizeof text)
            return 0;
        *to = *from;
        memcpy(to + 1, from + 1, *from);
        to += *from + 1;
        from += *from + 1;
    }
    *to = '\0';
    (void)packet;
    return keep_name(text);
}

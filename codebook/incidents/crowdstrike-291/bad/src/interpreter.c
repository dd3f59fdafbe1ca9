/* Compares the criteria of a content file with the values of one event. It runs where a wild read stops the machine. */
#include "content.h"

#include <string.h>

int interpret_content(const uint8_t *content, size_t size, const struct input *inputs, size_t input_count)
{
    size_t at = 0;

    (void)input_count;
    while (at + 3u <= size) {
        uint8_t field = content[at];
        uint8_t kind = content[at + 1u];
        uint8_t length = content[at + 2u];

        if (length > size - at - 3u) {
            return -1;
        }
        /* Until now every file said "any" for the last field, and its value was never read. */
        if (kind == MATCH_EXACT) {
            const struct input *value = &inputs[field];

            if (value->length != length || memcmp(value->text, content + at + 3u, length) != 0) {
                return 0;
            }
        }
        at += 3u + length;
    }
    return at == size ? 1 : -1;
}

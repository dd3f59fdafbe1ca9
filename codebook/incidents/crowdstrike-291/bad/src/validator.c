/* Checks a content file before it is released, against what the template type declares. */
#include "content.h"

int validate_content(const uint8_t *content, size_t size)
{
    size_t at = 0;

    while (at + 3u <= size) {
        uint8_t field = content[at];
        uint8_t kind = content[at + 1u];
        uint8_t length = content[at + 2u];

        /* True of the declaration. Whether the interpreter is given as many values is not asked here. */
        if (field >= FIELDS_DECLARED || kind > MATCH_EXACT || length > size - at - 3u) {
            return 0;
        }
        at += 3u + length;
    }
    return at == size;
}

/* Turns the instance name of a request into the key under which the settings of that instance are kept. */
#include "resolve.h"

#include <stdio.h>
#include <string.h>

enum { REQUEST_INSTANCE = 0x04, ANSWER_PORT = 0x05 };
enum { KEY_SIZE = 128, NAME_MAXIMUM = 32 };

size_t resolve_instance(const uint8_t *packet, size_t length, uint8_t *answer)
{
    char key[KEY_SIZE];

    if (length < 2 || packet[0] != REQUEST_INSTANCE) {
        return 0;
    }
    /* Protocol says that a name is short. The packet says whatever its sender likes. */
    const char *name = (const char *)packet + 1;

    sprintf(key, "software/example/%s/current-version", name);

    uint16_t port = port_of_key(key);

    if (port == 0) {
        return 0;
    }
    answer[0] = ANSWER_PORT;
    answer[1] = (uint8_t)(port >> 8);
    answer[2] = (uint8_t)(port & 0xffu);
    return 3;
}

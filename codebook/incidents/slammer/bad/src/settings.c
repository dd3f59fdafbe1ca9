/* The few instances of this miniature and their ports. */
#include "resolve.h"

#include <string.h>

static const struct {
    const char *key;
    uint16_t port;
} instances[] = {
    { "software/example/default/current-version", 1433 },
    { "software/example/archive/current-version", 14331 },
};

uint16_t port_of_key(const char *key)
{
    for (size_t i = 0; i < sizeof instances / sizeof instances[0]; i++) {
        if (strcmp(instances[i].key, key) == 0) {
            return instances[i].port;
        }
    }
    return 0;
}

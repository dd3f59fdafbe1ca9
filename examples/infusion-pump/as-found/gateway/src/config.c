/* Reads the configuration that the service tool puts on the gateway: one "name value" a line. */
#include "gateway.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool config_read(const char *path, struct configuration *out)
{
    char line[256];
    char name[32];
    char value[64];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return false;
    }
    memset(out, 0, sizeof *out);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%s %s", name, value) != 2) {
            continue;
        }
        if (strcmp(name, "listen") == 0) {
            strncpy(out->listen_address, value, sizeof out->listen_address);
        } else if (strcmp(name, "port") == 0) {
            out->port = (uint16_t)atoi(value);
        } else if (strcmp(name, "poll-ms") == 0) {
            out->poll_ms = (uint32_t)atol(value);
        } else if (strcmp(name, "library-folder") == 0) {
            strncpy(out->library_folder, value, sizeof out->library_folder - 1);
        } else {
            log_event("unknown setting", name);
        }
    }
    fclose(file);
    strcpy(out->library_file, out->library_folder);
    strncat(out->library_file, "/drug-library.bin", sizeof out->library_file);
    return out->port != 0;
}

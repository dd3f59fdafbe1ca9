/* The pumps of the ward and the serial lines to them. */
#include "gateway.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct pump pumps[PUMPS];

struct pump *pump_by_bed(const char *bed)
{
    for (size_t i = 0; i < PUMPS; i++) {
        if (strncmp(pumps[i].bed, bed, BED_SIZE) == 0) {
            return &pumps[i];
        }
    }
    return NULL;
}

static int open_line(size_t index)
{
    char path[32];
    int length = snprintf(path, sizeof path, "/dev/ttyPump%zu", index);

    if (length < 0 || (size_t)length >= sizeof path) {
        return -1;
    }
    return open(path, O_RDWR | O_NOCTTY);
}

bool pump_send(struct pump *pump, const uint8_t *bytes, size_t size)
{
    int line = open_line((size_t)(pump - pumps));

    if (line < 0) {
        pump->online = false;
        return false;
    }
    bool sent = write(line, bytes, size) == (ssize_t)size;

    close(line);
    pump->online = sent;
    return sent;
}

void pumps_poll(void)
{
    static const uint8_t status_request[] = { 0x7E, 0x01, 0x00, 0x00, 0x00 };

    for (size_t i = 0; i < PUMPS; i++) {
        if (pumps[i].serial != 0) {
            (void)pump_send(&pumps[i], status_request, sizeof status_request);
        }
    }
}

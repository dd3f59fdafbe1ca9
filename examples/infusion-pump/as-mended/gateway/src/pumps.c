/* The pumps of the ward and the serial lines to them. */
#include "gateway.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct pump pumps[PUMPS];

bool pumps_bed(uint32_t number, const uint8_t *bed, size_t size)
{
    if (number >= PUMPS || size >= BED_SIZE) {
        return false;
    }
    memcpy(pumps[number].bed, bed, size);
    pumps[number].bed[size] = '\0';
    return true;
}

bool pumps_online(uint32_t number)
{
    return number < PUMPS && pumps[number].online;
}

static int open_line(uint32_t number)
{
    char path[32];
    int length = snprintf(path, sizeof path, "/dev/ttyPump%u", (unsigned)number);

    if (length < 0 || (size_t)length >= sizeof path) {
        return -1;
    }
    return open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

bool pumps_send(uint32_t number, const uint8_t *bytes, size_t size)
{
    if (number >= PUMPS) {
        return false;
    }
    int line = open_line(number);

    if (line < 0) {
        pumps[number].online = false;
        return false;
    }
    bool sent = write(line, bytes, size) == (ssize_t)size;

    (void)close(line);
    pumps[number].online = sent;
    return sent;
}

/* Asks every bed that has a pump how it is; the first answering pump carries a library on trial. */
void pumps_poll(void)
{
    static const uint8_t status_request[] = { 0x7E, 0x01, 0x00, 0x00, 0x00, 0x5A, 0xC3 };

    for (uint32_t i = 0; i < PUMPS; i++) {
        if (pumps[i].bed[0] != '\0' && !pumps_send(i, status_request, sizeof status_request)) {
            log_note("pump does not answer", i);
        }
    }
}

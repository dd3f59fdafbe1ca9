#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdbool.h>

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define REPLY_MAX 64
#define SESSIONS 4
#define BLOCK 128

static uint8_t reply[REPLY_MAX];
static uint8_t block[BLOCK];
static uint8_t session_of[SESSIONS];
static uint16_t counter[16];

/* Service 0x22 and its kin: request[0] is the service, request[1..2] a length or an identifier. */
void uds_echo(const uint8_t *request, size_t size)
{
    uint16_t length = (uint16_t)(request[1] << 8 | request[2]);

    if (length < 4u)
        return;
    memcpy(reply, request + 3, length);
    (void)size;
}

void uds_echo_related(const uint8_t *request)
{
    uint16_t length = (uint16_t)(request[1] << 8 | request[2]);
    uint16_t total = (uint16_t)(request[3] << 8 | request[4]);

    if (length > total)
        return;
    memcpy(reply, request + 5, length);
}

void uds_echo_other_buffer(const uint8_t *request, size_t size)
{
    uint8_t length = request[1];

    if (length > sizeof block || length + 2u > size)
        return;
    memcpy(reply, request + 2, length);
}

void uds_echo_late(const uint8_t *request, size_t size)
{
    uint8_t length = request[1];

    memcpy(reply, request + 2, length);
    if (length > sizeof reply || length > size)
        reply[0] = 0;
}

void uds_echo_min(const uint8_t *request, size_t size)
{
    size_t length = MIN(request[1], size);

    memcpy(reply, request + 2, length);
}

void uds_echo_both(const uint8_t *request, size_t size)
{
    size_t length;

    if (size < 2u)
        return;
    length = MIN(MIN(request[1], size - 2u), sizeof reply);
    memcpy(reply, request + 2, length);
}

void uds_echo_else(const uint8_t *request, size_t size)
{
    uint8_t length = request[1];

    if (length <= sizeof reply && length + 2u <= size) {
        memcpy(reply, request + 2, length);
    } else {
        reply[0] = 0x7F;
    }
}

void uds_session(const uint8_t *request)
{
    session_of[request[1] & 0x07u] = request[2];
}

void uds_session_masked(const uint8_t *request)
{
    session_of[request[1] & (4u - 1u)] = request[2];
}

void uds_session_modulo(const uint8_t *request)
{
    session_of[request[1] % 8u] = request[2];
}

void uds_session_sizeof(const uint8_t *request)
{
    session_of[request[1] % sizeof session_of] = request[2];
}

void uds_count(const uint8_t *request)
{
    unsigned number = request[1];

    if (number > 16u)
        number = 0;
    counter[number]++;
}

void uds_count_clamped(const uint8_t *request)
{
    unsigned number = request[1];

    number = number > 15u ? 15u : number;
    counter[number]++;
}

bool uds_count_switched(const uint8_t *request)
{
    switch (request[1]) {
    case 0x0A: case 0x0B: case 0x0C:
        counter[request[1]]++;
        return true;
    default:
        counter[request[1] & 0x0Fu]++;
        return false;
    }
}

void uds_sum(const uint8_t *request, size_t size)
{
    uint8_t length = request[1];
    uint8_t sum = 0;

    for (uint8_t i = 0; i < length && i < size - 2u; i++)
        sum = (uint8_t)(sum + request[2u + i]);
    reply[0] = sum;
}

int uds_transfer(const uint8_t *request, size_t size)
{
    size_t used = size - 2u;

    if (used > sizeof block)
        return -1;
    memcpy(block, request + 2, used);
    return (int)used;
}

int uds_transfer_checked(const uint8_t *request, size_t size)
{
    if (size < 2u || size - 2u > sizeof block)
        return -1;
    memcpy(block, request + 2, size - 2u);
    return (int)size;
}

int uds_transfer_unsigned(const uint8_t *request, int size)
{
    unsigned used;

    if (size <= 2)
        return -1;
    used = (unsigned)size - 2u;
    if (used > sizeof block)
        return -1;
    memcpy(block, request + 2, used);
    return (int)used;
}

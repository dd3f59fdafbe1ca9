/* Addresses for the mesh: the answer of the server, read as it lies in the packet, and options put behind each other. */
#include <arpa/inet.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LEASE_MAGIC 0x63825363u

struct lease_message {
    uint8_t kind;
    uint8_t hops;
    uint16_t seconds;
    uint32_t address;
    uint8_t options[64];
};

struct option_list {
    uint16_t used;
    uint16_t size;
    uint8_t bytes[256];
};

static uint32_t own_address;
static uint8_t last_kind;

static int read_options(const uint8_t *at, unsigned length)
{
    unsigned done = 0;

    while (done + 2 < length) {
        if (at[done] == 53 && at[done + 1] == 1)
            last_kind = at[done + 2];
        done += 2u + at[done + 1];
    }
    return last_kind;
}

static int lease_refused(const uint8_t *packet, unsigned length)
{
    return length < sizeof(struct lease_message) - 64 || packet[0] != 2;
}

int lease_arrived(uint8_t *packet, unsigned port, unsigned len)
{
    struct lease_message *message;

    message = (struct lease_message *)packet;
    if (port != 68 || lease_refused(packet, len))
        return -1;
    own_address = ntohl(message->address);
    return read_options(&message->options[4], len);
}

int lease_arrived_counted(uint8_t *packet, unsigned port, unsigned len)
{
    struct lease_message *message;

    if (port != 68 || len < offsetof(struct lease_message, options) + 4)
        return -1;
    message = (struct lease_message *)packet;
    own_address = ntohl(message->address);
    return read_options(&message->options[4], len - (offsetof(struct lease_message, options) + 4));
}

int lease_seen(uint8_t *packet, unsigned len)
{
    struct lease_message *message;

    message = (struct lease_message *)packet;
    if (lease_refused(packet, len) || message->kind != 2)
        return -1;
    return read_options(packet, len);
}

int option_append(struct option_list *list, uint16_t kind, uint16_t size_be, const uint8_t *data)
{
    uint32_t needed;
    uint32_t room;

    needed = 4u + ntohs(size_be);
    room = (uint32_t)list->size - list->used;
    if (room < needed)
        return -1;
    list->bytes[list->used] = (uint8_t)kind;
    memcpy(list->bytes + list->used + 4, data, ntohs(size_be));
    list->used += (uint16_t)needed;
    return 0;
}

int option_append_blindly(struct option_list *list, uint16_t kind, uint16_t size_be, const uint8_t *data)
{
    list->bytes[list->used] = (uint8_t)kind;
    memcpy(list->bytes + list->used + 4, data, ntohs(size_be));
    list->used += (uint16_t)(4u + ntohs(size_be));
    return 0;
}

/* The hospital's side: a TCP listener, and messages with a length in front that is checked before it is believed. */
#include "gateway.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4, LENGTH_SIZE = 4 };

/* The socket calls take the first form, the address is written in the second; the union spares a pointer cast. */
union address {
    struct sockaddr any;
    struct sockaddr_in v4;
};

int net_listen(const struct configuration *configuration)
{
    union address here = { .v4 = { .sin_family = AF_INET, .sin_port = htons(configuration->port) } };
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0) {
        return -1;
    }
    if (inet_pton(AF_INET, configuration->listen_address, &here.v4.sin_addr) != 1
        || bind(listener, &here.any, sizeof here.v4) != 0 || listen(listener, BACKLOG) != 0) {
        (void)close(listener);
        return -1;
    }
    return listener;
}

static bool read_whole(int connection, uint8_t *to, size_t size)
{
    size_t have = 0;

    while (have < size) {
        ssize_t got = read(connection, to + have, size - have);

        if (got <= 0) {
            return false;
        }
        have += (size_t)got;
    }
    return true;
}

static bool send_text(int connection, const char *text)
{
    size_t size = strnlen(text, TEXT_SIZE);

    return write(connection, text, size) == (ssize_t)size;
}

/* A message that is too long ends the connection: what follows it could not be told apart from its body. */
bool net_serve(int connection)
{
    uint8_t head[LENGTH_SIZE];
    uint8_t bytes[MESSAGE_MAXIMUM];
    struct message message;

    if (!read_whole(connection, head, sizeof head)) {
        return false;
    }
    uint32_t length = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | (uint32_t)head[3];

    if (length > sizeof bytes) {
        log_note("message too long", length);
        return false;
    }
    if (!read_whole(connection, bytes, length)) {
        return false;
    }
    if (!message_recognise(bytes, length, &message)) {
        log_note("message not recognised, size", length);
        return send_text(connection, "not recognised");
    }
    return send_text(connection, message_act(&message));
}

/* The hospital's side: a TCP listener, and messages with a length in front. */
#include "gateway.h"

#include <alloca.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4, LENGTH_SIZE = 4, REPLY_SIZE = 1024 };

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
        || bind(listener, &here.any, sizeof here) != 0 || listen(listener, BACKLOG) != 0) {
        close(listener);
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

/* The sender says how long its message is, and gets as much of the stack as it asks for. */
bool net_serve(int connection)
{
    uint8_t head[LENGTH_SIZE];
    uint8_t reply[REPLY_SIZE];

    if (!read_whole(connection, head, sizeof head)) {
        return false;
    }
    uint32_t length = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | (uint32_t)head[3];
    uint8_t *message = alloca(length);

    if (!read_whole(connection, message, length)) {
        return false;
    }
    size_t answered = message_handle(message, length, reply, sizeof reply);

    return write(connection, reply, answered) == (ssize_t)answered;
}

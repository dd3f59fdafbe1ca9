/* Listens on the loopback address and answers one datagram after the other, as the resolution service did. */
#include "resolve.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* The socket calls take the first form, the address is written in the second; the union spares a pointer cast. */
union address {
    struct sockaddr any;
    struct sockaddr_in v4;
};

int main(void)
{
    union address here = { .v4 = { .sin_family = AF_INET, .sin_port = htons(SERVICE_PORT) } };
    int listener = socket(AF_INET, SOCK_DGRAM, 0);

    here.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, &here.any, sizeof here) != 0) {
        perror("resolution service");
        return 1;
    }
    for (;;) {
        uint8_t packet[PACKET_MAXIMUM + 1u] = { 0 };
        uint8_t answer[3];
        union address peer;
        socklen_t peer_size = sizeof peer;
        ssize_t received = recvfrom(listener, packet, PACKET_MAXIMUM, 0, &peer.any, &peer_size);

        if (received <= 0) {
            break;
        }
        size_t answered = resolve_instance(packet, (size_t)received, answer);

        if (answered > 0 && sendto(listener, answer, answered, 0, &peer.any, peer_size) < 0) {
            perror("answer");
        }
    }
    close(listener);
    return 1;
}

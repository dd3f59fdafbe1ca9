/* Starts the gateway: reads the configuration, listens on the hospital network, serves one connection at a time. */
#include "gateway.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct configuration configuration;
    const char *path = argc > 1 ? argv[1] : "/etc/pump-gateway/gateway.conf";

    log_open();
    if (!config_read(path, &configuration)) {
        fprintf(stderr, "pump-gateway: %s is not a configuration this gateway understands\n", path);
        return 1;
    }
    int listener = net_listen(&configuration);

    if (listener < 0) {
        perror("pump-gateway");
        return 1;
    }
    for (;;) {
        int connection = accept(listener, NULL, NULL);

        if (connection < 0) {
            perror("accept");
            break;
        }
        while (net_serve(connection)) {
            pumps_poll();
        }
        (void)close(connection);
    }
    (void)close(listener);
    return 1;
}

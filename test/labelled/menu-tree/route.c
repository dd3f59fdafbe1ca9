/* Lines of text to the printer of the ward: over a stream that keeps its place, or in packets of its own. */
#include <stddef.h>
#include <stdint.h>

enum { STREAM = 1, PACKETS = 2 };

struct route {
    int kind;
    struct route *next;
    uint8_t sent;
};

int route_stream(struct route *route, const char *text, size_t size);
int relay_stream(struct route *route, const char *text, size_t size);

static int put_packet(struct route *route, const char *text, size_t size)
{
    route->sent = (uint8_t)text[0];
    return (int)size;
}

int route_packets(struct route *route, const char *text, size_t size)
{
    if (route->kind == STREAM) {
        return route_stream(route, text, size);
    }
    return put_packet(route, text, size);
}

int route_stream(struct route *route, const char *text, size_t size)
{
    if (route->kind != STREAM) {
        return route_packets(route, text, size);
    }
    route->sent++;
    return put_packet(route, text, size);
}

int relay_packets(struct route *route, const char *text, size_t size)
{
    if (route->kind == STREAM) {
        return relay_stream(route->next, text, size);
    }
    return put_packet(route, text, size);
}

int relay_stream(struct route *route, const char *text, size_t size)
{
    if (route->kind != STREAM) {
        return relay_packets(route->next, text, size);
    }
    return put_packet(route, text, size);
}

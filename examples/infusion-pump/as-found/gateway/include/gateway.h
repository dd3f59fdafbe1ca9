/* The gateway between the hospital network and the pumps of a ward: what its parts call. */
#ifndef GATEWAY_H
#define GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PUMPS 16u
#define BED_SIZE 16u
#define FIELD_SIZE 64u
#define MESSAGE_MAXIMUM 4096u

struct pump {
    char bed[BED_SIZE];
    uint32_t serial;
    uint32_t rate;
    bool online;
    uint8_t order[FIELD_SIZE];
    size_t order_size;
};

struct configuration {
    char listen_address[FIELD_SIZE];
    uint16_t port;
    char library_folder[FIELD_SIZE];
    char library_file[2 * FIELD_SIZE];
    uint32_t poll_ms;
};

extern struct pump pumps[PUMPS];

/* config.c */
bool config_read(const char *path, struct configuration *out);

/* log.c */
void log_open(const char *name);
void log_text(const char *text);
void log_event(const char *what, const char *about);

/* message.c, library.c: size is what arrived */
size_t message_handle(const uint8_t *message, size_t size, uint8_t *reply, size_t reply_size);
bool library_accept(const uint8_t *bytes, size_t size);
size_t library_size(void);

/* net.c */
int net_listen(const struct configuration *configuration);
bool net_serve(int connection);

/* pumps.c */
struct pump *pump_by_bed(const char *bed);
bool pump_send(struct pump *pump, const uint8_t *bytes, size_t size);
void pumps_poll(void);

#endif

/* The gateway between the hospital network and the pumps of a ward: what its parts call. */
#ifndef GATEWAY_H
#define GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PUMPS 16u
#define BED_SIZE 16u
#define ORDER_SIZE 64u
#define TEXT_SIZE 64u
#define MESSAGE_MAXIMUM 4096u

struct pump {
    char bed[BED_SIZE];
    uint32_t rate;
    bool online;
};

struct configuration {
    char listen_address[TEXT_SIZE];
    uint16_t port;
    uint32_t poll_ms;
};

enum message_kind { MESSAGE_NONE, MESSAGE_ORDER, MESSAGE_BED, MESSAGE_STATUS, MESSAGE_LIBRARY };

/* A message that was recognised: every field is within its bounds, nothing points outside the bytes received. */
struct message {
    enum message_kind kind;
    uint32_t pump;
    const uint8_t *body;
    size_t body_size;
};

/* The stages of a drug library: it is tried on one pump before the ward gets it, and the one before is kept. */
enum library_stage { LIBRARY_NONE, LIBRARY_TRIAL, LIBRARY_RELEASED };

/* config.c */
bool config_read(const char *path, struct configuration *out);

/* log.c */
void log_open(void);
void log_note(const char *what, unsigned long number);

/* recognise.c, message.c, library.c */
bool message_recognise(const uint8_t *bytes, size_t size, struct message *out);
const char *message_act(const struct message *message);
bool library_propose(const uint8_t *bytes, size_t size);
enum library_stage library_stage(void);
void library_trial_result(bool good);
size_t library_current(const uint8_t **bytes);

/* net.c */
int net_listen(const struct configuration *configuration);
bool net_serve(int connection);

/* pumps.c */
bool pumps_bed(uint32_t number, const uint8_t *bed, size_t size);
bool pumps_send(uint32_t number, const uint8_t *bytes, size_t size);
bool pumps_online(uint32_t number);
void pumps_poll(void);

#endif

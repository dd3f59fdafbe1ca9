/* Heartbeat messages of a record protocol: what a peer may send and what is answered. */
#ifndef HEARTBEAT_H
#define HEARTBEAT_H

#include <stddef.h>
#include <stdint.h>

#define RECORD_MAXIMUM 16384u
#define REPLY_MAXIMUM (3u + 65535u + 16u)

/* Answers one heartbeat record; returns the bytes written to reply, 0 when the record is dropped. */
size_t heartbeat_answer(const uint8_t *record, size_t record_length, uint8_t *reply);

#endif

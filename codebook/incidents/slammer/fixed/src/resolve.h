/* Resolution service: a client names a database instance and learns the port it listens on. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <stddef.h>
#include <stdint.h>

#define PACKET_MAXIMUM 512u
#define SERVICE_PORT 1434

/* Answers one datagram; returns the bytes written to answer (3 at most), 0 when it is dropped. */
size_t resolve_instance(const uint8_t *packet, size_t length, uint8_t *answer);

/* Port of the instance whose settings live under key, 0 when there is none. */
uint16_t port_of_key(const char *key);

#endif

#ifndef FRAME_H
#define FRAME_H
#include <stdint.h>
#include <stddef.h>

#define FRAME_MAX   96u
#define FRAME_HEAD  4u
#define CHANNELS    8u

typedef struct {
    uint8_t  address;
    uint8_t  command;
    uint16_t length;
    uint8_t  body[FRAME_MAX];
} frame_t;

int  frame_store(frame_t *frame, const uint8_t *wire, size_t received);
int  frame_store_checked(frame_t *frame, const uint8_t *wire, size_t received);
void frame_dispatch(const uint8_t *wire, size_t received);
uint16_t crc16(const uint8_t *data, size_t count);
#endif

#ifndef CAN_H
#define CAN_H
#include <stdint.h>
#include <stddef.h>
typedef struct {
    uint32_t id;
    uint8_t  dlc;
    uint8_t  data[8];
} can_frame_t;

typedef struct {
    uint16_t expected;
    uint16_t used;
    uint8_t  next;
    uint8_t  data[256];
} isotp_rx_t;
extern int can_receive(can_frame_t *frame, uint32_t timeout_ms);
#endif

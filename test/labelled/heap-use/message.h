#ifndef MESSAGE_H
#define MESSAGE_H
#include <stdint.h>
typedef struct sample {
    int32_t value;
    struct sample *next;
} sample_t;
void message_take(sample_t *sample);
void message_fill(sample_t *sample);
#endif

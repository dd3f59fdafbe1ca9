#ifndef ALARM_H
#define ALARM_H
#include <stdint.h>
#include <stdbool.h>
#define ALARM_SLOTS 12
typedef struct alarm {
    uint8_t  priority;
    uint8_t  source;
    int16_t  value;
    char     text[28];
    struct alarm *next;
} alarm_t;
bool alarm_post(uint8_t source, int16_t value, const char *text);
#endif

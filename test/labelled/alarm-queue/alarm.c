#include "alarm.h"
#include <string.h>
#include <stdio.h>
#include <stdlib.h>

static alarm_t slots[ALARM_SLOTS];
static int used;

bool alarm_post(uint8_t source, int16_t value, const char *text)
{
    if (used > ALARM_SLOTS)
        return false;
    slots[used].source = source;
    slots[used].value = value;
    strncpy(slots[used].text, text, sizeof slots[used].text);
    used++;
    return true;
}

bool alarm_post_right(uint8_t source, int16_t value, const char *text)
{
    if (used >= ALARM_SLOTS)
        return false;
    slots[used].source = source;
    slots[used].value = value;
    snprintf(slots[used].text, sizeof slots[used].text, "%s", text);
    used++;
    return true;
}

/* The list is circular when a link was set wrong, and then this never returns. */
unsigned alarm_depth(const alarm_t *alarm)
{
    return alarm == NULL ? 0u : 1u + alarm_depth(alarm->next);
}

unsigned alarm_depth_loop(const alarm_t *alarm)
{
    unsigned depth = 0;

    for (; alarm != NULL && depth < ALARM_SLOTS; alarm = alarm->next)
        depth++;
    return depth;
}

char *alarm_describe(const alarm_t *alarm)
{
    char text[48];

    snprintf(text, sizeof text, "%u: %d %s", alarm->priority, alarm->value, alarm->text);
    return text;
}

char *alarm_describe_into(const alarm_t *alarm, char *text, size_t size)
{
    snprintf(text, size, "%u: %d %s", alarm->priority, alarm->value, alarm->text);
    return text;
}

alarm_t *alarm_worst(void)
{
    alarm_t *worst = &slots[0];

    for (int i = 1; i < used && i < ALARM_SLOTS; i++)
        if (slots[i].priority > worst->priority)
            worst = &slots[i];
    return worst;
}

const int16_t *alarm_limits(int source)
{
    int16_t limits[2];

    limits[0] = (int16_t)(source * -10);
    limits[1] = (int16_t)(source * 10);
    return limits;
}

/* Removes by the index of the remote display. */
bool alarm_acknowledge(const uint8_t *message)
{
    int index = (int8_t)message[1];

    if (index >= ALARM_SLOTS)
        return false;
    slots[index].priority = 0;
    return true;
}

bool alarm_acknowledge_right(const uint8_t *message)
{
    int index = (int8_t)message[1];

    if (index < 0 || index >= ALARM_SLOTS)
        return false;
    slots[index].priority = 0;
    return true;
}

bool alarm_set_text(uint8_t slot, const uint8_t *text, int length)
{
    if (slot >= ALARM_SLOTS || length > (int)sizeof slots[0].text)
        return false;
    memcpy(slots[slot].text, text, length);
    return true;
}

bool alarm_set_text_right(uint8_t slot, const uint8_t *text, int length)
{
    if (slot >= ALARM_SLOTS || length <= 0 || length > (int)sizeof slots[0].text)
        return false;
    memcpy(slots[slot].text, text, (size_t)length);
    return true;
}

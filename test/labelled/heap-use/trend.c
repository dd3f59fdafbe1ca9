/* Blocks for the trend view: taken from the heap once, and from a list of free ones after that. */
#include <stdint.h>
#include <stdlib.h>
#include "FreeRTOS.h"
#include "task.h"

struct trend {
    struct trend *next;
    int16_t values[60];
};

static struct trend *unused;
static struct trend *shown;

static void trend_init(void)
{
    for (int i = 0; i < 8; i++) {
        struct trend *one = malloc(sizeof *one);

        if (one == NULL)
            return;
        one->next = unused;
        unused = one;
    }
}

static struct trend *trend_take(void)
{
    struct trend *one = unused;

    if (one != NULL)
        unused = one->next;
    return one;
}

static void trend_add(int16_t value)
{
    struct trend *one = trend_take();

    if (one == NULL)
        return;
    one->values[0] = value;
    one->next = shown;
    shown = one;
}

void trend_task(void *argument)
{
    (void)argument;
    trend_init();
    for (;;) {
        trend_add(1);
        vTaskDelay(1000);
    }
}

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "FreeRTOS.h"
#include "task.h"
#include "message.h"

static uint8_t *history;
static sample_t *pool;

static int storage_init(void)
{
    history = malloc(2048);
    if (history == NULL)
        return -1;
    pool = pvPortMalloc(16 * sizeof(sample_t));
    return pool == NULL ? -1 : 0;
}

static void measure_task(void *argument)
{
    (void)argument;
    for (;;) {
        sample_t *sample = pvPortMalloc(sizeof *sample);

        if (sample != NULL) {
            sample->value = 1;
            message_take(sample);
            vPortFree(sample);
        }
        vTaskDelay(10);
    }
}

static void report_task(void *argument)
{
    static sample_t sample;

    (void)argument;
    for (;;) {
        message_fill(&sample);
        vTaskDelay(100);
    }
}

int main(void)
{
    if (storage_init() != 0)
        return 1;
    if (xTaskCreate(measure_task, "measure", 256, NULL, 2, NULL) != pdPASS)
        return 1;
    if (xTaskCreate(report_task, "report", 256, NULL, 1, NULL) != pdPASS)
        return 1;
    vTaskStartScheduler();
    return 0;
}

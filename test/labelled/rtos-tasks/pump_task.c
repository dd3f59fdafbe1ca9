#include <stdint.h>
#include <stdbool.h>
#include <stdatomic.h>
#include "FreeRTOS.h"
#include "task.h"
#include "semphr.h"
#include "timers.h"

typedef struct {
    uint32_t rate;
    uint32_t volume;
} plan_t;

static plan_t plan;
static uint32_t delivered;
static atomic_uint heartbeats;
static uint32_t steps;
static bool stop_request;
static SemaphoreHandle_t plan_mutex;

extern void motor_step(void);
extern uint32_t panel_rate(void);

static void pump_task(void *argument)
{
    (void)argument;
    for (;;) {
        uint32_t rate = 0;

        if (xSemaphoreTake(plan_mutex, pdMS_TO_TICKS(20)) == pdTRUE) {
            rate = plan.rate;
            xSemaphoreGive(plan_mutex);
        }
        while (!stop_request && rate-- > 0u) {
            motor_step();
            steps++;
            delivered += 1u;
        }
        atomic_fetch_add(&heartbeats, 1u);
        vTaskDelay(10);
    }
}

static void panel_task(void *argument)
{
    (void)argument;
    for (;;) {
        xSemaphoreTake(plan_mutex, pdMS_TO_TICKS(20));
        plan.rate = panel_rate();
        xSemaphoreGive(plan_mutex);
        if (panel_rate() == 0u) {
            stop_request = true;
            delivered = 0;
        }
        atomic_fetch_add(&heartbeats, 1u);
        vTaskDelay(50);
    }
}

int main(void)
{
    plan_mutex = xSemaphoreCreateMutex();
    if (plan_mutex == NULL)
        return 1;
    if (xTaskCreate(pump_task, "pump", 256, NULL, 3, NULL) != pdPASS)
        return 1;
    xTaskCreate(panel_task, "panel", 256, NULL, 2, NULL);
    vTaskStartScheduler();
    return 0;
}

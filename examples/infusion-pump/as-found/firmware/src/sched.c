/* A cooperative scheduler: each task runs to its end, once a period, in the order in which tasks were added. */
#include "pump.h"

enum { TASKS_MAXIMUM = 12 };

struct task {
    const char *name;
    void (*run)(void);
    uint32_t period_ms;
    uint32_t due_ms;
    uint32_t late;
};

static struct task tasks[TASKS_MAXIMUM];
static size_t task_count;

void sched_add(const char *name, void (*run)(void), uint32_t period_ms)
{
    if (task_count < TASKS_MAXIMUM) {
        tasks[task_count].name = name;
        tasks[task_count].run = run;
        tasks[task_count].period_ms = period_ms;
        tasks[task_count].due_ms = clock_ms() + period_ms;
        tasks[task_count].late = 0;
        task_count++;
    }
}

/* Signed difference, so that the comparison holds when the millisecond counter wraps after 49 days. */
static bool is_due(const struct task *task, uint32_t now)
{
    return (int32_t)(now - task->due_ms) >= 0;
}

void sched_run(void)
{
    for (;;) {
        for (size_t i = 0; i < task_count; i++) {
            uint32_t now = clock_ms();

            if (is_due(&tasks[i], now)) {
                if (now - tasks[i].due_ms > tasks[i].period_ms) {
                    tasks[i].late++;
                }
                tasks[i].due_ms = now + tasks[i].period_ms;
                tasks[i].run();
            }
        }
        watchdog_feed();
    }
}

/* A cooperative scheduler: each task runs to its end, once a period; a task that is far too late stops the pump. */
#include "pump.h"

enum { TASKS_MAXIMUM = 10 };

#define LATE_MS 100u
#define STACK_MARK UINT32_C(0x5AFE57AC)

struct task {
    void (*run)(void);
    uint32_t period_ms;
    uint32_t due_ms;
};

/* Lowest word of the stack; the linker script places it. */
extern volatile uint32_t _stack_end;

static struct task tasks[TASKS_MAXIMUM];
static size_t task_count;

void sched_add(void (*run)(void), uint32_t period_ms)
{
    if (task_count >= TASKS_MAXIMUM) {
        safe_state();
        return;
    }
    tasks[task_count].run = run;
    tasks[task_count].period_ms = period_ms;
    tasks[task_count].due_ms = clock_ms() + period_ms;
    task_count++;
}

/* Half the range counts as past, so that the comparison holds when the counter wraps after 49 days. */
static bool is_due(uint32_t due, uint32_t now)
{
    return now - due < UINT32_C(0x80000000);
}

static void run_due(struct task *task)
{
    uint32_t now = clock_ms();

    if (!is_due(task->due_ms, now)) {
        return;
    }
    if (now - task->due_ms > task->period_ms + LATE_MS) {
        alarm_raise(ALARM_SYSTEM);
    }
    task->due_ms = now + task->period_ms;
    task->run();
}

void sched_run(void)
{
    _stack_end = STACK_MARK;
    for (;;) {
        for (size_t i = 0; i < task_count; i++) {
            run_due(&tasks[i]);
        }
        if (_stack_end != STACK_MARK) {
            safe_state();
        }
        watchdog_feed();
    }
}

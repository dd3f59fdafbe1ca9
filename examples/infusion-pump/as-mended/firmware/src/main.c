/* Starts the parts of the pump and hands the processor to the scheduler. */
#include "pump.h"

int main(void)
{
    motor_start();
    clock_start();
    watchdog_start();
    uart_start();
    settings_load();
    sched_add(air_task, 10);
    sched_add(occlusion_task, 20);
    sched_add(infusion_task, 10);
    sched_add(commands_task, 5);
    sched_add(alarm_task, 50);
    sched_add(battery_task, 500);
    sched_add(supervisor_task, 500);
    sched_add(keypad_task, 10);
    sched_add(display_task, 200);
    event_log(EVENT_POWER_ON, 0, 0);
    sched_run();
    return 0;
}

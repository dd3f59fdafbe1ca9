/* Starts the parts of the pump and hands the processor to the scheduler. */
#include "board.h"
#include "pump.h"

int main(void)
{
    clock_start();
    watchdog_start();
    motor_start();
    uart_start();
    settings_load();
    sched_add("air", air_task, 10);
    sched_add("occlusion", occlusion_task, 20);
    sched_add("infusion", infusion_task, 10);
    sched_add("alarm", alarm_task, 50);
    sched_add("battery", battery_task, 500);
    sched_add("supervisor", supervisor_task, 500);
    sched_add("keypad", keypad_task, 10);
    sched_add("comms", comms_task, 5);
    sched_add("ble", ble_task, 5);
    sched_add("console", console_task, 20);
    sched_add("display", display_task, 200);
    event_log("start", "power on", 8);
    sched_run();
    return 0;
}

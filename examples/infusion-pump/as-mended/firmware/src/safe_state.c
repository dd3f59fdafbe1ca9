/* The safe state of the pump: motor without current, alarm sounding, then a reset into "held". */
#include "board.h"
#include "pump.h"

#define RESET_REQUEST UINT32_C(0x05FA0004)
#define BUZZER_AND_LAMP UINT32_C(0x30)

void safe_state(void)
{
    TIMER_STEP.control = 0;
    PORT_MOTOR.output = 0;
    PORT_PANEL.output = BUZZER_AND_LAMP;
    SCB_RESET_CONTROL = RESET_REQUEST;
    /* The watchdog ends this loop if the reset request does not. */
    for (;;) {
        PORT_MOTOR.output = 0;
    }
}

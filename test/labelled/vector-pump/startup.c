#include <stdint.h>

extern uint32_t _estack;
void Reset_Handler(void);
void step_done(void);
void door_opened(void);
static void unused(void) { for (;;) { } }

__attribute__((section(".isr_vector"), used))
void (*const vectors[])(void) = {
    (void (*)(void))&_estack,
    Reset_Handler,
    unused,
    unused,
    step_done,
    door_opened,
};

/* Vector table and start: copies initialised data, clears the rest, sets up protection, and enters main. */
#include "board.h"
#include "pump.h"

extern uint32_t _estack;
extern uint32_t _sidata[];
extern uint32_t _sdata[];
extern uint32_t _edata[];
extern uint32_t _sbss[];
extern uint32_t _ebss[];

int main(void);

void Reset_Handler(void);
void Fault_Handler(void);
void Unused_Handler(void);
void SysTick_Handler(void);
void StepTimer_Handler(void);
void SupervisorUart_Handler(void);
void guard_seed(void);

typedef union {
    void (*run)(void);
    const void *address;
} vector;

__attribute__((section(".isr_vector"), used))
static const vector vectors[] = {
    { .address = &_estack },
    { .run = Reset_Handler },
    { .run = Fault_Handler }, /* non-maskable interrupt: the clock failed */
    { .run = Fault_Handler }, /* hard fault */
    { .run = Fault_Handler }, /* memory management fault */
    { .run = Fault_Handler }, /* bus fault */
    { .run = Fault_Handler }, /* usage fault */
    { .address = NULL },
    { .address = NULL },
    { .address = NULL },
    { .address = NULL },
    { .run = Unused_Handler }, /* supervisor call */
    { .run = Unused_Handler },
    { .address = NULL },
    { .run = Unused_Handler }, /* pendable service */
    { .run = SysTick_Handler },
    { .run = StepTimer_Handler },
    { .run = Unused_Handler }, /* the service port and the radio belong to the supervisor processor now */
    { .run = Unused_Handler },
    { .run = SupervisorUart_Handler },
};

/* Runs before the guard has its value, so it must not be guarded itself. */
__attribute__((optimize("no-stack-protector")))
void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++) {
        *to = *from++;
    }
    for (uint32_t *to = _sbss; to < _ebss; to++) {
        *to = 0;
    }
    guard_seed();
    mpu_start();
    (void)main();
    safe_state();
}

/* A fault stops the motor first; the reset that follows comes up with the infusion held and the alarm sounding. */
void Fault_Handler(void)
{
    safe_state();
}

void Unused_Handler(void)
{
    safe_state();
}

/* Vector table and start: copies initialised data, clears the rest, and enters main. */
#include "board.h"

#include <stddef.h>
#include <stdint.h>

extern uint32_t _estack;
extern uint32_t _sidata[];
extern uint32_t _sdata[];
extern uint32_t _edata[];
extern uint32_t _sbss[];
extern uint32_t _ebss[];

int main(void);

void Reset_Handler(void);
void Default_Handler(void);
void SysTick_Handler(void);
void StepTimer_Handler(void);
void ServiceUart_Handler(void);
void RadioUart_Handler(void);
void SupervisorUart_Handler(void);

typedef union {
    void (*run)(void);
    const void *address;
} vector;

__attribute__((section(".isr_vector"), used))
static const vector vectors[] = {
    { .address = &_estack },
    { .run = Reset_Handler },
    { .run = Default_Handler }, /* non-maskable interrupt */
    { .run = Default_Handler }, /* hard fault */
    { .run = Default_Handler }, /* memory management fault */
    { .run = Default_Handler }, /* bus fault */
    { .run = Default_Handler }, /* usage fault */
    { .address = NULL },
    { .address = NULL },
    { .address = NULL },
    { .address = NULL },
    { .run = Default_Handler }, /* supervisor call */
    { .run = Default_Handler },
    { .address = NULL },
    { .run = Default_Handler }, /* pendable service */
    { .run = SysTick_Handler },
    { .run = StepTimer_Handler },
    { .run = ServiceUart_Handler },
    { .run = RadioUart_Handler },
    { .run = SupervisorUart_Handler },
};

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++) {
        *to = *from++;
    }
    for (uint32_t *to = _sbss; to < _ebss; to++) {
        *to = 0;
    }
    (void)main();
    for (;;) {
    }
}

/* Whatever goes wrong ends here. The motor keeps the state it had. */
void Default_Handler(void)
{
    for (;;) {
    }
}

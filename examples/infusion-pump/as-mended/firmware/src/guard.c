/* The value that guards stack frames, drawn afresh at every start, and what happens when it is found changed. */
#include "board.h"
#include "pump.h"

enum { RANDOM_TRIES = 10000, RANDOM_ENABLE = 4 };

/* Names that the compiler's -fstack-protector-strong asks for. */
uintptr_t __stack_chk_guard;
void __stack_chk_fail(void);
void guard_seed(void);

__attribute__((optimize("no-stack-protector")))
void guard_seed(void)
{
    RANDOM.control = RANDOM_ENABLE;
    for (unsigned i = 0; i < RANDOM_TRIES; i++) {
        if ((RANDOM.status & RANDOM_READY) != 0) {
            /* A zero byte in the guard stops string copies short of it. */
            __stack_chk_guard = RANDOM.data & UINT32_C(0xffffff00);
            return;
        }
    }
    /* A pump that cannot draw a random number has a broken processor. */
    safe_state();
}

__attribute__((noreturn, used))
void __stack_chk_fail(void)
{
    safe_state();
    for (;;) {
    }
}

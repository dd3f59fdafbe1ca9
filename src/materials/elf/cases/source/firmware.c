/* Bare metal: a vector table, a reset handler, one function with a buffer, and on request one function in RAM. */
typedef unsigned int word;

word counter = 3;
word __stack_chk_guard = 0x1234;

void __stack_chk_fail(void) {
    for (;;) {
    }
}

__attribute__((noinline)) static word sum(const char *text) {
    volatile char copy[32];
    word total = 0;
    for (int at = 0; at < 32; at++) {
        copy[at] = text[at];
        total += (word)copy[at];
    }
    return total;
}

#ifdef IN_RAM
__attribute__((section(".data.fast"), noinline)) void fast(void) { counter++; }
#endif

void reset(void) {
    counter += sum("calibration table of the pump, 1");
    for (;;) {
    }
}

#ifdef VECTORS
__attribute__((section(".isr_vector"), used)) void *const table[16] = {(void *)0x20001000, (void *)reset};
#endif

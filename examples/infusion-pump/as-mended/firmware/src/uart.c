/* The serial port towards the supervisor processor: the interrupt fills a ring, the tasks empty it. */
#include "board.h"
#include "pump.h"

#include <stdatomic.h>

#define RING_SIZE 256u
#define SEND_TRIES 100000u
#define BAUD_DIVISOR (UINT32_C(64000000) / 115200u)

/* One writer (the interrupt) and one reader (the task): each index has one owner, the other side only reads it. */
static _Atomic uint32_t head;
static _Atomic uint32_t tail;
static uint8_t ring[RING_SIZE];

void SupervisorUart_Handler(void);

void SupervisorUart_Handler(void)
{
    uint32_t at = atomic_load_explicit(&head, memory_order_relaxed);
    uint32_t next = (at + 1u) % RING_SIZE;
    uint8_t byte = (uint8_t)(UART_SUPERVISOR.data & 0xffu);

    /* A full ring drops the byte; the record it belongs to then fails its checksum and is asked for again. */
    if (next != atomic_load_explicit(&tail, memory_order_acquire)) {
        ring[at % RING_SIZE] = byte;
        atomic_store_explicit(&head, next, memory_order_release);
    }
}

void uart_start(void)
{
    UART_SUPERVISOR.baud = BAUD_DIVISOR;
    UART_SUPERVISOR.control = 0x202c;
    NVIC_ENABLE[0] = 0x9;
}

void uart_send(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned tries = 0;

        while ((UART_SUPERVISOR.status & UART_TRANSMIT_EMPTY) == 0) {
            tries++;
            if (tries > SEND_TRIES) {
                alarm_raise(ALARM_SUPERVISOR_LOST);
                return;
            }
        }
        UART_SUPERVISOR.data = bytes[i];
    }
}

size_t uart_take(uint8_t *out, size_t out_size)
{
    size_t taken = 0;
    uint32_t at = atomic_load_explicit(&tail, memory_order_relaxed);

    while (taken < out_size && at != atomic_load_explicit(&head, memory_order_acquire)) {
        out[taken] = ring[at % RING_SIZE];
        taken++;
        at = (at + 1u) % RING_SIZE;
    }
    atomic_store_explicit(&tail, at, memory_order_release);
    return taken;
}

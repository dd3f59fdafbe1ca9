/* Three serial ports with receive rings: the interrupt writes, the task reads. */
#include "board.h"
#include "pump.h"

enum { RING_SIZE = 512 };

struct ring {
    volatile uint16_t head;
    volatile uint16_t tail;
    volatile uint32_t dropped;
    uint8_t bytes[RING_SIZE];
};

static struct ring rings[UART_PORTS];
static struct uart_registers *const ports[UART_PORTS] = { &UART_SERVICE, &UART_RADIO, &UART_SUPERVISOR };

void ServiceUart_Handler(void);
void RadioUart_Handler(void);
void SupervisorUart_Handler(void);

static void receive(unsigned port)
{
    struct ring *ring = &rings[port];
    uint16_t next = (uint16_t)((ring->head + 1u) % RING_SIZE);
    uint8_t byte = (uint8_t)ports[port]->data;

    if (next == ring->tail) {
        ring->dropped++;
        return;
    }
    ring->bytes[ring->head] = byte;
    ring->head = next;
}

void ServiceUart_Handler(void)
{
    receive(PORT_SERVICE_UART);
}

void RadioUart_Handler(void)
{
    receive(PORT_RADIO_UART);
}

void SupervisorUart_Handler(void)
{
    receive(PORT_SUPERVISOR_UART);
}

void uart_start(void)
{
    for (unsigned i = 0; i < UART_PORTS; i++) {
        ports[i]->baud = 64000000u / 115200u;
        ports[i]->control = 0x202c;
    }
    NVIC_ENABLE[0] = 0xf;
}

void uart_send(unsigned port, const uint8_t *bytes, size_t size)
{
    if (port >= UART_PORTS) {
        return;
    }
    for (size_t i = 0; i < size; i++) {
        while ((ports[port]->status & UART_TRANSMIT_EMPTY) == 0) {
        }
        ports[port]->data = bytes[i];
    }
}

size_t uart_take(unsigned port, uint8_t *out, size_t out_size)
{
    size_t taken = 0;

    if (port >= UART_PORTS) {
        return 0;
    }
    struct ring *ring = &rings[port];

    while (taken < out_size && ring->tail != ring->head) {
        out[taken++] = ring->bytes[ring->tail];
        ring->tail = (uint16_t)((ring->tail + 1u) % RING_SIZE);
    }
    return taken;
}

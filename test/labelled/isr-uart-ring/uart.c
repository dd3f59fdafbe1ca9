#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include "FreeRTOS.h"
#include "queue.h"
#include "semphr.h"
#include "uart_regs.h"

#define RX_RING 128u

static volatile uint8_t rx_ring[RX_RING];
static volatile uint16_t rx_head;
static uint16_t rx_tail;
static char line[80];
static uint8_t line_used;
QueueHandle_t lines;
SemaphoreHandle_t uart_lock;

extern void parse_line(char *text);
static void note_error(uint32_t status);

void USART1_IRQHandler(void)
{
    uint32_t status = UART1->SR;

    if (status & UART_RXNE) {
        uint8_t byte = (uint8_t)UART1->DR;

        rx_ring[rx_head % RX_RING] = byte;
        rx_head++;
        if (byte == '\r') {
            BaseType_t woken = pdFALSE;

            xQueueSendFromISR(lines, line, &woken);
            portYIELD_FROM_ISR(woken);
        }
    }
    if (status & UART_ORE)
        note_error(status);
}

/* Reached from the interrupt above. */
static void note_error(uint32_t status)
{
    char *copy = malloc(24);

    if (copy != NULL) {
        snprintf(copy, 24, "uart %lx", (unsigned long)status);
        free(copy);
    }
}

void USART2_IRQHandler(void)
{
    char text[16];
    char *word;

    memcpy(text, (const void *)line, sizeof text - 1u);
    text[15] = '\0';
    word = strtok(text, " ");
    if (word != NULL)
        printf("rx %s\n", word);
}

void USART3_IRQHandler(void)
{
    xSemaphoreTake(uart_lock, portMAX_DELAY);
    line[line_used++ % sizeof line] = (char)UART3->DR;
    xSemaphoreGive(uart_lock);
}

void UART4_IRQHandler(void)
{
    while ((UART4->SR & UART_TC) == 0u) {
    }
    UART4->DR = 0x06u;
}

void UART5_IRQHandler(void)
{
    uint32_t tries = 1000u;

    while ((UART5->SR & UART_TC) == 0u && --tries != 0u) {
    }
    UART5->DR = 0x06u;
}

/* A task. */
void uart_task(void *argument)
{
    char text[80];

    (void)argument;
    for (;;) {
        if (xQueueReceive(lines, text, portMAX_DELAY) == pdTRUE) {
            char *word = strtok(text, " ");

            while (word != NULL) {
                parse_line(word);
                word = strtok(NULL, " ");
            }
            printf("line done\n");
        }
        while (rx_tail != rx_head)
            rx_tail++;
    }
}

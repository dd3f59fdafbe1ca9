#include <stdint.h>
#include <stdbool.h>
#include "stm32f1xx.h"

#define SAMPLES 32

static uint16_t samples[SAMPLES];
static bool block_ready;
static volatile bool fault_seen;
static uint32_t overruns;
static volatile uint32_t pulses;
static volatile uint32_t ticks;
static uint32_t guarded_total;
static uint32_t loops;
static uint16_t irq_only;

extern void dose_update(const uint16_t *block, uint32_t count);
extern void display(uint32_t value);

void ADC1_2_IRQHandler(void)
{
    static uint8_t at;

    irq_only = (uint16_t)ADC1->DR;
    samples[at % SAMPLES] = irq_only;
    at++;
    if (at % SAMPLES == 0u) {
        if (block_ready)
            overruns++;
        block_ready = true;
    }
    guarded_total += irq_only;
}

void TIM2_IRQHandler(void)
{
    TIM2->SR = 0;
    ticks++;
    pulses++;
    if ((GPIOA->IDR & 4u) != 0u)
        fault_seen = true;
}

static uint32_t take_total(void)
{
    uint32_t total;

    __disable_irq();
    total = guarded_total;
    guarded_total = 0;
    __enable_irq();
    return total;
}

int main(void)
{
    for (;;) {
        if (block_ready) {
            block_ready = false;
            dose_update(samples, take_total());
        }
        if (overruns > 10u)
            overruns = 0;
        if (pulses > 1000u)
            pulses -= 1000u;
        if (!fault_seen)
            display(ticks);
        loops++;
    }
}

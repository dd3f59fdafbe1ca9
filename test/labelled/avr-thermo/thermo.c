#include <avr/io.h>
#include <avr/interrupt.h>
#include <util/atomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static volatile uint16_t adc_value;
static volatile uint8_t  adc_flags;
static volatile uint16_t beats;
static volatile uint8_t  second;
static uint8_t sum_steps;
static char line[24];
static uint8_t filled;

ISR(ADC_vect)
{
    adc_value = ADC;
    adc_flags |= 1u;
}

ISR(TIMER1_COMPA_vect)
{
    second++;
    beats++;
}

ISR(USART_RX_vect)
{
    char c = UDR0;
    char *copy;

    if (filled < sizeof line - 1u)
        line[filled++] = c;
    if (c == '\n') {
        copy = malloc(24);
        if (copy != NULL)
            free(copy);
    }
}

ISR(TWI_vect)
{
    while (!(TWCR & (1 << TWINT))) {
    }
    TWDR = line[0];
}

ISR(SPI_STC_vect)
{
    for (uint8_t tries = 200; tries > 0 && !(SPSR & (1 << SPIF)); tries--) {
    }
    SPDR = 0xFF;
}

static uint16_t take_beats(void)
{
    uint16_t taken;

    ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
    {
        taken = beats;
        beats = 0;
    }
    return taken;
}

int main(void)
{
    uint16_t total = 0;

    sei();
    for (;;) {
        if (adc_flags & 1u) {
            adc_flags &= (uint8_t)~1u;
            total = (uint16_t)(total + adc_value);
            sum_steps++;
        }
        if (second > 59u)
            total = take_beats();
        PORTB = (uint8_t)total;
    }
}

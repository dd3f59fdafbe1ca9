#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdbool.h>
#include <setjmp.h>
#include "nrfx_twim.h"

#define FIFO_DEPTH 32

typedef struct {
    int16_t red;
    int16_t infrared;
} sample_t;

extern int twi_read(uint8_t address, uint8_t reg, void *data, size_t size);
extern void delay_us(uint32_t us);
static sample_t fifo[FIFO_DEPTH];
static uint8_t calibration[24];
static jmp_buf retry;

/* The sensor says how many samples wait. */
int sensor_drain(void)
{
    uint8_t count;

    if (twi_read(0x57, 0x04, &count, 1) != 0)
        return -1;
    if (twi_read(0x57, 0x07, fifo, count * sizeof(sample_t)) != 0)
        return -1;
    return count;
}

int sensor_drain_checked(void)
{
    uint8_t count;

    if (twi_read(0x57, 0x04, &count, 1) != 0)
        return -1;
    if (count > FIFO_DEPTH)
        count = FIFO_DEPTH;
    if (twi_read(0x57, 0x07, fifo, count * sizeof(sample_t)) != 0)
        return -1;
    return count;
}

int sensor_probe(void)
{
    uint8_t id = 0;

    twi_read(0x57, 0xFF, &id, 1);
    return id == 0x15;
}

bool sensor_ready(void)
{
    uint8_t status = 0;

    for (int tries = 0; tries < 50; tries++) {
        if (twi_read(0x57, 0x00, &status, 1) == 0 && (status & 0x40u) != 0u)
            return true;
        delay_us(100);
    }
    return false;
}

int sensor_average(void)
{
    int32_t sum = 0;

    for (size_t i = 0; i <= sizeof fifo / sizeof fifo[0]; i++)
        sum += fifo[i].red;
    return sum / FIFO_DEPTH;
}

int sensor_average_right(void)
{
    int32_t sum = 0;

    for (size_t i = 0; i < sizeof fifo / sizeof fifo[0]; i++)
        sum += fifo[i].red;
    return sum / FIFO_DEPTH;
}

bool sensor_calibrate(const uint8_t *record, size_t size)
{
    size_t points;

    if (size < 1u)
        return false;
    points = record[0];
    while (points > 0u) {
        points--;
        if (points < sizeof calibration)
            calibration[points] = record[1 + points % (size - 1u)];
    }
    return true;
}

size_t sensor_payload(const uint8_t *packet, size_t received)
{
    size_t length = packet[0];
    size_t payload = length - 3u;

    return payload < received ? payload : received;
}

size_t sensor_payload_checked(const uint8_t *packet, size_t received)
{
    size_t length;

    if (received < 3u)
        return 0;
    length = packet[0];
    if (length < 3u)
        return 0;
    if (length > received)
        return 0;
    return length - 3u;
}

int sensor_guarded(int (*work)(void))
{
    if (setjmp(retry) == 0)
        return work();
    return -1;
}

int sensor_sequence(void)
{
    uint8_t status;
    int result = -1;

    if (twi_read(0x57, 0x00, &status, 1) != 0)
        goto fail;
    if (!sensor_ready())
        goto fail;
    result = status;
fail:
    delay_us(10);
    return result;
}

void sensor_copy(sample_t *out, const sample_t *in)
{
    memcpy(out, in, sizeof(in));
}

void sensor_copy_right(sample_t *out, const sample_t *in)
{
    memcpy(out, in, sizeof *in);
}

uint16_t *sensor_scratch(void)
{
    static uint16_t scratch[16];

    return scratch;
}

void sensor_filter(const sample_t *in, size_t count)
{
    int32_t window[FIFO_DEPTH] = { 0 };

    for (size_t i = 0; i < count && i < FIFO_DEPTH; i++)
        window[i] = in[i].red;
    fifo[0].red = (int16_t)window[0];
}

/* Interrupt of the data-ready pin. */
void GPIOTE_IRQHandler(void)
{
    static uint8_t raw[6];

    while (!nrfx_twim_is_busy(NULL)) {
    }
    if (raw[0] < FIFO_DEPTH)
        fifo[raw[0]].red = (int16_t)((raw[1] << 8) | raw[2]);
}

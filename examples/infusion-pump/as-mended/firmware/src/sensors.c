/* Air-in-line, occlusion and battery sensors: filtered readings, limits, and the alarms they raise. */
#include "board.h"
#include "pump.h"

enum { CHANNEL_AIR = 0, CHANNEL_PRESSURE = 1, CHANNEL_BATTERY = 2, CHANNEL_DOOR = 3 };
enum { SAMPLES = 8, AIR_PRESENT = 2600, BATTERY_LOW = 2900, BATTERY_EMPTY = 2700, DOOR_OPEN = 2048 };
enum { ADC_TRIES = 1000 };

#define HYSTERESIS 200u

/* The last readings, the place of the oldest, and their sum. */
struct filter {
    uint16_t samples[SAMPLES];
    unsigned next;
    uint32_t sum;
};

static struct filter air;
static struct filter pressure;
static struct filter battery;
static uint32_t air_run;
static uint32_t air_limit = 12;
static uint32_t occlusion_limit = 3000;

static uint16_t adc_read(uint32_t channel)
{
    ADC_SENSORS.channel = channel;
    ADC_SENSORS.control = 1;
    for (unsigned i = 0; i < ADC_TRIES; i++) {
        if ((ADC_SENSORS.status & ADC_DONE) != 0) {
            return (uint16_t)(ADC_SENSORS.data & 0xfffu);
        }
    }
    alarm_raise(ALARM_SYSTEM);
    return 0;
}

/* Moving mean over the last samples; the sum is kept instead of being added up each time. */
static uint32_t filtered(struct filter *filter, uint16_t sample)
{
    filter->sum -= filter->samples[filter->next];
    filter->samples[filter->next] = sample;
    filter->sum += sample;
    filter->next = (filter->next + 1u) % SAMPLES;
    return filter->sum / SAMPLES;
}

void air_set_limit(uint32_t limit)
{
    air_limit = limit;
}

void occlusion_set_limit(uint32_t limit)
{
    occlusion_limit = limit;
}

/* A bubble is a run of readings with air; its length in readings stands for its volume at a known rate. */
void air_task(void)
{
    if (filtered(&air, adc_read(CHANNEL_AIR)) > AIR_PRESENT) {
        air_run++;
    } else {
        air_run = 0;
        alarm_clear(ALARM_AIR_IN_LINE);
    }
    if (air_run >= air_limit) {
        alarm_raise(ALARM_AIR_IN_LINE);
    }
}

void occlusion_task(void)
{
    uint32_t now = filtered(&pressure, adc_read(CHANNEL_PRESSURE));

    if (now > occlusion_limit) {
        alarm_raise(ALARM_OCCLUSION);
    } else if (now + HYSTERESIS < occlusion_limit) {
        alarm_clear(ALARM_OCCLUSION);
    }
    if (adc_read(CHANNEL_DOOR) > DOOR_OPEN) {
        alarm_raise(ALARM_DOOR_OPEN);
    } else {
        alarm_clear(ALARM_DOOR_OPEN);
    }
}

void battery_task(void)
{
    uint32_t now = filtered(&battery, adc_read(CHANNEL_BATTERY));

    if (now < BATTERY_EMPTY) {
        alarm_raise(ALARM_BATTERY_EMPTY);
    } else if (now < BATTERY_LOW) {
        alarm_raise(ALARM_BATTERY_LOW);
    } else {
        alarm_clear(ALARM_BATTERY_LOW);
        alarm_clear(ALARM_BATTERY_EMPTY);
    }
}

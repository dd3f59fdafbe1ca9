/* What the parts of the pump firmware say to each other: states, alarms, and the functions between the files. */
#ifndef PUMP_H
#define PUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHANNELS 2u
#define LABEL_SIZE 24u
#define DRUG_NAME_SIZE 20u
#define LINE_SIZE 21u

enum pump_state { PUMP_IDLE, PUMP_PRIMED, PUMP_RUNNING, PUMP_KVO, PUMP_HELD, PUMP_FAULT };

enum alarm {
    ALARM_NONE,
    ALARM_AIR_IN_LINE,
    ALARM_OCCLUSION,
    ALARM_BATTERY_LOW,
    ALARM_BATTERY_EMPTY,
    ALARM_DOOR_OPEN,
    ALARM_DOSE_LIMIT,
    ALARM_INFUSION_DONE,
    ALARM_SUPERVISOR_LOST,
    ALARM_SYSTEM,
    ALARM_COUNT
};

/* Rates in microlitres per hour, volumes in microlitres: a whole number of either fits the motor's step. */
struct channel {
    enum pump_state state;
    uint32_t rate;
    uint32_t volume_to_infuse;
    uint32_t volume_infused;
    uint16_t drug;
    char label[LABEL_SIZE];
};

struct drug {
    char name[DRUG_NAME_SIZE];
    uint32_t rate_minimum;
    uint32_t rate_maximum;
    uint32_t bolus_maximum;
    uint16_t concentration;
};

struct settings {
    uint16_t version;
    uint16_t crc;
    uint32_t occlusion_limit;
    uint32_t air_limit;
    uint32_t kvo_rate;
    char ward[LABEL_SIZE];
};

extern struct channel channels[CHANNELS];

/* clock.c, sched.c, watchdog.c */
uint32_t clock_ms(void);
void clock_start(void);
void sched_add(const char *name, void (*run)(void), uint32_t period_ms);
void sched_run(void);
void watchdog_start(void);
void watchdog_feed(void);

/* motor.c and the sensors */
void motor_start(void);
void motor_set_rate(uint32_t microlitres_per_hour);
void motor_stop(void);
uint32_t motor_delivered(void);
void air_task(void);
void occlusion_task(void);
void battery_task(void);
uint16_t adc_read(uint32_t channel);
void occlusion_set_limit(uint32_t limit);
void air_set_limit(uint32_t limit);

/* infusion.c, alarm.c, supervisor.c */
void infusion_task(void);
bool infusion_program(uint32_t channel, uint32_t rate, uint32_t volume);
bool infusion_begin(uint32_t channel);
void infusion_hold(uint32_t channel);
void alarm_raise(enum alarm alarm);
void alarm_clear(enum alarm alarm);
bool alarm_active(enum alarm alarm);
bool alarm_stops_infusion(void);
void alarm_task(void);
const char *alarm_text(enum alarm alarm);
bool supervisor_allows(uint16_t drug, uint32_t rate, uint32_t volume);
void supervisor_task(void);

/* content and storage */
bool library_load(const uint8_t *image, size_t size);
const struct drug *library_drug(const uint8_t *message);
size_t library_count(void);
void settings_load(void);
const struct settings *settings_current(void);
bool flash_write(volatile uint8_t *to, const uint8_t *from, size_t size);
void event_log(const char *kind, const char *detail, size_t detail_length);
size_t event_read(uint32_t from, uint8_t *out, size_t out_size);

/* input and output */
void uart_start(void);
void uart_send(unsigned port, const uint8_t *bytes, size_t size);
size_t uart_take(unsigned port, uint8_t *out, size_t out_size);
void ble_task(void);
void comms_task(void);
size_t protocol_handle(const uint8_t *frame, size_t size, uint8_t *reply);
uint16_t crc16(const uint8_t *bytes, size_t size);
void display_task(void);
void display_line(unsigned row, const char *text);
void keypad_task(void);
void console_task(void);

enum { PORT_SERVICE_UART, PORT_RADIO_UART, PORT_SUPERVISOR_UART, UART_PORTS };

#endif

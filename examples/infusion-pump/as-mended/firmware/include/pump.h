/* What the parts of the pump firmware say to each other: states, alarms, and the functions between the files. */
#ifndef PUMP_H
#define PUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHANNELS 2u
#define LABEL_SIZE 24u
#define DRUG_NAME_SIZE 20u
#define DRUGS_MAXIMUM 64u
#define ROW_SIZE 20u

enum pump_state { PUMP_IDLE, PUMP_PRIMED, PUMP_ASKING, PUMP_RUNNING, PUMP_KVO, PUMP_HELD, PUMP_FAULT };

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

enum supervisor_answer { ANSWER_PENDING, ANSWER_YES, ANSWER_NO };

/* Every event there is. Text that comes from outside never enters the log, only numbers do. */
enum event {
    EVENT_POWER_ON,
    EVENT_BEGIN,
    EVENT_HOLD,
    EVENT_ALARM,
    EVENT_PROGRAM,
    EVENT_REFUSED,
    EVENT_LIBRARY,
    EVENT_SETTINGS_DEFAULT,
    EVENT_FAULT
};

/* Text of a known length, padded with spaces; there is no end byte that could be missing. */
struct label {
    char text[LABEL_SIZE];
};

/* Rates in microlitres per hour, volumes in microlitres: a whole number of either fits the motor's step. */
struct channel {
    enum pump_state state;
    uint32_t rate;
    uint32_t volume_to_infuse;
    uint32_t volume_infused;
    uint16_t drug;
    struct label label;
};

struct drug {
    uint32_t rate_minimum;
    uint32_t rate_maximum;
    uint32_t bolus_maximum;
    uint16_t concentration;
    bool present;
};

struct settings {
    uint32_t occlusion_limit;
    uint32_t air_limit;
    uint32_t kvo_rate;
};

extern struct channel channels[CHANNELS];

/* clock.c, sched.c, watchdog.c, guard.c, mpu.c */
uint32_t clock_ms(void);
void clock_start(void);
void sched_add(void (*run)(void), uint32_t period_ms);
void sched_run(void);
void watchdog_start(void);
void watchdog_feed(void);
void mpu_start(void);
void safe_state(void);

/* motor.c, sensors.c */
void motor_start(void);
void motor_set_rate(uint32_t microlitres_per_hour);
void motor_stop(void);
uint32_t motor_delivered(void);
void air_task(void);
void occlusion_task(void);
void battery_task(void);
void occlusion_set_limit(uint32_t limit);
void air_set_limit(uint32_t limit);

/* infusion.c, alarm.c, supervisor.c, commands.c */
void infusion_task(void);
bool infusion_program(uint32_t channel, uint16_t drug, uint32_t rate, uint32_t volume);
bool infusion_begin(uint32_t channel);
void infusion_hold(uint32_t channel);
void alarm_raise(enum alarm alarm);
void alarm_clear(enum alarm alarm);
bool alarm_active(enum alarm alarm);
bool alarm_stops_infusion(void);
void alarm_task(void);
const char *alarm_text(enum alarm alarm);
void supervisor_ask(uint16_t drug, uint32_t rate, uint32_t volume);
enum supervisor_answer supervisor_answer(void);
void supervisor_task(void);
void supervisor_take_answer(const uint8_t *record);
void commands_task(void);

/* content and storage */
bool library_put(uint32_t number, const struct drug *drug);
bool library_drug(uint32_t number, struct drug *out);
void settings_load(void);
const struct settings *settings_current(void);
bool flash_write(uint32_t entry, const uint8_t *from, size_t size);
void event_log(enum event event, uint32_t first, uint32_t second);

/* input and output */
void uart_start(void);
void uart_send(const uint8_t *bytes, size_t size);
size_t uart_take(uint8_t *out, size_t out_size);
uint16_t crc16(const uint8_t *bytes, size_t size);
void display_task(void);
void keypad_task(void);

#endif

/* Registers of the pump's main processor. Addresses come from the linker script, so that no address is cast here. */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

struct uart_registers {
    volatile uint32_t status;
    volatile uint32_t data;
    volatile uint32_t baud;
    volatile uint32_t control;
};

struct timer_registers {
    volatile uint32_t control;
    volatile uint32_t reload;
    volatile uint32_t count;
    volatile uint32_t compare;
};

struct gpio_registers {
    volatile uint32_t mode;
    volatile uint32_t input;
    volatile uint32_t output;
    volatile uint32_t set_reset;
};

struct adc_registers {
    volatile uint32_t status;
    volatile uint32_t control;
    volatile uint32_t channel;
    volatile uint32_t data;
};

struct watchdog_registers {
    volatile uint32_t key;
    volatile uint32_t prescaler;
    volatile uint32_t reload;
    volatile uint32_t status;
};

struct flash_registers {
    volatile uint32_t key;
    volatile uint32_t status;
    volatile uint32_t control;
    volatile uint32_t address;
};

struct systick_registers {
    volatile uint32_t control;
    volatile uint32_t reload;
    volatile uint32_t value;
    volatile uint32_t calibration;
};

struct mpu_registers {
    volatile uint32_t type;
    volatile uint32_t control;
    volatile uint32_t region;
    volatile uint32_t base;
    volatile uint32_t attributes;
};

struct random_registers {
    volatile uint32_t control;
    volatile uint32_t status;
    volatile uint32_t data;
};

extern struct uart_registers UART_SUPERVISOR;
extern struct timer_registers TIMER_STEP;
extern struct gpio_registers PORT_MOTOR;
extern struct gpio_registers PORT_PANEL;
extern struct adc_registers ADC_SENSORS;
extern struct watchdog_registers WATCHDOG;
extern struct flash_registers FLASH_CONTROL;
extern struct systick_registers SYSTICK;
extern struct mpu_registers MPU;
extern struct random_registers RANDOM;

/* Interrupt set-enable, and the application interrupt and reset control register of the core. */
extern volatile uint32_t NVIC_ENABLE[8];
extern volatile uint32_t SCB_RESET_CONTROL;

enum { SETTINGS_SIZE = 20, EVENT_SIZE = 16, EVENTS = 1024 };

/* Flash sectors of the second bank: the stored settings, the event log. The program is in the first. */
extern const volatile uint8_t FLASH_SETTINGS[SETTINGS_SIZE];
extern volatile uint8_t FLASH_EVENTS[EVENTS][EVENT_SIZE];

#define UART_RECEIVED (UINT32_C(1) << 5)
#define UART_TRANSMIT_EMPTY (UINT32_C(1) << 7)
#define ADC_DONE (UINT32_C(1) << 1)
#define FLASH_BUSY (UINT32_C(1) << 16)
#define RANDOM_READY (UINT32_C(1) << 0)

#endif

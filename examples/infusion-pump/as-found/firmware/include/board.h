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

extern struct uart_registers UART_SERVICE;
extern struct uart_registers UART_RADIO;
extern struct uart_registers UART_SUPERVISOR;
extern struct timer_registers TIMER_STEP;
extern struct gpio_registers PORT_MOTOR;
extern struct gpio_registers PORT_PANEL;
extern struct adc_registers ADC_SENSORS;
extern struct watchdog_registers WATCHDOG;
extern struct flash_registers FLASH_CONTROL;
extern struct systick_registers SYSTICK;

/* Interrupt set-enable and application interrupt control registers of the core. */
extern volatile uint32_t NVIC_ENABLE[8];
extern volatile uint32_t SCB_RESET_CONTROL;

/* Flash sectors outside the program: the drug library, the stored settings, the event log. */
extern volatile uint8_t FLASH_LIBRARY[];
extern volatile uint8_t FLASH_SETTINGS[];
extern volatile uint8_t FLASH_EVENTS[];

enum {
    UART_RECEIVED = 1u << 5,
    UART_TRANSMIT_EMPTY = 1u << 7,
    ADC_DONE = 1u << 1,
    FLASH_BUSY = 1u << 16,
};

enum { FLASH_LIBRARY_SIZE = 0x8000, FLASH_SETTINGS_SIZE = 0x1000, FLASH_EVENTS_SIZE = 0x4000 };

#endif

/* The service console that the developers used; it is still there, on the same port as the protocol. */
#include "board.h"
#include "pump.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMMAND_SIZE = 32, LINE_INPUT = 128, OUTPUT_SIZE = 96 };

static char line[LINE_INPUT];
static size_t line_length;

static void say(const char *format, ...)
{
    char output[OUTPUT_SIZE];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(output, sizeof output, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length < sizeof output) {
        uart_send(PORT_SERVICE_UART, (const uint8_t *)output, (size_t)length);
    }
}

static void set_rate(const char *value)
{
    int rate = atoi(value);

    if (infusion_program(0, (uint32_t)rate, 100000)) {
        say("rate %d\n", rate);
    }
}

static void echo(const char *text)
{
    char output[OUTPUT_SIZE];
    int length = snprintf(output, sizeof output, text);

    if (length > 0 && (size_t)length < sizeof output) {
        uart_send(PORT_SERVICE_UART, (const uint8_t *)output, (size_t)length);
    }
}

static void run(const char *input)
{
    char command[COMMAND_SIZE];
    char argument[COMMAND_SIZE];

    if (sscanf(input, "%s %s", command, argument) != 2) {
        return;
    }
    if (strcmp(command, "rate") == 0) {
        set_rate(argument);
    } else if (strcmp(command, "echo") == 0) {
        echo(argument);
    } else if (strcmp(command, "reset") == 0) {
        SCB_RESET_CONTROL = 0x05FA0004;
    } else if (strcmp(command, "mem") == 0) {
        /* Any address, for anyone on the port. */
        const volatile uint8_t *address = FLASH_SETTINGS + strtoul(argument, NULL, 16);

        say("%02x\n", (unsigned)*address);
    }
}

void console_task(void)
{
    uint8_t byte;

    while (uart_take(PORT_SERVICE_UART, &byte, 1) == 1) {
        if (byte == '\n') {
            line[line_length] = '\0';
            run(line);
            line_length = 0;
        } else if (line_length + 1 < sizeof line) {
            line[line_length++] = (char)byte;
        }
    }
}

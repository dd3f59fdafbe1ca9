#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>

#define LINE_MAX 80
#define NAME_MAX_CHARS 16

static char operator_name[NAME_MAX_CHARS];
static char reply[64];
extern int uart_getc(void);
extern void uart_puts(const char *text);

void console_login(const char *line)
{
    strcpy(operator_name, line);
}

void console_login_checked(const char *line)
{
    if (strlen(line) >= sizeof operator_name)
        return;
    strcpy(operator_name, line);
}

void console_who(const char *line)
{
    char word[12];

    if (sscanf(line, "who %s", word) == 1)
        uart_puts(word);
}

void console_who_limited(const char *line)
{
    char word[12];

    if (sscanf(line, "who %11s", word) == 1)
        uart_puts(word);
}

void console_greet(const char *who, unsigned beds)
{
    sprintf(reply, "hello %s, %u beds\r\n", who, beds);
    uart_puts(reply);
}

void console_ready(void)
{
    strcpy(reply, "ready\r\n");
    uart_puts(reply);
}

void console_beds(uint8_t beds)
{
    char text[16];

    sprintf(text, "beds %u\r\n", (unsigned)beds);
    uart_puts(text);
}

void console_echo(const char *line)
{
    printf(line);
}

void console_echo_literal(const char *line)
{
    printf("%s", line);
}

void console_trace(const char *line)
{
    char text[LINE_MAX];

    snprintf(text, sizeof text, line);
    uart_puts(text);
}

void console_mode(int verbose)
{
    printf(verbose ? "mode %d verbose\n" : "mode %d\n", verbose);
}

void console_prompt(void)
{
    static const char prompt[] = "pump> ";

    printf(prompt);
}

int console_rate(const char *argument)
{
    return atoi(argument);
}

int console_limit(const char *argument, long *limit)
{
    *limit = atol(argument);
    return 0;
}

int console_rate_checked(const char *argument, long *rate)
{
    char *end;

    *rate = strtol(argument, &end, 10);
    if (end == argument || *end != '\0' || *rate < 0 || *rate > 9999)
        return -1;
    return 0;
}

void console_name(const char *argument)
{
    strncpy(operator_name, argument, sizeof operator_name);
    uart_puts(operator_name);
}

void console_name_ended(const char *argument)
{
    strncpy(operator_name, argument, sizeof operator_name - 1u);
    operator_name[sizeof operator_name - 1u] = '\0';
    uart_puts(operator_name);
}

void console_append(const char *argument)
{
    strncat(reply, argument, sizeof reply);
    uart_puts(reply);
}

void console_append_bounded(const char *argument)
{
    strncat(reply, argument, sizeof reply - strlen(reply) - 1u);
    uart_puts(reply);
}

int console_line(char *line, size_t size)
{
    size_t used = 0;

    while (used + 1u < size) {
        int c = uart_getc();
        if (c < 0 || c == '\r')
            break;
        line[used++] = (char)c;
    }
    line[used] = '\0';
    return (int)used;
}

/* The few functions of the C library that the firmware calls, small instead of complete. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern uint8_t end[];
extern uint8_t _heap_limit[];

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    uint8_t *out = to;
    const uint8_t *in = from;

    while (size-- > 0) {
        *out++ = *in++;
    }
    return to;
}

void *memset(void *to, int value, size_t size)
{
    uint8_t *out = to;

    while (size-- > 0) {
        *out++ = (uint8_t)value;
    }
    return to;
}

size_t strlen(const char *text)
{
    size_t length = 0;

    while (text[length] != '\0') {
        length++;
    }
    return length;
}

size_t strnlen(const char *text, size_t most)
{
    size_t length = 0;

    while (length < most && text[length] != '\0') {
        length++;
    }
    return length;
}

int strcmp(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

char *strcpy(char *restrict to, const char *restrict from)
{
    char *out = to;

    while ((*out++ = *from++) != '\0') {
    }
    return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
    char *out = to + strlen(to);

    while ((*out++ = *from++) != '\0') {
    }
    return to;
}

char *strncpy(char *restrict to, const char *restrict from, size_t size)
{
    size_t i = 0;

    for (; i < size && from[i] != '\0'; i++) {
        to[i] = from[i];
    }
    for (; i < size; i++) {
        to[i] = '\0';
    }
    return to;
}

/* Memory is handed out once and never taken back. */
void *malloc(size_t size)
{
    static uint8_t *top = end;
    uint8_t *block = top;
    size_t rounded = (size + 7u) & ~(size_t)7u;

    if (rounded > (size_t)(_heap_limit - top)) {
        return NULL;
    }
    top += rounded;
    return block;
}

void free(void *block)
{
    (void)block;
}

unsigned long strtoul(const char *restrict text, char **restrict after, int base)
{
    unsigned long value = 0;

    for (; *text != '\0'; text++) {
        int digit = *text >= 'a' ? *text - 'a' + 10 : *text - '0';

        if (digit < 0 || digit >= base) {
            break;
        }
        value = value * (unsigned long)base + (unsigned long)digit;
    }
    if (after != NULL) {
        *after = (char *)(uintptr_t)text;
    }
    return value;
}

int atoi(const char *text)
{
    return (int)strtoul(text, NULL, 10);
}

/* Knows %c %s %d %u %lu %02x; whatever else follows a percent sign is written as it stands. */
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments)
{
    size_t at = 0;

    for (; *format != '\0'; format++) {
        char digits[12];
        const char *text = digits;
        size_t length = 1;

        digits[0] = *format;
        if (*format == '%') {
            unsigned long base = 10;
            unsigned long value;

            do {
                format++;
            } while (*format == 'l' || *format == '0' || *format == '2');
            if (*format == 's') {
                text = va_arg(arguments, const char *);
                length = strlen(text);
            } else if (*format == 'c') {
                digits[0] = (char)va_arg(arguments, int);
            } else {
                base = *format == 'x' ? 16 : 10;
                value = va_arg(arguments, unsigned long);
                length = 0;
                for (unsigned long rest = value; rest != 0 || length == 0; rest /= base) {
                    length++;
                }
                for (size_t i = length; i-- > 0; value /= base) {
                    digits[i] = "0123456789abcdef"[value % base];
                }
            }
        }
        for (size_t i = 0; i < length; i++, at++) {
            if (at + 1 < size) {
                to[at] = text[i];
            }
        }
    }
    if (size > 0) {
        to[at < size ? at : size - 1] = '\0';
    }
    return (int)at;
}

int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    return length;
}

int sprintf(char *restrict to, const char *restrict format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(to, SIZE_MAX, format, arguments);
    va_end(arguments);
    return length;
}

/* Knows the one format the console uses: words separated by spaces. */
int sscanf(const char *restrict text, const char *restrict format, ...)
{
    va_list arguments;
    int words = 0;

    va_start(arguments, format);
    for (; *format != '\0' && *text != '\0'; format++) {
        if (*format != 's') {
            continue;
        }
        char *word = va_arg(arguments, char *);

        while (*text == ' ') {
            text++;
        }
        while (*text != '\0' && *text != ' ') {
            *word++ = *text++;
        }
        *word = '\0';
        words++;
    }
    va_end(arguments);
    return words;
}

/* Counts that the service menu sends as text, and how far they are trusted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 32

extern int menu_line(char *line, int size);
extern void beep(void);
extern void store(const uint8_t *bytes);

static int32_t asked;

void copy_counted_wrong(const uint8_t *from)
{
    uint8_t kept[MOST];
    char line[12];
    int16_t count = 0;
    if (menu_line(line, sizeof line) <= 0) return;
    int value = atoi(line);
    if (value > INT16_MAX || value < INT16_MIN) return;
    count = value;
    if (count < MOST) memcpy(kept, from, count);
    store(kept);
}

void copy_counted(const uint8_t *from)
{
    uint8_t kept[MOST];
    char line[12];
    int16_t count = 0;
    if (menu_line(line, sizeof line) <= 0) return;
    int value = atoi(line);
    if (value > INT16_MAX || value < INT16_MIN) return;
    count = value;
    if (count >= 0 && count < MOST) memcpy(kept, from, count);
    store(kept);
}

void copy_default_wrong(const uint8_t *from, int all)
{
    uint8_t kept[MOST];
    int count = MOST;
    if (!all) count = -1;
    if (count <= MOST) memcpy(kept, from, count);
    store(kept);
}

void copy_default(const uint8_t *from, int all)
{
    uint8_t kept[MOST];
    int count = -1;
    if (all) count = MOST;
    else count = 4;
    if (count <= MOST) memcpy(kept, from, count);
    store(kept);
}

void ask(void)
{
    char line[16];
    if (menu_line(line, sizeof line) <= 0) return;
    asked = atoi(line);
}

static int read_offset(void)
{
    char line[16];
    int offset = 0;
    if (menu_line(line, sizeof line) > 0) offset = atoi(line);
    return offset;
}

void skip_wrong(uint8_t *bytes)
{
    static uint8_t seen[MOST];
    int offset = read_offset();
    if (offset < MOST) seen[offset] = bytes[0];
}

void skip(uint8_t *bytes)
{
    static uint8_t seen[MOST];
    int offset = read_offset();
    if (offset >= 0 && offset < MOST) seen[offset] = bytes[0];
}

static void beep_times(char *text)
{
    int times;
    if (sscanf(text, "%d", &times) != 1) return;
    for (int i = 0; i < times; i++)
        beep();
}

void alarm_test(void)
{
    char text[16] = "";
    strcpy(text, "12");
    beep_times(text);
}

static void beep_asked(char *text)
{
    int times;
    if (sscanf(text, "%d", &times) != 1) return;
    for (int i = 0; i < times; i++)
        beep();
}

void alarm_as_asked(void)
{
    char text[16] = "";
    if (menu_line(text, sizeof text) <= 0) return;
    beep_asked(text);
}

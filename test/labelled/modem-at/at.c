#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <stdbool.h>

#define ANSWER_MAX 128
#define APN_MAX 32

extern int modem_fd;
extern uint32_t millis(void);

static char answer[ANSWER_MAX];
static char apn[APN_MAX];
static int  socket_of[6];

/* Reads what the modem has said. */
int at_answer(void)
{
    ssize_t got = read(modem_fd, answer, sizeof answer);

    if (got <= 0)
        return -1;
    return strstr(answer, "OK") != NULL;
}

int at_answer_ended(void)
{
    ssize_t got = read(modem_fd, answer, sizeof answer - 1u);

    if (got <= 0)
        return -1;
    answer[got] = '\0';
    return strstr(answer, "OK") != NULL;
}

int at_signal(void)
{
    char text[16];
    ssize_t got = read(modem_fd, text, sizeof text);

    if (got < 6)
        return -1;
    return (int)strlen(text);
}

int at_signal_cleared(void)
{
    char text[17] = { 0 };
    ssize_t got = read(modem_fd, text, sizeof text - 1u);

    if (got < 6)
        return -1;
    return (int)strlen(text);
}

void at_copy_name(char out[APN_MAX])
{
    char raw[APN_MAX];

    memcpy(raw, answer + 10, sizeof raw);
    strcpy(out, raw);
}

void at_copy_name_ended(char out[APN_MAX])
{
    char raw[APN_MAX];

    memcpy(raw, answer + 10, sizeof raw - 1u);
    raw[sizeof raw - 1u] = '\0';
    strcpy(out, raw);
}

/* "+QIRD: 3,200" – a socket and a length. */
void at_socket_event(const char *line)
{
    unsigned number = 0, count = 0;

    if (sscanf(line, "+QIRD: %u,%u", &number, &count) != 2)
        return;
    socket_of[number] += (int)count;
}

void at_socket_event_checked(const char *line)
{
    unsigned number = 0, count = 0;

    if (sscanf(line, "+QIRD: %u,%u", &number, &count) != 2)
        return;
    if (number >= sizeof socket_of / sizeof socket_of[0])
        return;
    socket_of[number] += (int)count;
}

void at_set_apn(const char *value)
{
    sprintf(answer, "AT+CGDCONT=1,\"IP\",\"%s\"\r", value);
    write(modem_fd, answer, strlen(answer));
}

int at_set_apn_checked(const char *value)
{
    int count = snprintf(answer, sizeof answer, "AT+CGDCONT=1,\"IP\",\"%s\"\r", value);

    if (count < 0 || count >= ANSWER_MAX)
        return -1;
    return write(modem_fd, answer, (size_t)count) == count ? 0 : -1;
}

void at_keep_apn(const char *value)
{
    snprintf(apn, strlen(value) + 1u, "%s", value);
}

void at_keep_apn_right(const char *value)
{
    snprintf(apn, sizeof apn, "%s", value);
}

char at_last_char(const char *value)
{
    int count = snprintf(apn, sizeof apn, "%s", value);

    return apn[count - 1];
}

char at_last_char_right(const char *value)
{
    int count = snprintf(apn, sizeof apn, "%s", value);

    if (count <= 0)
        return '\0';
    if (count >= (int)sizeof apn)
        count = (int)sizeof apn - 1;
    return apn[count - 1];
}

const char *at_skip(const char *p)
{
    while (*p != ':')
        p++;
    return p + 1;
}

const char *at_skip_text(const char *p)
{
    while (*p != '\0' && *p != ':')
        p++;
    return p;
}

bool at_wait(uint32_t limit)
{
    uint32_t from = millis();

    while (millis() - from < limit) {
        if (at_answer_ended() == 1)
            return true;
    }
    return false;
}

int at_level(const char *line)
{
    const char *value = strchr(line, ':');

    return value == NULL ? -1 : atoi(value + 1);
}

int at_level_right(const char *line)
{
    const char *value = strchr(line, ':');
    char *end;
    long level;

    if (value == NULL)
        return -1;
    level = strtol(value + 1, &end, 10);
    return end == value + 1 || level < 0 || level > 99 ? -1 : (int)level;
}

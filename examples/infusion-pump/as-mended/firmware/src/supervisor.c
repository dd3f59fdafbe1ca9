/* Asks the supervisor processor, which holds the dose limits, before an infusion may begin. Its code is in dose-limit/. */
#include "pump.h"

enum { QUESTION_SIZE = 16, WORD_ALLOW = 0xA5 };

#define WAIT_MS 50u
#define SILENCE_MS 2000u

static uint32_t last_heard;
static uint8_t sequence;
static uint32_t asked_at;
static enum supervisor_answer answer = ANSWER_NO;

static void put32(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16 & 0xffu);
    to[2] = (uint8_t)(value >> 8 & 0xffu);
    to[3] = (uint8_t)(value & 0xffu);
}

/* Called for each answer record, which has been checked already for its form and checksum. */
void supervisor_take_answer(const uint8_t *record)
{
    last_heard = clock_ms();
    alarm_clear(ALARM_SUPERVISOR_LOST);
    if (answer == ANSWER_PENDING && record[1] == sequence) {
        answer = record[2] == WORD_ALLOW ? ANSWER_YES : ANSWER_NO;
    }
}

void supervisor_ask(uint16_t drug, uint32_t rate, uint32_t volume)
{
    uint8_t question[QUESTION_SIZE] = { 'Q' };

    sequence = (uint8_t)(sequence + 1u);
    question[1] = sequence;
    question[2] = (uint8_t)(drug >> 8);
    question[3] = (uint8_t)(drug & 0xffu);
    put32(question + 4, rate);
    put32(question + 8, volume);
    uint16_t crc = crc16(question, QUESTION_SIZE - 2);

    question[14] = (uint8_t)(crc >> 8);
    question[15] = (uint8_t)(crc & 0xffu);
    answer = ANSWER_PENDING;
    asked_at = clock_ms();
    uart_send(question, sizeof question);
}

/* No answer in time is a no. */
enum supervisor_answer supervisor_answer(void)
{
    if (answer == ANSWER_PENDING && clock_ms() - asked_at > WAIT_MS) {
        answer = ANSWER_NO;
        alarm_raise(ALARM_SUPERVISOR_LOST);
    }
    return answer;
}

/* A question about nothing keeps the two processors aware of each other; drug 0 allows nothing. */
void supervisor_task(void)
{
    if (answer != ANSWER_PENDING && clock_ms() - last_heard > SILENCE_MS) {
        supervisor_ask(0, 0, 0);
    }
    (void)supervisor_answer();
}

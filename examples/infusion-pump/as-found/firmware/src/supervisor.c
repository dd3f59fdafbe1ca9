/* Asks the supervisor processor, which holds the dose limits, before an infusion may begin. Its code is in dose-limit/. */
#include "board.h"
#include "pump.h"

enum { QUESTION_SIZE = 12, ANSWER_SIZE = 4, ANSWER_ALLOW = 0xA5, WAIT_MS = 50, SILENCE_MS = 2000 };

static uint32_t last_heard;
static uint8_t sequence;

static void put32(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16);
    to[2] = (uint8_t)(value >> 8);
    to[3] = (uint8_t)value;
}

bool supervisor_allows(uint16_t drug, uint32_t rate, uint32_t volume)
{
    uint8_t question[QUESTION_SIZE];
    uint8_t answer[ANSWER_SIZE];
    uint32_t asked = clock_ms();
    size_t have = 0;

    sequence++;
    question[0] = 'Q';
    question[1] = sequence;
    question[2] = (uint8_t)(drug >> 8);
    question[3] = (uint8_t)drug;
    put32(question + 4, rate);
    put32(question + 8, volume);
    uart_send(PORT_SUPERVISOR_UART, question, sizeof question);
    while (have < sizeof answer && clock_ms() - asked < WAIT_MS) {
        have += uart_take(PORT_SUPERVISOR_UART, answer + have, sizeof answer - have);
    }
    /* No answer, an old answer or a damaged answer is a no. */
    if (have != sizeof answer || answer[0] != 'A' || answer[1] != sequence || (answer[2] ^ answer[3]) != 0xff) {
        alarm_raise(ALARM_SUPERVISOR_LOST);
        return false;
    }
    last_heard = clock_ms();
    alarm_clear(ALARM_SUPERVISOR_LOST);
    return answer[2] == ANSWER_ALLOW;
}

void supervisor_task(void)
{
    if (clock_ms() - last_heard > SILENCE_MS) {
        (void)supervisor_allows(0, 0, 0);
    }
}

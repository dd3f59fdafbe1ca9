/*
 * Takes the records of the supervisor processor: sixteen bytes, always, closed by a CRC-16.
 * What arrives on the service port and the radio is recognised there, in Rust; a record holds numbers in known places
 * and nothing whose length anybody states.
 */
#include "pump.h"

enum { RECORD_SIZE = 16, RECORD_LABEL_PART = 8 };

enum record_kind {
    RECORD_ANSWER = 0x02,
    RECORD_PROGRAM = 0x10,
    RECORD_BEGIN = 0x11,
    RECORD_HOLD = 0x12,
    RECORD_LABEL = 0x13,
    RECORD_DRUG = 0x14,
};

static uint8_t record[RECORD_SIZE];
static size_t record_filled;

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static uint16_t get16(const uint8_t *p)
{
    return (uint16_t)((uint32_t)p[0] << 8 | p[1]);
}

/* A label comes in three parts of eight characters; characters outside printable ASCII become spaces. */
static bool take_label(const uint8_t *from)
{
    uint32_t channel = from[1];
    uint32_t part = from[2];

    if (channel >= CHANNELS || part >= LABEL_SIZE / RECORD_LABEL_PART) {
        return false;
    }
    for (size_t i = 0; i < RECORD_LABEL_PART; i++) {
        uint8_t character = from[4u + i];
        bool printable = character >= 0x20 && character < 0x7f;

        channels[channel].label.text[part * RECORD_LABEL_PART + i] = printable ? (char)character : ' ';
    }
    return true;
}

static bool take_drug(const uint8_t *from)
{
    struct drug drug = { .present = true };

    drug.concentration = get16(from + 2);
    drug.rate_minimum = get16(from + 4);
    drug.rate_maximum = get32(from + 6);
    drug.bolus_maximum = get32(from + 10);
    return library_put(from[1], &drug);
}

static void act(const uint8_t *from)
{
    bool done = true;

    switch (from[0]) {
    case RECORD_ANSWER:
        supervisor_take_answer(from);
        break;
    case RECORD_PROGRAM:
        done = infusion_program(from[1], get16(from + 2), get32(from + 4), get32(from + 8));
        break;
    case RECORD_BEGIN:
        done = infusion_begin(from[1]);
        break;
    case RECORD_HOLD:
        infusion_hold(from[1]);
        break;
    case RECORD_LABEL:
        done = take_label(from);
        break;
    case RECORD_DRUG:
        done = take_drug(from);
        break;
    default:
        done = false;
        break;
    }
    if (!done) {
        event_log(EVENT_REFUSED, from[0], from[1]);
    }
}

/* On a bad checksum the oldest byte goes, so that the stream is found again after a lost byte. */
void commands_task(void)
{
    record_filled += uart_take(record + record_filled, sizeof record - record_filled);
    if (record_filled < sizeof record) {
        return;
    }
    if (crc16(record, RECORD_SIZE - 2) == get16(record + RECORD_SIZE - 2)) {
        uint8_t whole[RECORD_SIZE];

        for (size_t i = 0; i < RECORD_SIZE; i++) {
            whole[i] = record[i];
        }
        record_filled = 0;
        act(whole);
    } else {
        for (size_t i = 1; i < RECORD_SIZE; i++) {
            record[i - 1u] = record[i];
        }
        record_filled = RECORD_SIZE - 1u;
    }
}

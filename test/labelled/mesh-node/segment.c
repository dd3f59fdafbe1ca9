/* Segments of the bedside mesh: urgent bytes, extension headers, and a label that comes in pieces. */
#include <stdint.h>
#include <string.h>

struct segment {
    uint8_t flags;
    uint8_t urgent[2];
    uint8_t body[64];
};

struct extension {
    uint8_t next;
    uint8_t units;
};

static struct segment in;
static uint16_t body_len;
static const uint8_t *body_at;
static const uint8_t *cursor;

void skip_urgent(void)
{
    body_at = in.body;
    body_at += (in.urgent[0] << 8) | in.urgent[1];
    body_len -= (in.urgent[0] << 8) | in.urgent[1];
}

void skip_urgent_within(void)
{
    uint16_t urgent = (uint16_t)((in.urgent[0] << 8) | in.urgent[1]);

    if (urgent > body_len)
        urgent = body_len;
    body_at = in.body + urgent;
    body_len -= urgent;
}

int drop_urgent(void)
{
    if (((in.urgent[0] << 8) | in.urgent[1]) > body_len)
        return -1;
    body_len -= (in.urgent[0] << 8) | in.urgent[1];
    return 0;
}

void expand_extension(struct extension *header, uint8_t *next)
{
    uint8_t left;

    cursor++;
    left = *cursor;
    cursor++;
    header->units = (2 + left) / 8 - 1;
    *next = *cursor;
}

int expand_extension_or_refuse(struct extension *header, uint8_t *next)
{
    uint8_t left;

    cursor++;
    left = *cursor;
    if (left < 6)
        return -1;
    header->units = (2 + left) / 8 - 1;
    return 0;
}

void expand_padded(struct extension *header, uint8_t *next)
{
    uint8_t left = 0;

    cursor++;
    left = *cursor;
    header->units = (left + 8) / 8 - 1;
}

struct label {
    unsigned whole;
    unsigned missing;
    unsigned room;
    uint8_t *text;
};

void take_piece(struct label *label, const char *piece, unsigned have)
{
    unsigned done;
    unsigned n = have < label->missing ? have : label->missing;

    done = label->whole - label->missing;
    memcpy(label->text + done, piece, done + n > label->room ? label->room - done : n);
    label->missing -= n;
}

void take_piece_within(struct label *label, const char *piece, unsigned have)
{
    unsigned done;
    unsigned n = have < label->missing ? have : label->missing;

    done = label->whole - label->missing;
    if (done < label->room)
        memcpy(label->text + done, piece, done + n > label->room ? label->room - done : n);
    label->missing -= n;
}

unsigned add_piece(struct label *label, unsigned done, const char *piece, unsigned have)
{
    unsigned n = done + have > label->room ? label->room - done : have;

    memcpy(label->text + done, piece, n);
    return done + n;
}

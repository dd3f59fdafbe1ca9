#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdbool.h>
#include <assert.h>

#define TAG_NAME 0x01
#define TAG_RATE 0x02
#define TAG_KEY  0x03

typedef struct {
    char     name[32];
    uint16_t rate;
    uint8_t  key[16];
} settings_t;

static settings_t settings;

/* tag, length, value … */
bool tlv_read(const uint8_t *in, size_t size)
{
    const uint8_t *p = in;
    const uint8_t *end = in + size;

    while (p < end) {
        uint8_t tag = p[0];
        uint8_t length = p[1];

        if (tag == TAG_KEY)
            memcpy(settings.key, p + 2, length);
        p += 2 + length;
    }
    return true;
}

bool tlv_read_checked(const uint8_t *in, size_t size)
{
    const uint8_t *p = in;
    const uint8_t *end = in + size;

    while ((size_t)(end - p) >= 2u) {
        uint8_t tag = p[0];
        uint8_t length = p[1];

        if (length > (size_t)(end - p) - 2u)
            return false;
        if (tag == TAG_KEY && length == sizeof settings.key)
            memcpy(settings.key, p + 2, length);
        p += 2u + length;
    }
    return p == end;
}

static bool fits(size_t need, size_t have)
{
    return need <= have;
}

bool tlv_name(const uint8_t *value, uint8_t length)
{
    if (!fits(length, sizeof settings.name - 1u))
        return false;
    memcpy(settings.name, value, length);
    settings.name[length] = '\0';
    return true;
}

bool tlv_key(const uint8_t *value, size_t length)
{
    assert(length == sizeof settings.key);
    memcpy(settings.key, value, length);
    return true;
}

bool tlv_key_checked(const uint8_t *value, size_t length)
{
    if (length != sizeof settings.key)
        return false;
    memcpy(settings.key, value, length);
    return true;
}

/* Value of the container 0xE0: the whole length less its own two bytes. */
size_t tlv_inner(const uint8_t *in, size_t size)
{
    size_t whole = in[1];

    if (whole > size)
        return 0;
    return whole - 2u;
}

size_t tlv_inner_checked(const uint8_t *in, size_t size)
{
    size_t whole;

    if (size < 2u)
        return 0;
    whole = in[1];
    return whole < 2u || whole > size ? 0u : whole - 2u;
}

/* Padding blocks: skip as far as the block says. */
size_t tlv_skip(const uint8_t *in, size_t size)
{
    size_t at = 0;

    for (; at < size && in[at] == 0xFFu; at += in[at + 1]) {
    }
    return at;
}

size_t tlv_skip_checked(const uint8_t *in, size_t size)
{
    size_t at = 0;

    while (at + 1u < size && in[at] == 0xFFu) {
        uint8_t step = in[at + 1];

        if (step == 0u)
            break;
        at += step;
    }
    return at;
}

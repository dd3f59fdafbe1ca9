#include <stdint.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#define URI_MAX 64
#define LANGUAGE_MAX 8

struct record_head {
    uint8_t  flags;
    uint8_t  type_length;
    uint8_t  payload_length;
};

struct text_record {
    char language[LANGUAGE_MAX];
    char text[URI_MAX];
};

static char uri[URI_MAX];
static const char *const prefixes[] = { "", "http://www.", "https://www.", "http://", "https://" };

extern int reader_block(uint8_t block, uint8_t data[16]);

const struct record_head *ndef_head(const uint8_t *data, size_t size)
{
    const struct record_head *head = (const struct record_head *)data;

    (void)size;
    return head->payload_length == 0u ? NULL : head;
}

int ndef_head_copy(struct record_head *head, const uint8_t *data, size_t size)
{
    if (size < sizeof *head)
        return -1;
    memcpy(head, data, sizeof *head);
    return 0;
}

int ndef_uri(const uint8_t *payload, size_t size)
{
    if (size == 0u)
        return -1;
    snprintf(uri, sizeof uri, "%s", prefixes[payload[0]]);
    return 0;
}

int ndef_uri_checked(const uint8_t *payload, size_t size)
{
    if (size == 0u || payload[0] >= sizeof prefixes / sizeof prefixes[0])
        return -1;
    snprintf(uri, sizeof uri, "%s", prefixes[payload[0]]);
    return 0;
}

int ndef_text(struct text_record *record, const uint8_t *payload, size_t size)
{
    uint8_t language = payload[0] & 0x3Fu;

    memcpy(record->language, payload + 1, language);
    memcpy(record->text, payload + 1 + language, size - 1u - language);
    return 0;
}

int ndef_text_checked(struct text_record *record, const uint8_t *payload, size_t size)
{
    uint8_t language;
    size_t rest;

    if (size < 1u)
        return -1;
    language = payload[0] & 0x3Fu;
    if (language >= LANGUAGE_MAX || size < 1u + language)
        return -1;
    rest = size - 1u - language;
    if (rest >= URI_MAX)
        return -1;
    memcpy(record->language, payload + 1, language);
    record->language[language] = '\0';
    memcpy(record->text, payload + 1 + language, rest);
    record->text[rest] = '\0';
    return 0;
}

char *ndef_copy(const char *text)
{
    char *copy = malloc(strlen(text) + 1u);

    strcpy(copy, text);
    return copy;
}

char *ndef_copy_checked(const char *text)
{
    size_t size = strlen(text) + 1u;
    char *copy = malloc(size);

    if (copy == NULL)
        return NULL;
    memcpy(copy, text, size);
    return copy;
}

uint8_t *ndef_chunks(const uint8_t *head)
{
    uint32_t count = (uint32_t)head[0] | (uint32_t)head[1] << 8 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 24;
    uint8_t *all = calloc(count, 16u);

    all[0] = head[4];
    return all;
}

int ndef_tag_text(char *out, size_t room)
{
    uint8_t block[16];
    size_t at = 0;

    for (uint8_t number = 4; number < 20u; number++) {
        if (reader_block(number, block) != 0)
            break;
        at += (size_t)snprintf(out + at, room - at, "%02x%02x ", block[0], block[1]);
    }
    return (int)at;
}

int ndef_records(const uint8_t *data, size_t size)
{
    size_t at = 0;
    int count = 0;

    while (at < size) {
        uint8_t type = data[at + 1];
        uint8_t payload = data[at + 2];

        at += 3u + type + payload;
        count += payload > 0u ? data[at - 1u] : 0;
    }
    return count;
}

void ndef_show(const char *name)
{
    char shown[16];

    strncpy(shown, name, 16);
    printf("%s\n", shown);
}

void ndef_show_ended(const char *name)
{
    char shown[16] = "";

    strncpy(shown, name, 15);
    printf("%s\n", shown);
}

void ndef_warn(const char *text)
{
    fprintf(stderr, text);
}

int ndef_version(const char *text)
{
    return atoi(text);
}

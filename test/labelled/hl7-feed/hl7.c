#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <sys/socket.h>

#define FIELD_MAX 48
#define SEGMENT_FIELDS 40

struct patient {
    char id[20];
    char family[FIELD_MAX];
    char given[FIELD_MAX];
    int  age;
};

/* Takes one MLLP block off the socket. */
int hl7_take(int s, struct patient *patient)
{
    char block[2048];
    ssize_t got = recv(s, block, sizeof block, 0);

    if (got <= 0)
        return -1;
    if (strlen(block) < 8u)
        return -1;
    return sscanf(block, "PID|%19[^|]", patient->id);
}

int hl7_take_ended(int s, struct patient *patient)
{
    char block[2048];
    ssize_t got = recv(s, block, sizeof block - 1u, 0);

    if (got <= 0)
        return -1;
    block[got] = '\0';
    if (strlen(block) < 8u)
        return -1;
    return sscanf(block, "PID|%19[^|]", patient->id);
}

void hl7_family(struct patient *patient, const char *field, size_t length)
{
    strncpy(patient->family, field, strlen(field));
    patient->family[FIELD_MAX - 1] = '\0';
    (void)length;
}

void hl7_family_bounded(struct patient *patient, const char *field)
{
    strncpy(patient->family, field, sizeof patient->family - 1u);
    patient->family[sizeof patient->family - 1u] = '\0';
}

void hl7_given(struct patient *patient, const char *field)
{
    memcpy(patient->given, field, strlen(field) + 1u);
}

void hl7_given_checked(struct patient *patient, const char *field)
{
    size_t length = strlen(field);

    if (length >= sizeof patient->given)
        return;
    memcpy(patient->given, field, length + 1u);
}

void hl7_age(struct patient *patient, const char *field)
{
    patient->age = atoi(field);
}

void hl7_age_checked(struct patient *patient, const char *field)
{
    char *end = NULL;
    unsigned long age = strtoul(field, &end, 10);

    patient->age = (end != field && age < 150u) ? (int)age : -1;
}

/* Counts the fields of a segment that starts here. */
int hl7_fields(const char *segment)
{
    int fields = 0;

    while (*segment != '\r') {
        if (*segment == '|')
            fields++;
        segment++;
    }
    return fields;
}

int hl7_fields_bounded(const char *segment, const char *end)
{
    int fields = 0;

    while (segment < end && *segment != '\r') {
        if (*segment == '|')
            fields++;
        segment++;
    }
    return fields;
}

/* Builds the acknowledgement. */
size_t hl7_ack(char *out, size_t room, const char *control, const char *text)
{
    size_t used = 0;

    used += snprintf(out + used, room - used, "MSA|AA|%s", control);
    used += snprintf(out + used, room - used, "|%s\r", text);
    return used;
}

size_t hl7_ack_checked(char *out, size_t room, const char *control, const char *text)
{
    int got = snprintf(out, room, "MSA|AA|%s", control);
    size_t used;

    if (got < 0 || (size_t)got >= room)
        return 0;
    used = (size_t)got;
    got = snprintf(out + used, room - used, "|%s\r", text);
    if (got < 0 || (size_t)got >= room - used)
        return 0;
    return used + (size_t)got;
}

void hl7_send(int s, const char *control)
{
    char out[64];
    int count = snprintf(out, sizeof out, "MSA|AE|%s\r", control);

    send(s, out, count, 0);
}

int hl7_send_checked(int s, const char *control)
{
    char out[64];
    int count = snprintf(out, sizeof out, "MSA|AE|%s\r", control);

    if (count < 0 || count >= (int)sizeof out)
        return -1;
    return send(s, out, (size_t)count, 0) == count ? 0 : -1;
}

int hl7_family_fitting(struct patient *patient, const char *field)
{
    if (strlen(field) >= sizeof patient->family)
        return -1;
    strncpy(patient->family, field, strlen(field));
    patient->family[strlen(field)] = '\0';
    return 0;
}

/* Names on the report: built by helpers, handed on by pointers, kept between two steps. */
#include <stdlib.h>
#include <string.h>

extern void print_text(const char *text);
extern const char *patient_name(void);

static char *pending;
static char *queued;

static void underline(char *text)
{
    char row[24] = "";
    strcpy(row, text);
    print_text(row);
}

void heading(void)
{
    char text[24];
    memset(text, '=', 23);
    text[23] = '\0';
    underline(text);
}

static void underline_long(char *text)
{
    char row[24] = "";
    strcpy(row, text);
    print_text(row);
}

void heading_of_patient(void)
{
    char text[64];
    strncpy(text, patient_name(), sizeof text - 1);
    text[63] = '\0';
    underline_long(text);
}

static char *ruled(char *text)
{
    memset(text, '.', 19);
    text[19] = '\0';
    return text;
}

void footer(void)
{
    char row[24] = "";
    char *text = (char *)malloc(64);
    if (text == NULL) return;
    text = ruled(text);
    strcat(row, text);
    print_text(row);
    free(text);
}

static char *ruled_wide(char *text)
{
    memset(text, '.', 63);
    text[63] = '\0';
    return text;
}

void footer_wide(void)
{
    char row[24] = "";
    char *text = (char *)malloc(64);
    if (text == NULL) return;
    text = ruled_wide(text);
    strcat(row, text);
    print_text(row);
    free(text);
}

static void show_pending(void)
{
    char row[24] = "";
    char *text = pending;
    strcpy(row, text);
    print_text(row);
}

void remember(int narrow)
{
    char text[32];
    if (narrow) {
        memset(text, ' ', 8);
        text[8] = '\0';
    } else {
        memset(text, ' ', 20);
        text[20] = '\0';
    }
    pending = text;
    show_pending();
}

static void show_queued(void)
{
    char row[24] = "";
    char *text = queued;
    strcpy(row, text);
    print_text(row);
}

void enqueue(int narrow)
{
    char text[32];
    if (narrow) {
        memset(text, ' ', 8);
        text[8] = '\0';
    } else {
        memset(text, ' ', 31);
        text[31] = '\0';
    }
    queued = text;
    show_queued();
}

void initials(void)
{
    char tag[8] = "";
    char both[6];
    memset(both, 'X', 5);
    both[5] = '\0';
    strncat(tag, both, strlen(both));
    print_text(tag);
}

void initials_of_patient(void)
{
    char tag[8] = "";
    const char *both = patient_name();
    strncat(tag, both, strlen(both));
    print_text(tag);
}

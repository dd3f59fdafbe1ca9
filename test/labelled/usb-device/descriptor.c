#include <stdint.h>
#include <string.h>
#include <stdlib.h>

#define EP0_SIZE 64u
#define INTERFACES 3
#define STRINGS 5

struct setup {
    uint8_t  request_type;
    uint8_t  request;
    uint16_t value;
    uint16_t index;
    uint16_t length;
};

extern void ep0_send(const void *data, uint16_t count);
extern uint16_t ep0_read(uint8_t *data, uint16_t room);

static const uint8_t device_descriptor[18] = { 18, 1, 0, 2 };
static const char *const strings[STRINGS] = { "", "maker", "meter", "0001", "bulk" };
static uint8_t alternate[INTERFACES];
static uint8_t line_coding[7];
static uint8_t ep0_buffer[EP0_SIZE];

void usb_on_setup(const uint8_t *packet)
{
    const struct setup *setup = (const struct setup *)packet;

    if (setup->request == 6u)
        ep0_send(device_descriptor, setup->length);
}

void usb_on_setup_checked(const uint8_t *packet)
{
    struct setup setup;
    uint16_t count;

    memcpy(&setup, packet, sizeof setup);
    count = setup.length;
    if (count > sizeof device_descriptor)
        count = sizeof device_descriptor;
    if (setup.request == 6u)
        ep0_send(device_descriptor, count);
}

void usb_set_interface(const struct setup *setup)
{
    alternate[setup->index] = (uint8_t)setup->value;
}

void usb_set_interface_checked(const struct setup *setup)
{
    if (setup->index < INTERFACES)
        alternate[setup->index] = (uint8_t)setup->value;
}

const char *usb_string(uint16_t value)
{
    uint8_t index = (uint8_t)(value & 0xFFu);

    return index < STRINGS ? strings[index] : strings[0];
}

void usb_line_coding(void)
{
    uint8_t data[EP0_SIZE];
    uint16_t count = ep0_read(data, sizeof data);

    if (count == sizeof line_coding)
        memcpy(line_coding, data, count);
}

uint8_t *usb_collect(const uint8_t *report)
{
    uint16_t items = (uint16_t)(report[0] | (report[1] << 8));
    uint8_t *all = malloc(items * 12u);

    all[0] = report[2];
    memset(all + 1, 0, 11u);
    return all;
}

uint32_t *usb_table(const uint8_t *report)
{
    uint32_t rows;
    uint32_t *table;

    memcpy(&rows, report, sizeof rows);
    table = malloc(rows * sizeof(uint32_t));
    if (table == NULL)
        return NULL;
    return table;
}

uint32_t *usb_table_checked(const uint8_t *report)
{
    uint32_t rows;
    uint32_t *table;

    memcpy(&rows, report, sizeof rows);
    if (rows > 512u)
        return NULL;
    table = malloc(rows * sizeof(uint32_t));
    if (table == NULL)
        return NULL;
    return table;
}

uint32_t *usb_table_calloc(const uint8_t *report)
{
    uint32_t rows;

    memcpy(&rows, report, sizeof rows);
    return calloc(rows, sizeof(uint32_t));
}

void usb_clear(uint8_t *buffer)
{
    memset(buffer, 0, sizeof buffer);
}

void usb_clear_own(void)
{
    memset(ep0_buffer, 0, sizeof ep0_buffer);
}

void usb_keep(uint8_t kept[EP0_SIZE])
{
    memcpy(kept, ep0_buffer, sizeof(kept));
}

void usb_keep_right(uint8_t kept[EP0_SIZE])
{
    memcpy(kept, ep0_buffer, sizeof(ep0_buffer));
}

#include <zephyr/kernel.h>
#include <zephyr/irq.h>
#include <zephyr/sys/atomic.h>
#include <stdio.h>
#include <string.h>
#include "ecg_hw.h"

#define BLOCK 32
#define ECG_IRQ 17
#define LEAD_IRQ 18

struct block {
    int32_t sample[BLOCK];
    uint32_t time;
};

K_MSGQ_DEFINE(blocks, sizeof(struct block), 4, 4);
static struct block filling;
static int fill;
static uint32_t dropped;
static atomic_t lead_off;
static int gain = 6;
static struct k_spinlock stats_lock;
static uint32_t stats;

static void ecg_isr(const void *argument)
{
    ARG_UNUSED(argument);
    filling.sample[fill++] = ecg_hw_read() * gain;
    if (fill >= BLOCK) {
        fill = 0;
        if (k_msgq_put(&blocks, &filling, K_NO_WAIT) != 0)
            dropped++;
    }
    K_SPINLOCK(&stats_lock) {
        stats++;
    }
}

static void lead_isr(const void *argument)
{
    struct block *spare = k_malloc(sizeof *spare);

    ARG_UNUSED(argument);
    if (spare != NULL)
        k_free(spare);
    atomic_set(&lead_off, 1);
    k_msleep(1);
}

void ecg_thread(void *a, void *b, void *c)
{
    struct block block;
    char text[40];

    ARG_UNUSED(a); ARG_UNUSED(b); ARG_UNUSED(c);
    IRQ_CONNECT(ECG_IRQ, 2, ecg_isr, NULL, 0);
    IRQ_CONNECT(LEAD_IRQ, 3, lead_isr, NULL, 0);
    irq_enable(ECG_IRQ);
    while (1) {
        k_msgq_get(&blocks, &block, K_FOREVER);
        if (dropped > 3u) {
            dropped = 0;
            gain = 4;
        }
        K_SPINLOCK(&stats_lock) {
            stats = 0;
        }
        snprintf(text, sizeof text, "%d", (int)block.sample[0]);
        printk("%s\n", text);
    }
}

/* Packet of the programmer: lead number, then a coefficient. */
static int32_t coefficient[12];

int ecg_configure(const uint8_t *packet, size_t size)
{
    uint8_t lead;

    if (size < 5)
        return -EINVAL;
    lead = packet[0];
    if (!IN_RANGE(lead, 0, ARRAY_SIZE(coefficient) - 1))
        return -EINVAL;
    coefficient[lead] = sys_get_le32(packet + 1);
    return 0;
}

int ecg_configure_any(const uint8_t *packet, size_t size)
{
    uint16_t lead = sys_get_le16(packet);

    if (size < 6)
        return -EINVAL;
    coefficient[lead] = sys_get_le32(packet + 2);
    return 0;
}

/* The heap of the infusion controller: blocks of one region, each behind a head of its own. */
#include <stddef.h>
#include <stdint.h>

#define HEAD_SIZE 8u
#define ALIGN_MASK 7u
#define REGION_SIZE 4096u

struct block {
    struct block *next;
    size_t size;
};

static uint8_t region[REGION_SIZE];
static struct block first;
static size_t bytes_left = REGION_SIZE;

static void *carve(size_t bytes)
{
    struct block *at = first.next;

    while (at != NULL && at->size < bytes)
        at = at->next;
    return at == NULL ? NULL : region + (size_t)((uint8_t *)at - region) + HEAD_SIZE;
}

void *pool_malloc(size_t wanted_size)
{
    if (wanted_size > 0) {
        wanted_size += HEAD_SIZE;
        if ((wanted_size & ALIGN_MASK) != 0)
            wanted_size += 8u - (wanted_size & ALIGN_MASK);
    }
    if (wanted_size > 0 && wanted_size < REGION_SIZE)
        return carve(wanted_size);
    return NULL;
}

void *pool_malloc_checked(size_t wanted_size)
{
    if (wanted_size > 0 && wanted_size + HEAD_SIZE > wanted_size) {
        wanted_size += HEAD_SIZE;
        if (wanted_size <= bytes_left)
            return carve(wanted_size);
    }
    return NULL;
}

void *pool_alloc_small(size_t wanted_size)
{
    if (wanted_size == 0 || wanted_size > REGION_SIZE / 2)
        return NULL;
    wanted_size += HEAD_SIZE;
    return wanted_size < bytes_left ? carve(wanted_size) : NULL;
}

/* Not memory but a log: how many records fit, the caller looks at. */
size_t log_room(size_t record_size)
{
    record_size += HEAD_SIZE;
    return record_size < REGION_SIZE ? REGION_SIZE / record_size : 0;
}

#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdbool.h>

#define SLOT_ADDRESS 0x08020000u
#define SLOT_SIZE    0x00040000u
#define PAGE_SIZE    2048u
#define MAGIC        0x504C4D42u
#define HEADER_SIZE  32u
#define TAIL_SIZE    64u

typedef struct {
    uint32_t magic;
    uint32_t size;
    uint32_t version;
    uint16_t segments;
    uint16_t flags;
} image_header_t;

typedef struct {
    uint32_t offset;
    uint32_t size;
    uint32_t target;
} segment_t;

extern int flash_erase(uint32_t address);
extern int flash_write(uint32_t address, const void *data, size_t size);
extern int flash_read(uint32_t address, void *data, size_t size);
extern int link_read(void *data, size_t size, uint32_t timeout_ms);
extern void hash_update(const void *data, size_t size);

static uint8_t page[PAGE_SIZE];
static segment_t segments[8];

/* Hashes what is signed: all but the tail. */
void image_hash(const image_header_t *header)
{
    hash_update((const void *)SLOT_ADDRESS, header->size - TAIL_SIZE);
}

bool image_hash_checked(const image_header_t *header)
{
    if (header->size <= TAIL_SIZE || header->size > SLOT_SIZE)
        return false;
    hash_update((const void *)SLOT_ADDRESS, header->size - TAIL_SIZE);
    return true;
}

int image_segments(const uint8_t *image)
{
    image_header_t header;

    memcpy(&header, image, sizeof header);
    memcpy(segments, image + HEADER_SIZE, header.segments * sizeof(segment_t));
    return header.segments;
}

int image_segments_checked(const uint8_t *image, size_t size)
{
    image_header_t header;

    if (size < HEADER_SIZE)
        return -1;
    memcpy(&header, image, sizeof header);
    if (header.segments > sizeof segments / sizeof segments[0])
        return -1;
    if (header.segments * sizeof(segment_t) > size - HEADER_SIZE)
        return -1;
    memcpy(segments, image + HEADER_SIZE, header.segments * sizeof(segment_t));
    return header.segments;
}

/* One chunk of the update: two bytes of length, then data. */
int update_chunk(uint32_t *address)
{
    uint8_t head[2];
    uint16_t length;

    if (link_read(head, sizeof head, 100u) != 0)
        return -1;
    length = (uint16_t)(head[0] | (head[1] << 8));
    if (link_read(page, length, 1000u) != 0)
        return -1;
    if (flash_write(*address, page, length) != 0)
        return -1;
    *address += length;
    return 0;
}

int update_chunk_checked(uint32_t *address)
{
    uint8_t head[2];
    uint16_t length;

    if (link_read(head, sizeof head, 100u) != 0)
        return -1;
    length = (uint16_t)(head[0] | (head[1] << 8));
    if (length == 0u || length > sizeof page)
        return -1;
    if (link_read(page, length, 1000u) != 0)
        return -1;
    if (flash_write(*address, page, length) != 0)
        return -1;
    *address += length;
    return 0;
}

/* The offset comes from the descriptor of the update, which nobody has verified yet. */
int update_patch(const uint8_t *patch)
{
    uint32_t offset;

    memcpy(&offset, patch, sizeof offset);
    page[offset] = patch[4];
    return 0;
}

int update_patch_checked(const uint8_t *patch)
{
    uint32_t offset;

    memcpy(&offset, patch, sizeof offset);
    if (offset >= PAGE_SIZE)
        return -1;
    page[offset] = patch[4];
    return 0;
}

/* Walks the areas of a manifest; each area says how long it is. */
bool manifest_walk(const uint8_t *manifest, size_t size)
{
    size_t at = 0;
    uint32_t length;

    do {
        memcpy(&length, manifest + at, sizeof length);
        at += length;
    } while (at < size);
    return at == size;
}

bool manifest_walk_checked(const uint8_t *manifest, size_t size)
{
    size_t at = 0;
    uint32_t length;

    while (size - at >= sizeof length) {
        memcpy(&length, manifest + at, sizeof length);
        if (length < sizeof length || length > size - at)
            return false;
        at += length;
    }
    return at == size;
}

const image_header_t *image_header(const uint8_t *slot)
{
    return (const image_header_t *)slot;
}

void image_header_copy(image_header_t *header, const uint8_t *slot)
{
    memcpy(header, slot, sizeof *header);
}

void image_header_clear(image_header_t *header)
{
    memset(header, 0, sizeof(header));
}

#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdlib.h>
#include <alloca.h>
#include "stm32f4xx_hal.h"

#define SECTOR 4096u
#define KEY_MAX 24

typedef struct {
    char     key[KEY_MAX];
    uint16_t size;
    uint8_t  data[100];
} entry_t;

extern SPI_HandleTypeDef hspi1;
extern I2C_HandleTypeDef hi2c1;
static uint8_t scratch[SECTOR];
static entry_t cache;

void store_word(uint32_t address, uint64_t value)
{
    HAL_FLASH_Unlock();
    HAL_FLASH_Program(FLASH_TYPEPROGRAM_DOUBLEWORD, address, value);
    (void)HAL_FLASH_Lock();
}

int store_word_checked(uint32_t address, uint64_t value)
{
    HAL_StatusTypeDef status;

    if (HAL_FLASH_Unlock() != HAL_OK)
        return -1;
    status = HAL_FLASH_Program(FLASH_TYPEPROGRAM_DOUBLEWORD, address, value);
    (void)HAL_FLASH_Lock();
    return status == HAL_OK ? 0 : -1;
}

void store_read(uint8_t *out)
{
    HAL_SPI_Receive(&hspi1, out, 16, 10);
}

int store_read_checked(uint8_t *out)
{
    return HAL_SPI_Receive(&hspi1, out, 16, 10) == HAL_OK ? 0 : -1;
}

uint8_t store_sum(const uint8_t *sector)
{
    uint8_t copy[16384];
    uint8_t sum = 0;

    memcpy(copy, sector, sizeof copy);
    for (size_t i = 0; i < sizeof copy; i++)
        sum = (uint8_t)(sum + copy[i]);
    return sum;
}

uint8_t store_sum_static(const uint8_t *sector)
{
    static uint8_t copy[16384];
    uint8_t sum = 0;

    memcpy(copy, sector, sizeof copy);
    for (size_t i = 0; i < sizeof copy; i++)
        sum = (uint8_t)(sum + copy[i]);
    return sum;
}

uint8_t store_sum_small(const uint8_t *sector, size_t size)
{
    uint8_t block[64];
    uint8_t sum = 0;

    if (size > sizeof block)
        size = sizeof block;
    memcpy(block, sector, size);
    for (size_t i = 0; i < size; i++)
        sum = (uint8_t)(sum + block[i]);
    return sum;
}

int store_compare(const uint8_t *data, size_t size)
{
    uint8_t back[size];

    if (HAL_SPI_Receive(&hspi1, back, (uint16_t)size, 10) != HAL_OK)
        return -1;
    return memcmp(back, data, size);
}

int store_compare_pieces(const uint8_t *data, size_t size)
{
    enum { PIECE = 32 };
    uint8_t back[PIECE];

    for (size_t at = 0; at < size; at += PIECE) {
        size_t count = size - at < PIECE ? size - at : PIECE;

        if (HAL_SPI_Receive(&hspi1, back, (uint16_t)count, 10) != HAL_OK)
            return -1;
        if (memcmp(back, data + at, count) != 0)
            return 1;
    }
    return 0;
}

int store_rename(const char *key)
{
    char *copy = alloca(strlen(key) + 1u);

    strcpy(copy, key);
    return copy[0] == '\0' ? -1 : 0;
}

entry_t *store_clone(const entry_t *entry)
{
    entry_t *clone = malloc(sizeof *clone);

    memcpy(clone, entry, sizeof *clone);
    return clone;
}

entry_t *store_clone_checked(const entry_t *entry)
{
    entry_t *clone = malloc(sizeof *clone);

    if (clone != NULL)
        memcpy(clone, entry, sizeof *clone);
    return clone;
}

char *store_key_of(const entry_t *entry)
{
    char *key = (char *)malloc(KEY_MAX);

    key[0] = '\0';
    strncat(key, entry->key, KEY_MAX - 1u);
    return key;
}

char *store_key_or_none(const entry_t *entry)
{
    char *key = (char *)malloc(KEY_MAX);

    if (!key)
        return NULL;
    key[0] = '\0';
    strncat(key, entry->key, KEY_MAX - 1u);
    return key;
}

void store_set_key(const char *key)
{
    strncpy(cache.key, key, KEY_MAX);
}

void store_set_key_padded(const char *key)
{
    memset(cache.key, 0, sizeof cache.key);
    strncpy(cache.key, key, KEY_MAX - 1);
}

void store_put(const uint8_t *data, size_t size)
{
    uint8_t block[256];

    if (size > sizeof block)
        return;
    memcpy(block, data, size);
    memcpy(cache.data, block, sizeof block);
    cache.size = (uint16_t)size;
}

void store_put_right(const uint8_t *data, size_t size)
{
    uint8_t block[256];

    if (size > sizeof cache.data)
        return;
    memcpy(block, data, size);
    memcpy(cache.data, block, sizeof cache.data);
    cache.size = (uint16_t)size;
}

void store_fill(void)
{
    uint8_t pattern[64];

    memset(pattern, 0xA5, sizeof pattern);
    memcpy(scratch, pattern, sizeof pattern);
}

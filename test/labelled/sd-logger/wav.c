#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <assert.h>

struct chunk {
    char     id[4];
    uint32_t size;
};

struct format {
    uint16_t tag;
    uint16_t channels;
    uint32_t rate;
};

static int16_t *lanes[8];

/* Heart sounds are kept as WAV. */
uint8_t *wav_chunk(FILE *file, struct chunk *chunk)
{
    uint8_t *data;

    if (fread(chunk, sizeof *chunk, 1, file) != 1)
        return NULL;
    data = malloc(chunk->size + 1u);
    if (data == NULL)
        return NULL;
    if (fread(data, 1, chunk->size, file) != chunk->size) {
        free(data);
        return NULL;
    }
    data[chunk->size] = 0;
    return data;
}

uint8_t *wav_chunk_limited(FILE *file, struct chunk *chunk)
{
    uint8_t *data;

    if (fread(chunk, sizeof *chunk, 1, file) != 1)
        return NULL;
    if (chunk->size > 65536u)
        return NULL;
    data = malloc(chunk->size + 1u);
    if (data == NULL)
        return NULL;
    if (fread(data, 1, chunk->size, file) != chunk->size) {
        free(data);
        return NULL;
    }
    data[chunk->size] = 0;
    return data;
}

int wav_skip(FILE *file)
{
    struct chunk chunk;

    fread(&chunk, sizeof chunk, 1, file);
    return fseek(file, (long)chunk.size, SEEK_CUR);
}

int16_t *wav_lane(const uint8_t *format_bytes)
{
    uint16_t channel = (uint16_t)(format_bytes[2] | (format_bytes[3] << 8));

    assert(channel < 8);
    return lanes[channel];
}

int16_t *wav_lane_checked(const uint8_t *format_bytes)
{
    uint16_t channel = (uint16_t)(format_bytes[2] | (format_bytes[3] << 8));

    if (channel >= 8)
        return NULL;
    assert(lanes[channel] != NULL);
    return lanes[channel];
}

int wav_samples(const uint8_t *data, size_t size, int16_t *out, size_t room)
{
    uint32_t count = (uint32_t)data[0] | ((uint32_t)data[1] << 8) | ((uint32_t)data[2] << 16);

    assert(size >= 3);
    assert(count * 2u <= size - 3u && count <= room);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (int16_t)(data[3 + 2 * i] | (data[4 + 2 * i] << 8));
    return (int)count;
}

int wav_samples_checked(const uint8_t *data, size_t size, int16_t *out, size_t room)
{
    uint32_t count;

    if (size < 3)
        return -1;
    count = (uint32_t)data[0] | ((uint32_t)data[1] << 8) | ((uint32_t)data[2] << 16);
    if (count > room || count * 2u > size - 3u)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        out[i] = (int16_t)(data[3 + 2 * i] | (data[4 + 2 * i] << 8));
    return (int)count;
}

const struct format *wav_format(const char *bytes)
{
    const struct format *format = (const struct format *)(bytes + 20);

    return format->channels > 2u ? NULL : format;
}

struct format wav_format_read(const uint8_t *bytes)
{
    struct format format;

    format.tag = (uint16_t)(bytes[0] | (bytes[1] << 8));
    format.channels = (uint16_t)(bytes[2] | (bytes[3] << 8));
    format.rate = (uint32_t)bytes[4] | ((uint32_t)bytes[5] << 8) | ((uint32_t)bytes[6] << 16) | ((uint32_t)bytes[7] << 24);
    return format;
}

void wav_write_head(FILE *file, uint32_t rate)
{
    struct format format = { 1, 1, rate };

    fwrite(&format, sizeof format, 1, file);
    fclose(file);
}

int wav_write_head_checked(FILE *file, uint32_t rate)
{
    struct format format = { 1, 1, rate };
    size_t wrote = fwrite(&format, sizeof format, 1, file);

    if (fclose(file) != 0)
        return -1;
    return wrote == 1 ? 0 : -1;
}

float *wav_window(int taps)
{
    float window[taps];

    for (int i = 0; i < taps; i++)
        window[i] = 1.0f;
    return window;
}

float *wav_spectrum(const uint8_t *head)
{
    uint16_t bins = (uint16_t)(head[0] | (head[1] << 8));
    uint16_t frames = (uint16_t)(head[2] | (head[3] << 8));
    float *spectrum;

    spectrum = realloc(NULL, bins * frames * sizeof(float));
    return spectrum;
}

float *wav_spectrum_limited(const uint8_t *head)
{
    uint16_t bins = (uint16_t)(head[0] | (head[1] << 8));
    uint16_t frames = (uint16_t)(head[2] | (head[3] << 8));

    if (bins > 512u || frames > 64u)
        return NULL;
    return malloc((size_t)bins * frames * sizeof(float));
}

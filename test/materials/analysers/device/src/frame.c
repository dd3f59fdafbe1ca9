#include "frame.h"
#include <string.h>

/* 0x02, length, payload, sum */
int frame_read(const unsigned char *in, size_t size, unsigned char *out, size_t room)
{
    if (size < 3 || in[0] != 0x02)
        return -1;
    size_t length = in[1];
    if (length + 3 > size || length > room)
        return -1;
    unsigned char sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += in[2 + i];
    if (sum != in[2 + length])
        return -1;
    memcpy(out, in + 2, length);
    return (int)length;
}

#include "frame.h"

/* as it was: the length was not held against the room */
int frame_read(const unsigned char *in, size_t size, unsigned char *out, size_t room)
{
    if (size < 3 || in[0] != 0x02)
        return -1;
    size_t length = in[1];
    if (length + 3 > size)
        return -1;
    for (size_t i = 0; i < length; i++)
        out[i] = in[2 + i];
    return (int)length;
}

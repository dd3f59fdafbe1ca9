#ifndef FRAME_H
#define FRAME_H
#include <stddef.h>
int frame_read(const unsigned char *in, size_t size, unsigned char *out, size_t room);
#endif

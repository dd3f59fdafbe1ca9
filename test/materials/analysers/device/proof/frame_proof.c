#include "../src/frame.h"
#include <stdlib.h>

void proof(void)
{
    size_t size, room;
    __CPROVER_assume(size <= 6 && room <= 4);
    unsigned char *in = malloc(size), *out = malloc(room);
    __CPROVER_assume(in != NULL && out != NULL);
    int n = frame_read(in, size, out, room);
    __CPROVER_assert(n <= (int)room, "never more than there is room for");
}

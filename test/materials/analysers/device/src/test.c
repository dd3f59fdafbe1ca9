#include "dose.h"
#include "frame.h"
int step_of(unsigned at);

int main(void)
{
    struct limits l = { 100, 40 };
    unsigned char out[8];
    const unsigned char good[] = { 2, 2, 7, 9, 16 };
    const unsigned char bad[] = { 2, 9, 7, 9, 16 };
    int failed = 0;
    failed += dose_allowed(&l, 0, 30, 0) != 1;
    failed += dose_allowed(&l, 0, 50, 1) != 0;
    failed += dose_allowed(&l, 0, 0, 0) != 0;
    failed += dose_allowed(&l, 0, 200, 0) != 0;
    failed += frame_read(good, sizeof good, out, sizeof out) != 2;
    failed += frame_read(bad, sizeof bad, out, sizeof out) != -1;
    failed += step_of(1) != 2;
    return failed;
}

#include <limits.h>
#include <stdlib.h>

int main(int count, char **words)
{
    (void)words;
    int total = INT_MAX - 1 + count;
    total += count;
    int *log = malloc(4 * sizeof *log);
    log[3 + count] = total;
    int last = log[3];
    free(log);
    return last == 7;
}

/* A whole program without start-up files: it copies its name with a fixed buffer, so that a stack protector has work. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static int keep(char *into, const char *from) {
    char copy[32];
    strcpy(copy, from);
    memcpy(into, copy, strlen(copy) + 1);
    return copy[0];
}

void _start(void) {
    char text[64];
    keep(text, "pump");
    printf("%s %d\n", text, text[0]);
    exit(0);
}

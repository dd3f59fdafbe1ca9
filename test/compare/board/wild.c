/* A firmware image that does what its first input byte asks for: good, slow, and everything that must be contained. */
#include "board.h"

static volatile unsigned sink;

static long semihost(long operation, const void *argument) {
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

__attribute__((noinline)) static void work(unsigned times) {
  while (times-- > 0) __asm__ volatile("nop");
}

__attribute__((noinline)) static unsigned deep(unsigned levels) {
  volatile unsigned frame[16] = {levels};
  return levels == 0 ? 0 : deep(levels - 1) + frame[0];
}

/* The name of the C library's, so that it is known for what it is. */
__attribute__((noinline)) void *malloc(unsigned long size) {
  static unsigned char room[4096];
  static unsigned long used;
  unsigned char *block = room + used;
  used += size;
  return block;
}

static void say(const char *text) {
  unsigned long size = 0;
  while (text[size] != '\0') size++;
  board_write(text, size);
}

static long open_file(const char *name, long length, long mode) {
  const struct { const char *name; long mode, length; } open = {name, mode, length};
  return semihost(1, &open);
}

int main(void) {
  unsigned char input[16] = {0};
  unsigned long size = board_read(input, sizeof input);
  switch (input[0]) {
  case 'w': work(100u * (size > 1 ? input[1] : 0)); break;
  case 'd': sink = deep(size > 1 ? input[1] : 0); break;
  case 'm': for (unsigned i = 0; i < 3; i++) sink += (unsigned)(unsigned long)malloc(8); break;
  case 'f': __asm__ volatile("udf 0"); break;
  case 'r': *(volatile unsigned *)0xe000ed0cu = 0x05fa0004u; for (;;) {}
  case 'h': for (;;) {}
  case 'o': say(open_file("/tmp/plumbline-outside", 22, 4) < 0 ? "refused " : "opened "); break;
  case 'l': {
    long handle = open_file("left", 4, 4);
    const struct { long handle; const void *from; unsigned long size; } write = {handle, "note", 4};
    semihost(5, &write);
    semihost(2, &handle);
    break;
  }
  case 's': {
    const struct { const char *command; long length; } system = {"touch /tmp/plumbline-outside", 28};
    semihost(0x12, &system);
    break;
  }
  default: break;
  }
  if (size == 0) {
    char line[128] = {0};
    struct { char *text; long room; } command = {line, sizeof line};
    // The words behind the name of the image: the input, or the name of the file that holds it.
    for (char *at = semihost(0x15, &command) == 0 ? line : ""; *at != '\0'; at++) if (*at == ' ') return say(at + 1), 0;
  }
  say("done");
  return size == 0 ? 2 : 0;
}

/* The least a Cortex-M3 image needs under QEMU: a vector table, memory set up, and semihosting for input, output and the end. */
#include "board.h"

extern unsigned char data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_top[];
int main(void);

static long semihost(long operation, const void *argument) {
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

/* Standard streams: the name ":tt", opened for reading (0), writing (4) or errors (8). */
static long stream(long mode) {
  const struct { const char *name; long mode, length; } open = {":tt", mode, 3};
  return semihost(1, &open);
}

unsigned long board_read(unsigned char *into, unsigned long most) {
  static long handle = -1;
  if (handle < 0) handle = stream(0);
  unsigned long got = 0;
  while (got < most) {
    const struct { long handle; unsigned char *into; unsigned long size; } read = {handle, into + got, most - got};
    unsigned long left = (unsigned long)semihost(6, &read);
    if (left >= most - got) break;
    got = most - left;
  }
  return got;
}

static void put(long handle, const void *from, unsigned long size) {
  const struct { long handle; const void *from; unsigned long size; } write = {handle, from, size};
  semihost(5, &write);
}

void board_write(const void *from, unsigned long size) {
  static long handle = -1;
  if (handle < 0) handle = stream(4);
  put(handle, from, size);
}

_Noreturn void board_exit(int status) {
  const struct { long reason, status; } end = {0x20026, status};
  semihost(0x20, &end);
  for (;;) {}
}

_Noreturn void board_reset(void) {
  for (unsigned char *to = data_begin, *from = data_from; to < data_end;) *to++ = *from++;
  for (unsigned char *to = bss_begin; to < bss_end;) *to++ = 0;
  board_exit(main());
}

/* On a device this is a reset; here it ends the run, and says so where a comparison looks for crashes. */
_Noreturn void board_panic(void) {
  static const char text[] = "panic: the image gave up\n";
  put(stream(8), text, sizeof text - 1);
  board_exit(134);
}

__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {stack_top, (void *)board_reset, (void *)board_panic, (void *)board_panic, (void *)board_panic, (void *)board_panic, (void *)board_panic};

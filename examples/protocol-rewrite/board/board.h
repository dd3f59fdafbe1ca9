/* What board.c gives to a program on a bare Cortex-M. */
#ifndef BOARD_H
#define BOARD_H
unsigned long board_read(unsigned char *into, unsigned long most);
void board_write(const void *from, unsigned long size);
_Noreturn void board_exit(int status);
_Noreturn void board_panic(void);
#endif

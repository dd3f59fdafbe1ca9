/* What the C library asks of a system: memory for malloc, and refusals for everything about files. */
#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>

extern char end[];
extern char _heap_limit[];

void *_sbrk(ptrdiff_t increment);
int _write(int file, const char *from, int length);
int _read(int file, char *to, int length);
int _close(int file);
int _fstat(int file, struct stat *about);
int _isatty(int file);
int _lseek(int file, int offset, int whence);
void _exit(int status);
int _kill(int process, int signal);
int _getpid(void);

void *_sbrk(ptrdiff_t increment)
{
    static char *top = end;
    char *before = top;

    if (increment > _heap_limit - top) {
        errno = ENOMEM;
        return (char *)-1;
    }
    top += increment;
    return before;
}

int _write(int file, const char *from, int length)
{
    (void)file;
    (void)from;
    return length;
}

int _read(int file, char *to, int length)
{
    (void)file;
    (void)to;
    (void)length;
    return 0;
}

int _close(int file)
{
    (void)file;
    return -1;
}

int _fstat(int file, struct stat *about)
{
    (void)file;
    about->st_mode = S_IFCHR;
    return 0;
}

int _isatty(int file)
{
    (void)file;
    return 1;
}

int _lseek(int file, int offset, int whence)
{
    (void)file;
    (void)offset;
    (void)whence;
    return 0;
}

int _kill(int process, int signal)
{
    (void)process;
    (void)signal;
    return -1;
}

int _getpid(void)
{
    return 1;
}

void _exit(int status)
{
    (void)status;
    for (;;) {
    }
}

#include <stdint.h>
#include <setjmp.h>

static jmp_buf on_fault;
extern int link_get(uint8_t *byte);
extern void watchdog_feed(void);
extern void report(int code);

int boot_try(int (*start)(void))
{
    if (setjmp(on_fault) != 0)
        return -1;
    return start();
}

void boot_fault(int code)
{
    report(code);
    longjmp(on_fault, code);
}

int boot_sync(const uint8_t *key, int tries)
{
    uint8_t byte;
    int result = -1;

    if (tries <= 0)
        goto out;
    while (tries-- > 0) {
        if (link_get(&byte) != 0)
            continue;
        if (byte == key[0]) {
            result = 0;
            goto out;
        }
    }
out:
    watchdog_feed();
    return result;
}

int boot_steps(int state, int count)
{
    if (state == 2)
        goto resume;
    while (count > 0) {
        report(count);
resume:
        watchdog_feed();
        count--;
    }
    return count;
}

void boot_wait(volatile const uint32_t *status)
{
    while ((*status & 1u) == 0u) {
        watchdog_feed();
    }
}

int boot_password(const char *text)
{
    int code = 0;

    if (text == 0)
        return -1;
    for (int i = 0; i < 8 && text[i] != '\0'; i++)
        code = code * 31 + text[i];
    goto done;
done:
    return code;
}

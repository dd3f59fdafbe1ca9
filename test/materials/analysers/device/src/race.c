#include <pthread.h>
#include <stdio.h>

static int delivered;

static void *pump(void *unused)
{
    (void)unused;
    for (int i = 0; i < 1000; i++)
        delivered++;
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, pump, NULL);
    pthread_create(&two, NULL, pump, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d\n", delivered);
    return 0;
}

/* Reads one record from standard input, answers it, and writes the answer to standard output. */
#include "heartbeat.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    /* Both live on the heap beside whatever else the process keeps there, keys for example. */
    uint8_t *record = malloc(RECORD_MAXIMUM);
    uint8_t *reply = malloc(REPLY_MAXIMUM);
    int failed = 1;

    if (record != NULL && reply != NULL) {
        size_t received = fread(record, 1, RECORD_MAXIMUM, stdin);
        size_t answered = heartbeat_answer(record, received, reply);

        failed = fwrite(reply, 1, answered, stdout) != answered;
    }
    free(reply);
    free(record);
    return failed;
}

/* Reads one content file from standard input and applies it to one event, as the sensor does when content arrives. */
#include "content.h"

#include <stdio.h>

/* Gathers what is known of a process event: twenty values, although the template type declares one more. */
static void gather(struct input *inputs)
{
    static const char value[] = "pipe/example";

    for (size_t i = 0; i < INPUTS_SUPPLIED; i++) {
        inputs[i].text = value;
        inputs[i].length = sizeof value - 1u;
    }
}

int main(void)
{
    uint8_t content[4096];
    struct input inputs[INPUTS_SUPPLIED];
    size_t size = fread(content, 1, sizeof content, stdin);

    gather(inputs);
    if (!validate_content(content, size)) {
        puts("content refused by the validator");
        return 1;
    }
    int answer = interpret_content(content, size, inputs, INPUTS_SUPPLIED);

    if (answer < 0) {
        puts("content refused by the interpreter");
        return 1;
    }
    puts(answer > 0 ? "event matches" : "event does not match");
    return 0;
}

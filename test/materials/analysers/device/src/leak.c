#include <stdlib.h>
#include <string.h>
struct log { char *text; };

static struct log *open_log(const char *text)
{
    struct log *l = malloc(sizeof *l);
    if (text == NULL)
        return NULL;
    l->text = malloc(strlen(text));
    strcpy(l->text, text);
    return l;
}

int last_byte(const char *text)
{
    struct log *l = open_log(text);
    char *t = l->text;
    free(l);
    return t[strlen(text)] + l->text[0];
}

#include "menu.h"

static int product(const char **text);

/* The service console calculates: sums of products of factors. */
int expression(const char **text)
{
    int value = product(text);

    while (**text == '+') {
        (*text)++;
        value += product(text);
    }
    return value;
}

static int factor(const char **text)
{
    int value = 0;

    if (**text == '(') {
        (*text)++;
        value = expression(text);
        if (**text == ')')
            (*text)++;
        return value;
    }
    while (**text >= '0' && **text <= '9')
        value = value * 10 + (*(*text)++ - '0');
    return value;
}

static int product(const char **text)
{
    int value = factor(text);

    while (**text == '*') {
        (*text)++;
        value *= factor(text);
    }
    return value;
}

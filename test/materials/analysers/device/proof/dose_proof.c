#include "../src/dose.h"

void log_refusal(int asked);
int pump_ready(void);

void proof(void)
{
    struct limits l;
    int given, asked, locked;
    __CPROVER_assume(l.most > 0 && l.most <= 1000 && given >= 0 && given <= l.most);
    if (!pump_ready())
        return;
    if (dose_allowed(&l, given, asked, locked))
        __CPROVER_assert(given + asked <= l.most, "no dose above the limit");
    else
        log_refusal(asked);
}

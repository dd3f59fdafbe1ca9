#include "dose.h"

int dose_allowed(const struct limits *l, int given, int asked, int locked)
{
    if (asked <= 0 || (locked && asked > l->per_hour))
        return 0;
    if (asked > l->most)
        return 0;
    return given + asked <= l->most;
}

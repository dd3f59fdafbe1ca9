/* What the gateway writes to the system log. */
#include "gateway.h"

#include <stdio.h>
#include <syslog.h>

void log_open(const char *name)
{
    openlog(name, LOG_PID, LOG_DAEMON);
}

void log_text(const char *text)
{
    syslog(LOG_NOTICE, text);
}

void log_event(const char *what, const char *about)
{
    char line[512];
    int length = snprintf(line, sizeof line, "%s: %s", what, about);

    if (length > 0) {
        log_text(line);
    }
}

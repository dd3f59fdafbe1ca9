/* What the gateway writes to the system log: words of its own and numbers, never text that came over the network. */
#include "gateway.h"

#include <syslog.h>

void log_open(void)
{
    openlog("pump-gateway", LOG_PID, LOG_DAEMON);
}

void log_note(const char *what, unsigned long number)
{
    syslog(LOG_NOTICE, "%s %lu", what, number);
}

#include "missing_driver.h"
int poll_pump(void) { return driver_state(); }

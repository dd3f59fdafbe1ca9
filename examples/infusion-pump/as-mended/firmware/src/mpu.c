/* Memory protection: nothing in memory can be executed, nothing in flash can be written by a plain store. */
#include "board.h"
#include "pump.h"

#define EXECUTE_NEVER (UINT32_C(1) << 28)
#define READ_WRITE (UINT32_C(3) << 24)
#define READ_ONLY (UINT32_C(6) << 24)
#define ENABLE UINT32_C(1)

/* Size field of a region: two to the power of (value + 1) bytes, shifted into its place. */
#define SIZE_128K (UINT32_C(16) << 1)
#define SIZE_256K (UINT32_C(17) << 1)
#define SIZE_512M (UINT32_C(28) << 1)

static void set_region(uint32_t number, uint32_t base, uint32_t attributes)
{
    MPU.region = number;
    MPU.base = base;
    MPU.attributes = attributes | ENABLE;
}

void mpu_start(void)
{
    set_region(0, 0x08000000, READ_ONLY | SIZE_256K);
    set_region(1, 0x08040000, READ_WRITE | EXECUTE_NEVER | SIZE_256K);
    set_region(2, 0x20000000, READ_WRITE | EXECUTE_NEVER | SIZE_128K);
    set_region(3, 0x40000000, READ_WRITE | EXECUTE_NEVER | SIZE_512M);
    MPU.control = ENABLE;
}

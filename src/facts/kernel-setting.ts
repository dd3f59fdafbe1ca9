/** One option of a kernel or RTOS configuration. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const kernelSetting = factKind({
  word: 'kernel-setting',
  meaning: 'an option of a Kconfig configuration that bears on security, and its value',
  concerns: [],
  schema: z.strictObject({ name: z.string(), value: z.string() }),
});

export default kernelSetting;

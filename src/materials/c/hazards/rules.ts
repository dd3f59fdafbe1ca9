/** All hazard rules of C and C++, in the order of their numbers: the one place that names them. */
import C01 from './C01.ts';
import C02 from './C02.ts';
import C03 from './C03.ts';
import C04 from './C04.ts';
import C08 from './C08.ts';
import C09 from './C09.ts';
import C10 from './C10.ts';
import C16 from './C16.ts';
import C23 from './C23.ts';
import C24 from './C24.ts';
import C25 from './C25.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [C01, C02, C03, C04, C08, C09, C10, C16, C23, C24, C25];

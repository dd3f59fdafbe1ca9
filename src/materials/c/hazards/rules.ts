/** All hazard rules of C and C++ that one function decides, in the order of their numbers: the one place that names them. Eyes of one rule that wake differently stand beside it; `wake.ts` has room for 32 in all. */
import C01 from './C01.ts';
import C02 from './C02.ts';
import C03 from './C03.ts';
import C04 from './C04.ts';
import C05 from './C05.ts';
import C06 from './C06.ts';
import C07 from './C07.ts';
import C08 from './C08.ts';
import C09 from './C09.ts';
import C10 from './C10.ts';
import C11 from './C11.ts';
import C12 from './C12.ts';
import C13 from './C13.ts';
import C14 from './C14.ts';
import C15 from './C15.ts';
import C16 from './C16.ts';
import C17 from './C17.ts';
import C18 from './C18.ts';
import C23 from './C23.ts';
import C24 from './C24.ts';
import C25 from './C25.ts';
import C26 from './C26.ts';
import C27 from './C27.ts';
import headroom, { givers } from './headroom.ts';
import movedOn from './moved-on.ts';
import regrown from './regrown.ts';
import shortfall from './shortfall.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  C01, C02, C03, movedOn, C04, C05, shortfall, C06, C07, C08, C09, headroom, givers, C10, C11, C12,
  C13, C14, C15, C16, C17, C18, regrown, C23, C24, C25, C26, C27,
];

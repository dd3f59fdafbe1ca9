/** The whole corpus of tampered packages. Each is made anew, with keys that exist only while the tests run. */
import type { Case } from './case.ts';
import { contents } from './contents.ts';
import { law } from './law.ts';
import { signatures } from './signatures.ts';
import { time } from './time.ts';
import { unsafe } from './unsafe.ts';

export const corpus: readonly Case[] = [...contents, ...signatures, ...time, ...law, ...unsafe];

/** The whole style sheet of the page, as one text so that its digest can be named in the page's policy. */
import { colours } from './style/colours.ts';
import { evidence } from './style/evidence.ts';
import { layout } from './style/layout.ts';
import { picture } from './style/picture.ts';
import { print } from './style/print.ts';

export const style = [colours, layout, evidence, picture, print].join('\n');

/** Writes what a run of mutation testing measured into `results.md`, each folder into a section of its own. It keeps what other runs wrote. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Score {
  readonly part: string;
  readonly asked: number;
  readonly of: number;
  readonly seed: number | undefined;
  readonly alive: readonly { readonly name: string; readonly remark: string }[];
  readonly seconds: number;
  /** The limit of time that was given. */
  readonly minutes: string | undefined;
}

const results = new URL('results.md', import.meta.url);
const opening = '# Changes that the tests notice\n\nWritten by `npm run mutate -- FOLDER --write`; [README.md](README.md) says what is changed and who is asked.\n';

export function record(score: Score): void {
  const before = existsSync(results) ? readFileSync(results, 'utf8') : opening;
  const heading = headingOf(score);
  const sections = before.split(/^(?=## )/m).slice(1).filter((section) => !section.startsWith(`${heading}\n`));
  writeFileSync(results, [opening, ...[...sections, sectionOf(score)].sort()].map((section) => section.trimEnd()).join('\n\n') + '\n');
}

function headingOf({ part, seed, asked }: Score): string {
  return seed === undefined ? `## src/${part}` : `## src/${part}, seed ${seed}, sample of ${asked}`;
}

function sectionOf(score: Score): string {
  const { asked, of, alive, seconds, part, seed, minutes } = score;
  const noticed = asked - alive.length;
  const command = `npm run mutate -- ${part}${seed === undefined ? '' : ` --sample ${asked} --seed ${seed}`}${minutes === undefined ? '' : ` --minutes ${minutes}`} --write`;
  const unreached = alive.filter(({ remark }) => remark !== '').length;
  return [
    headingOf(score),
    '',
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${Math.ceil(seconds / 60)} min:`,
    `**${noticed} of ${asked}** changes noticed (${((100 * noticed) / asked).toFixed(1)} %)${asked < of ? `, a sample of ${of}` : ', which are all there are'}; all others are alive: ${alive.length}, of them ${unreached} reached by no test or not tried to the end, as is said beside them.`,
    '',
    ...alive.map(({ name, remark }) => `- \`${name.replaceAll('`', 'ˋ')}\`${remark === '' ? '' : ` (${remark})`}`),
    '',
  ].join('\n');
}

/** A comparison for a terminal: the conclusion first, then each kind of disagreement with the smallest input that shows it. */
import { plain } from '../../report/escape.ts';
import { cut, padEnd, wrap } from '../../report/width.ts';
import { families, type CaseFamily, type Comparison } from '../result.ts';
import { classWord, conclusionSign, conclusionWord, costRows, driverWord, inputWord, startsWord } from './words.ts';

const casesShown = 20;

export function renderText(comparison: Comparison, { width, colour }: { readonly width: number; readonly colour: boolean }): string {
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[0m` : text);
  const { inputs, cases } = comparison;
  const paragraph = (text: string, indent = 2): string[] => wrap(plain(text), width - indent).map((line) => ' '.repeat(indent) + line);
  const groups = families(cases);
  const lines = [
    bold(cut(plain(comparison.title), width)),
    ...paragraph(`${comparison.old.what} → ${comparison.new.what} · ${driverWord(comparison)} · plumbline ${comparison.plumbline}`, 0),
    '',
    ...paragraph(`${conclusionSign[comparison.conclusion]} ${conclusionWord[comparison.conclusion]}`).map(bold),
    ...paragraph(comparison.because, 4),
    '',
    ...paragraph(`${inputs.tried.toLocaleString('en-US')} inputs in ${inputs.seconds} s (${inputs.given} given, ${inputs.recorded} recorded, ${inputs.described.toLocaleString('en-US')} from the description, ${inputs.mutated.toLocaleString('en-US')} changed; seed ${inputs.seed}): ${inputs.accepted.toLocaleString('en-US')} accepted by both, ${inputs.rejected.toLocaleString('en-US')} rejected by both${inputs.both_crashed > 0 ? `, ${inputs.both_crashed} crashed both` : ''}`),
    ...paragraph(`${comparison.contained ? 'contained in a sandbox' : 'not sandboxed by the system: limits and process groups only'}${comparison.starts === undefined ? '' : ` · ${startsWord[comparison.starts]}`}`),
    ...(cases.length === 0 ? [] : ['', bold('DISAGREEMENTS')]),
    ...groups.slice(0, casesShown).flatMap((group, index) => ['', ...shown(group, index + 1, width, bold)]),
    ...(groups.length > casesShown ? ['', ...paragraph(`… and ${groups.length - casesShown} more; --out DIR writes all`)] : []),
    '',
    bold('COST'),
    '',
    ...[['', 'old', 'new'] as const, ...costRows(comparison)].map(([name, old, now]) => `  ${padEnd(name, 28)}${padEnd(old, 20)}${now}`.trimEnd()),
    ...gain(comparison, paragraph, bold),
    '',
    bold('NOT COMPARED'),
    '',
    ...comparison.not_compared.flatMap((one) => paragraph(`· ${one}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function shown({ root: one, others }: CaseFamily, number: number, width: number, bold: (text: string) => string): string[] {
  const tags = [one.signature, `${one.count} of the inputs`, `first after ${one.after}`, one.environment, one.sanitizer ? 'seen by the sanitizer' : ''].filter((part) => part !== '');
  const line = (text: string): string => `     ${cut(plain(text), width - 5)}`;
  return [
    bold(cut(`  ${number}. ${classWord[one.class]}${one.accepted === undefined ? '' : ' (accepted)'}`, width)),
    ...wrap(plain(one.detail), width - 5).map((text) => `     ${text}`),
    line(tags.join(' · ')),
    line(`input  ${inputWord(one.input_hex, width)}`),
    line(`old    ${one.old.ending} ${one.old.code}: ${one.old.output.trimEnd()}`),
    line(`new    ${one.new.ending} ${one.new.code}: ${one.new.output.trimEnd()}`),
    ...(others.length === 0 ? [] : [line(`shows in ${others.length} more way${others.length === 1 ? '' : 's'}: ${[...new Set(others.map((other) => classWord[other.class]))].join(', ')}`)]),
    ...(one.accepted === undefined ? [] : wrap(plain(`accepted by ${one.accepted.by}: ${one.accepted.reason}`), width - 5).map((text) => `     ${text}`)),
  ];
}

function gain({ gain: found }: Comparison, paragraph: (text: string) => string[], bold: (text: string) => string): string[] {
  if (found === undefined) return [];
  const lines = (of: Readonly<Record<string, number>>): string => Object.entries(of).sort(([, a], [, b]) => b - a).map(([language, count]) => `${count} of ${language}`).join(', ');
  const { escape_hatches: hatches } = found;
  return ['', bold('MEMORY SAFETY'), '',
    ...paragraph(`hazards in the sources: ${found.hazards.old} in the old one, ${found.hazards.new} in the new one`),
    ...paragraph(`lines of code: ${lines(found.code_lines.old)} → ${lines(found.code_lines.new)}`),
    ...paragraph(`escape hatches in the new one: ${hatches.new}, ${hatches.documented} with a safety remark, ${hatches.reviewed} with a review that accepts them`)];
}

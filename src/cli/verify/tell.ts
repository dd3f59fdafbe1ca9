/** Says the outcome of a verification, as text for people and as JSON for programs. It decides nothing. */
import { meanings } from '../../certify/reasons.ts';
import type { Verification } from '../../certify/verify.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { plain } from '../../report/escape.ts';
import { columnsOf } from '../command-line.ts';

interface Look {
  readonly width: number;
  readonly colour: boolean;
}

export function asText(verification: Verification, day: string, { colour }: Look): string {
  const { holds, reasons, held, unchecked, remarks } = verification;
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[22m` : text);
  const head = holds ? 'VERIFIED: everything that was checked holds' : `REFUSED: ${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'}`;
  const list = (title: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `\n${bold(title)}\n${lines.map((line) => `  ${plain(line)}`).join('\n')}\n`);
  const why = reasons.map(({ code, where, what }) => `${code}: ${where}: ${what}`);
  const codes = [...new Set(reasons.map(({ code }) => code))].map((code) => [code, meanings[code]] as const);
  return [
    `${bold(head)}\n  as of ${day}\n`,
    about(verification, bold),
    list('WHY', why),
    codes.length === 0 ? '' : `\n${bold('WHAT THE WORDS MEAN')}\n${columnsOf(codes)}\n`,
    list('HOLDS', held),
    list('KNOW THIS TOO', remarks),
    list('NOT CHECKED', unchecked),
    holds ? '' : `\n${bold('WHAT NOW')}\n  do not rely on this package; ask whoever gave it to you for a new one, and for the trust root by another way\n`,
  ].join('');
}

function about({ told, holds }: Verification, bold: (text: string) => string): string {
  if (told === undefined) return '';
  const { about, revision } = told.inspection.device;
  const { edition, level, standing, as_of } = told.inspection;
  const { totals } = standing;
  const rows = [
    ['device', `${about.name} ${about.version}, ${about.maker}${revision === '' ? '' : `, revision ${revision.slice(0, 12)}`}`],
    ['judged', `as of ${as_of} under ${edition.id} (${edition.status}), level ${level.value}`],
    ['standing', `${standing.value}: ${totals.met} met, ${totals.unmet} unmet, ${totals.unknown} unknown, ${totals['not-applicable']} not applicable`],
  ] as const;
  return `\n${bold(holds ? 'THE PACKAGE SAYS' : 'THE PACKAGE CLAIMS, and is not to be believed')}\n${columnsOf(rows.map(([name, text]) => [name, plain(text)] as const))}\n`;
}

export function asJson({ holds, reasons, held, unchecked, remarks, told, index, signers }: Verification, day: string): string {
  const device = told?.inspection.device.about;
  return `${canonicalJson({
    schema: 'plumbline-verification-1', as_of: day, holds, reasons, held, unchecked, remarks,
    signers: signers.map(({ role, hint, trusted, time, isGood }) => ({ role, key: hint, name: trusted?.name, time, good: isGood })),
    package: told === undefined ? undefined : {
      device: { name: device?.name, version: device?.version, maker: device?.maker },
      edition: told.inspection.edition.id, level: told.inspection.level.value, standing: told.inspection.standing, as_of: told.inspection.as_of,
      inspection: told.digests.inspection, files: index?.files.length,
    },
  }, 1)}\n`;
}

/** `plumbline diff`: what an update changed, from the inspections and records in two packages. It verifies both where a trust file is given, and says so where none is. */
import { openPackage } from '../../acquire/package-folder.ts';
import { canonicalJson } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { changesBetween, type Change, type NamedBreach, type Side } from './changes.ts';
import { openVerified } from './open.ts';
import { packagedFacts, packagedInspection } from './packaged.ts';

/** Breaches of one finding that the text names; as data all are. */
const mostShown = 8;

export async function diffCommand(a: string, b: string, given: Record<string, unknown>): Promise<number> {
  const { format = 'text', trust, asOf = new Date().toISOString().slice(0, 10) } = given as { readonly format?: string; readonly trust?: string; readonly asOf?: string };
  if (format !== 'text' && format !== 'json') throw new UsageError('no-such-format', `there is no format "${format}" of a comparison`, 'choose text or json');
  const [before, after] = [await sideOf(a, trust, asOf), await sideOf(b, trust, asOf)];
  const changes = changesBetween(before, after);
  if (format === 'json') await print(`${canonicalJson({ schema: 'plumbline-diff-1', before: about(before.inspection), after: about(after.inspection), verified: trust !== undefined, changes }, 2)}\n`);
  else await print(text(before.inspection, after.inspection, changes, trust !== undefined));
  return changes.length === 0 ? 0 : 1;
}

/** A package that does not verify says nothing that could be compared. */
async function sideOf(path: string, trust: string | undefined, asOf: string): Promise<Side> {
  if (trust === undefined) {
    const { files } = openPackage(path);
    return { inspection: packagedInspection(files, path), facts: packagedFacts(files, path) };
  }
  const { held, verification } = await openVerified(path, trust, asOf);
  if (held !== undefined) return held;
  const [first] = verification.reasons;
  throw new UsageError('not-verified', `${path} does not verify${first === undefined ? '' : `: ${first.where}: ${first.what}`}`, `plumbline verify ${path} --trust ${trust} shows all of it`);
}

function about({ device, edition, as_of: asOf }: Inspection): object {
  return { name: device.about.name, version: device.about.version, maker: device.about.maker, edition: edition.id, as_of: asOf };
}

function text(before: Inspection, after: Inspection, changes: readonly Change[], verified: boolean): string {
  const title = `${before.device.about.name} ${before.device.about.version} → ${after.device.about.name} ${after.device.about.version}`;
  const lines = changes.flatMap(({ sort, what, from, to, breaches }) => [
    `  ${sort.padEnd(10)} ${plain(what)}: ${plain(from)} → ${plain(to)}`,
    ...(breaches === undefined ? [] : [...named('new', breaches.new), ...named('gone', breaches.gone)]),
  ]);
  return `${plain(title)}\n${lines.length === 0 ? '  nothing that an inspection tells has changed' : lines.join('\n')}\n\n  ${verified ? 'both packages were verified' : 'the packages were read and not verified: give a trust file with --trust'}\n`;
}

function named(word: string, breaches: readonly NamedBreach[]): readonly string[] {
  const rest = breaches.length - mostShown;
  return [
    ...breaches.slice(0, mostShown).map(({ where, message, severity, fingerprint }) => `    ${word.padEnd(5)} ${severity}: ${where === '' ? '' : `${plain(where)}: `}${plain(message)} (${plain(fingerprint.slice(0, 8))})`),
    ...(rest > 0 ? [`    ${word.padEnd(5)} and ${rest} more; --format json names all`] : []),
  ];
}

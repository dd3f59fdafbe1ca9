/** Says whether two runs on the same input agree, and how not. It does not say which of them is right. */
import { createHash } from 'node:crypto';
import { normalise, type Normaliser } from './normalise.ts';
import { crashed, crashKind, type Observation } from './observation.ts';

/** The ways to disagree, gravest first. */
export const disagreementClasses = [
  'crash-in-new-only', 'crash-in-old-only', 'time-out-in-new-only', 'time-out-in-old-only', 'accept-or-reject',
  'different-value', 'different-side-effect', 'different-error-code', 'resource-limit',
] as const;
export type DisagreementClass = (typeof disagreementClasses)[number];

/** What counts as the same: bytes of the output, its meaning under normalisers, or only whether the input was accepted. */
export interface Oracle {
  readonly same: 'bytes' | 'meaning' | 'accept';
  readonly normalise: readonly Normaliser[];
  /** Exit statuses that accept the input; all others reject it. */
  readonly accepts: readonly number[];
  /** Whether statuses of two rejections must be equal. */
  readonly codes: boolean;
  readonly error: boolean;
  readonly files: boolean;
  /** Memory at the end may differ by this factor and by this many kilobytes before it counts. */
  readonly memoryFactor: number;
  readonly memorySlackKb: number;
}

export interface Disagreement {
  readonly class: DisagreementClass;
  /** What differs, in a phrase. */
  readonly detail: string;
  /** Equal for inputs that show the same difference; from the class and what is typical of it, not from the bytes. */
  readonly signature: string;
}

/** The disagreement of two runs on one input, or nothing where they agree under the oracle. */
export function disagreement(old: Observation, now: Observation, oracle: Oracle): Disagreement | undefined {
  const found = crashes(old, now) ?? endings(old, now, oracle) ?? values(old, now, oracle) ?? resources(old, now, oracle);
  if (found === undefined) return undefined;
  const [kind, detail, typical] = found;
  return { class: kind, detail, signature: createHash('sha256').update(`${kind}\0${typical}`).digest('hex').slice(0, 12) };
}

type Found = readonly [kind: DisagreementClass, detail: string, typical: string];

function crashes(old: Observation, now: Observation): Found | undefined {
  const [before, after] = [crashed(old), crashed(now)];
  if (before === after) return undefined;
  const kind = crashKind(after ? now : old);
  return after ? ['crash-in-new-only', `the new one crashes (${kind}), the old one does not`, kind] : ['crash-in-old-only', `the old one crashes (${kind}), the new one does not`, kind];
}

function endings(old: Observation, now: Observation, oracle: Oracle): Found | undefined {
  if (crashed(old)) return undefined;
  if ((old.ending === 'timed-out') !== (now.ending === 'timed-out')) {
    return now.ending === 'timed-out' ? ['time-out-in-new-only', 'the new one does not end in time', ''] : ['time-out-in-old-only', 'the old one does not end in time', ''];
  }
  if ((old.ending === 'too-much') !== (now.ending === 'too-much')) return ['resource-limit', `only the ${now.ending === 'too-much' ? 'new' : 'old'} one reaches a limit of output, files or processor time`, now.ending];
  if (old.ending !== 'exited' || now.ending !== 'exited') return undefined;
  const [before, after] = [oracle.accepts.includes(old.code), oracle.accepts.includes(now.code)];
  if (before !== after) return ['accept-or-reject', `the old one ${word(before)} (status ${old.code}), the new one ${word(after)} (status ${now.code})`, `${old.code} ${now.code} ${shape(before ? old.output : now.output)}`];
  if (oracle.codes && old.code !== now.code) return ['different-error-code', `status ${old.code} became ${now.code}`, `${old.code} ${now.code}`];
  return undefined;
}

function word(accepted: boolean): string {
  return accepted ? 'accepts' : 'rejects';
}

function values(old: Observation, now: Observation, oracle: Oracle): Found | undefined {
  // What comes out before a crash or a kill depends on buffering and is not compared.
  if (oracle.same === 'accept' || old.ending !== 'exited' || now.ending !== 'exited' || crashed(old)) return undefined;
  return differs('output', old.output, now.output, oracle) ?? (oracle.error ? differs('error output', old.error, now.error, oracle) : undefined) ?? (oracle.files ? files(old, now, oracle) : undefined);
}

function differs(what: string, before: Uint8Array, after: Uint8Array, oracle: Oracle): Found | undefined {
  if (Buffer.compare(before, after) === 0) return undefined;
  const [a, b] = oracle.same === 'meaning' ? [normalise(before, oracle.normalise), normalise(after, oracle.normalise)] : [Buffer.from(before), Buffer.from(after)];
  if (a.equals(b)) return undefined;
  const line = firstLine(a, b);
  return ['different-value', `${what}: "${line.before}" became "${line.after}"`, `${what} ${outline(line.before, line.after)}`];
}

/** What is typical of the difference: the words of both sides, or without words how the two lie to each other. */
function outline(before: string, after: string): string {
  const words = `${shape(before)} ${shape(after)}`;
  return words === ' ' ? relation(before, after) : words;
}

/** How the two lines lie to each other; what is left to tell differences of bytes that are no text apart. */
function relation(before: string, after: string): string {
  if (before === '' || after === '') return before === '' ? 'more' : 'less';
  if (after.startsWith(before)) return 'longer';
  return before.startsWith(after) ? 'shorter' : before.length === after.length ? 'other' : 'other length';
}

function firstLine(a: Buffer, b: Buffer): { readonly before: string; readonly after: string } {
  const [x, y] = [a.toString('latin1').split('\n'), b.toString('latin1').split('\n')];
  const index = Math.max(0, Array.from({ length: Math.max(x.length, y.length) }, (_, i) => i).find((i) => x[i] !== y[i]) ?? 0);
  return { before: (x[index] ?? '').slice(0, 120), after: (y[index] ?? '').slice(0, 120) };
}

function files(old: Observation, now: Observation, oracle: Oracle): Found | undefined {
  const names = [...new Set([...old.files, ...now.files].map(({ name }) => name))].sort();
  for (const name of names) {
    const [before, after] = [old, now].map((run) => run.files.find((file) => file.name === name));
    if (before === undefined || after === undefined) return ['different-side-effect', `only the ${before === undefined ? 'new' : 'old'} one leaves the file ${name}`, `${name} ${before === undefined}`];
    const found = differs(`file ${name}`, before.bytes, after.bytes, oracle);
    if (found !== undefined) return ['different-side-effect', found[1], found[2]];
  }
  return undefined;
}

/** Memory is compared in steps that noise does not reach. */
function resources(old: Observation, now: Observation, { memoryFactor, memorySlackKb }: Oracle): Found | undefined {
  const more = (a: number, b: number, slack: number): boolean => a > b * memoryFactor && a - b > slack;
  if (more(now.memoryKb, old.memoryKb, memorySlackKb)) return ['resource-limit', `the new one takes ${now.memoryKb} kB where the old one takes ${old.memoryKb} kB`, 'memory new'];
  if (more(old.memoryKb, now.memoryKb, memorySlackKb)) return ['resource-limit', `the old one takes ${old.memoryKb} kB where the new one takes ${now.memoryKb} kB`, 'memory old'];
  if ((now.kept > 0) !== (old.kept > 0)) return ['resource-limit', `the ${now.kept > 0 ? 'new' : 'old'} one keeps ${Math.max(now.kept, old.kept)} bytes of heap after the call`, `heap ${now.kept > 0 ? 'new' : 'old'}`];
  return undefined;
}

/**
 * The outline of an output, so that other numbers and bytes are the same difference: words stay, numbers become `#`. Of
 * lines like `name=value` small numbers stay as well, because they are commands and states, and texts do not.
 */
function shape(output: Uint8Array | string): string {
  const text = (typeof output === 'string' ? output : Buffer.from(output).toString('latin1')).slice(0, 200);
  // Data without a space or a name in it has no words to stay.
  if (!/^[\n\x20-\x7e]*$/.test(text) || !/[\s=:]/.test(text.trim())) return '';
  const named = text.split('\n').map((line) => line.replace(/^(\w+)=(?!\d$|1[0-5]$)[^]*$/, '$1=#')).join('\n');
  return named.replace(/0x[0-9a-f]+|\b(?=[0-9a-f]*\d)[0-9a-f]{4,}\b/gi, '#').replace(/(?<![=\d.])[+-]?\d+(?:\.\d+)?/g, '#').replace(/[^\x20-\x7e]+/g, '?').slice(0, 80);
}

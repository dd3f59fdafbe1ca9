/** The risk of leaving a unit as it is: what reaches it, what it is written in, what it may do, what was wrong with it. Each input with its source. */
import type { Device } from '../core/device.ts';
import type { History } from '../core/history.ts';
import { input, plural } from './axis.ts';
import type { Cut } from './cut.ts';
import type { AxisInput } from './model.ts';
import type { Names, Reach } from './reach.ts';
import type { Tables } from './tables.ts';
import { among, wordsOf } from './words.ts';

export interface RiskGrounds {
  readonly unit: Cut;
  readonly device: Device;
  readonly names: Names;
  readonly reach: Reach;
  /** The unit lies next to one that takes bytes from outside and may be handed them. */
  readonly isNextTo: string;
  readonly unsafeCode: number;
  readonly code: number;
  readonly record: UnitRecord;
  /** No memory protection is between this unit and the rest, as far as was seen. */
  readonly isUnseparated: boolean;
  readonly fuzz: readonly string[];
  readonly weights: Tables['weights'];
}

/** The history of a unit's files together. */
export interface UnitRecord {
  readonly isTold: boolean;
  readonly recent: number;
  readonly recentLines: number;
  readonly authors: number;
  readonly fixes: number;
  readonly mendings: readonly { readonly commit: string; readonly day: string; readonly subject: string; readonly cves: readonly string[] }[];
  readonly medianYears: number | undefined;
}

export function riskOf(grounds: RiskGrounds): readonly AxisInput[] {
  const { weights } = grounds;
  const most = (key: string): number => weights.risk[key]?.weight ?? 0;
  return [reachInput(grounds, most('reach')), languageInput(grounds, most('language')), privilegeInput(grounds, most('privilege')), defectsInput(grounds, most('defects')), changeInput(grounds, most('change')), findingsInput(grounds, most('findings')), mitigationsInput(grounds, most('mitigations'))];
}

function reachInput({ reach, isNextTo }: RiskGrounds, most: number): AxisInput {
  const near = isNextTo !== '' && reach.share < 0.3;
  return input('reach', 'reach of untrusted bytes', most, near ? 0.3 : reach.share, near ? `${reach.said}; ${isNextTo} takes them and uses this unit` : reach.said, near ? `${reach.source}, includes` : reach.source);
}

/** Size counts by its order of magnitude: 30 lines are little, 30,000 are all there is to fear. */
function languageInput({ unsafeCode, code }: RiskGrounds, most: number): AxisInput {
  const size = unsafeCode <= 0 ? 0 : (Math.log10(unsafeCode) - 1) / 3.5;
  return input('language', 'language class and size', most, code === 0 ? 0 : (unsafeCode / code) * size, `${unsafeCode.toLocaleString('en-US')} of ${plural(code, 'line')} in a language of class F`, 'source-size, language-classes');
}

const safetyShare = { C: 1, undetermined: 1, B: 0.6, A: 0.2 } as const;

/** IEC 62304:2006+A1:2015 clause 4.3: what is not classified is treated as class C. */
function privilegeInput({ device, unit, names, weights, isUnseparated }: RiskGrounds, most: number): AxisInput {
  const { safety_class: safety } = device.about;
  const component = device.components.find(({ name }) => name === unit.component);
  const acts = among(wordsOf([...names.own]), weights.therapy);
  const share = safetyShare[safety] * 0.35 + (acts.length > 0 ? 0.3 : component?.criticality === 'high' ? 0.15 : 0) + (isUnseparated ? 0.35 : 0.1);
  const said = [
    safety === 'undetermined' ? 'safety class not stated, treated as C' : `safety class ${safety}`,
    acts.length > 0 ? `called ${acts.slice(0, 3).join(', ')}: acts on a patient or warns` : component?.criticality === 'high' ? 'component of high criticality' : '',
    isUnseparated ? 'no memory protection seen between it and the rest' : 'runs in a process of an operating system',
  ];
  return input('privilege', 'privilege and safety class', most, share, said.filter((one) => one !== '').join('; '), `${device.declared ? 'plumbline.yaml' : 'nothing stated'}, names, roadmap-weights`);
}

function defectsInput({ record }: RiskGrounds, most: number): AxisInput {
  const source = 'git history';
  if (!record.isTold) return input('defects', 'defect record', most, undefined, 'no history of versions, or one too short to tell', source);
  const cves = new Set(record.mendings.flatMap((mending) => mending.cves));
  const share = (record.mendings.length * 2.5 + cves.size * 3 + Math.min(record.fixes, 40) * 0.1) / 15;
  return input('defects', 'defect record', most, share, `${plural(record.mendings.length, 'mended memory error')}, ${plural(cves.size, 'CVE id')} among ${plural(record.fixes, 'change')} that mended something`, source);
}

function changeInput({ record }: RiskGrounds, most: number): AxisInput {
  const source = 'git history';
  if (!record.isTold) return input('change', 'change', most, undefined, 'no history of versions, or one too short to tell', source);
  const age = record.medianYears === undefined ? 'age of lines not told' : `median age of lines ${record.medianYears.toFixed(1)} years`;
  const share = Math.log2(1 + record.recent) / 6 + Math.min(0.2, record.recentLines / 10_000);
  return input('change', 'change', most, share, `${plural(record.recent, 'change')} and ${plural(record.recentLines, 'line')} added in 24 months, ${plural(record.authors, 'author')}; ${age}`, source);
}

function findingsInput({ unit, unsafeCode }: RiskGrounds, most: number): AxisInput {
  const hazards = unit.files.reduce((sum, file) => sum + file.hazards, 0);
  const results = unit.files.reduce((sum, file) => sum + file.results, 0);
  // One finding in a small unit is one finding, not many per thousand lines.
  const each = ((hazards + results) * 1000) / Math.max(unsafeCode, 1000);
  return input('findings', 'open findings', most, each / 5, `${plural(hazards, 'hazard')} and ${plural(results, 'open result')} of analysers in ${plural(unsafeCode, 'line')}`, 'hazard, analysis-result');
}

function mitigationsInput({ unit, fuzz }: RiskGrounds, most: number): AxisInput {
  const built = unit.files.flatMap(({ protections }) => (protections === undefined ? [] : [protections]));
  const isFuzzed = fuzz.length > 0;
  if (built.length === 0 && !isFuzzed) return input('mitigations', 'missing mitigation', most, undefined, 'no build commands at hand and no fuzz target seen', 'compile-command');
  const enforced = built.filter((protections) => protections.some((flag) => /bounds|sanitize|purecap|memtag|HARDENING/.test(flag))).length;
  const hardened = built.filter((protections) => protections.some((flag) => /stack-protector|FORTIFY|auto-var-init/.test(flag))).length;
  const missing = built.length === 0 ? 0.6 : 1 - (0.5 * enforced + 0.3 * hardened) / built.length;
  const said = built.length === 0 ? 'no build commands at hand' : `of ${plural(built.length, 'file')} built, ${enforced} with checks at run time, ${hardened} hardened`;
  return input('mitigations', 'missing mitigation', most, missing - (isFuzzed ? 0.2 : 0), `${said}; ${isFuzzed ? `fuzzed by ${fuzz[0] ?? ''}` : 'no fuzz target seen'}`, 'compile-command, names');
}

/** A history of fewer changes is that of an import: it tells neither of defects nor of quiet. */
const tellingCommits = 20;

/** The record of a unit from those of its files; a mending that touched two of its files is one. */
export function recordOf(unit: Cut, history: History | undefined): UnitRecord {
  const known = unit.files.flatMap(({ path, code }) => {
    const file = history?.files.get(path);
    return file === undefined ? [] : [{ ...file, code }];
  });
  const mendings = new Map(known.flatMap((file) => file.mendings).map((mending) => [mending.commit, mending]));
  const aged = known.flatMap(({ medianYears, code }) => (medianYears === undefined ? [] : [{ medianYears, code }])).sort((a, b) => a.medianYears - b.medianYears);
  const half = aged.reduce((total, { code }) => total + code, 0) / 2;
  let seen = 0;
  const median = aged.find(({ code }) => (seen += code) >= half)?.medianYears;
  const together = (key: 'authors' | 'recent' | 'fixes'): number => new Set(known.flatMap((file) => file[key])).size;
  return {
    isTold: known.length > 0 && (history?.commits ?? 0) >= tellingCommits,
    recent: together('recent'),
    recentLines: known.reduce((total, file) => total + file.recentLines, 0),
    authors: together('authors'),
    fixes: together('fixes'),
    mendings: [...mendings.values()].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.commit < b.commit ? -1 : 1)),
    medianYears: median,
  };
}

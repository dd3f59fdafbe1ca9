/** What changed from one edition to another, by kind. It is generated and never typed; what structure cannot tell, worked cases do. */
import { canonicalJson } from '../../core/canonical.ts';
import { compareText } from '../../core/place.ts';
import type { Codebook } from '../codebook.ts';
import type { EditionLaw } from '../schema.ts';

export const changeKinds = ['tightened', 'loosened', 'tightened-and-loosened', 'editorial', 'new', 'retired', 'split', 'merged', 'moved'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangeRow {
  /** An element, a group of alternatives, or a part of the head of the edition. */
  readonly of: 'element' | 'group' | 'head';
  readonly id: string;
  readonly kind: ChangeKind;
  readonly because: readonly string[];
  /** Elements it came from or went to. */
  readonly relates: readonly string[];
}

type Row = EditionLaw['adopts'][number];
type Group = EditionLaw['alternatives'][number];

/** What worked cases say of an element under other parameters: titles of cases whose verdict gets worse, or better. */
export interface Effect {
  readonly worse: readonly string[];
  readonly better: readonly string[];
}

export interface Trials {
  readonly ofParameters: (element: string, before: Row['with'], after: Row['with']) => Effect;
  /** Devices, by description, whose level rises or falls. */
  readonly ofLevels: (before: EditionLaw, after: EditionLaw) => Effect;
}

export function diffOf(before: EditionLaw, after: EditionLaw, elements: Codebook['elements'], trials: Trials): readonly ChangeRow[] {
  const rows = [...elementRows(before, after, elements, trials), ...groupRows(before, after), ...headRows(before, after, trials)];
  const order = { element: 0, group: 1, head: 2 };
  return rows.sort((a, b) => order[a.of] - order[b.of] || compareText(a.id, b.id));
}

function elementRows(before: EditionLaw, after: EditionLaw, elements: Codebook['elements'], trials: Trials): readonly ChangeRow[] {
  const was = new Map(before.adopts.map((row) => [row.element, row]));
  const is = new Map(after.adopts.map((row) => [row.element, row]));
  const added = after.adopts.filter(({ element }) => !was.has(element));
  const gone = before.adopts.filter(({ element }) => !is.has(element)).map(({ element }) => element);
  const forebears = new Map(added.map(({ element }) => [element, (elements.get(element)?.law.replaces ?? []).filter((id) => gone.includes(id))]));
  const heirs = (id: string): readonly string[] => added.filter(({ element }) => forebears.get(element)?.includes(id) ?? false).map(({ element }) => element);
  return [
    ...added.map((row): ChangeRow => {
      const from = forebears.get(row.element) ?? [];
      const kind = from.length === 0 ? 'new' : from.length > 1 ? 'merged' : heirs(from[0] ?? '').length > 1 ? 'split' : 'moved';
      return { of: 'element', id: row.element, kind, because: [`asked from level ${row.from_level}${from.length === 0 ? '' : `, in the place of ${from.join(' and ')}`}`], relates: from };
    }),
    ...gone.map((id): ChangeRow => {
      const to = heirs(id);
      const kind = to.length === 0 ? 'retired' : to.length > 1 ? 'split' : (forebears.get(to[0] ?? '')?.length ?? 0) > 1 ? 'merged' : 'moved';
      return { of: 'element', id, kind, because: [to.length === 0 ? 'no longer adopted' : `its place is taken by ${to.join(' and ')}`], relates: to };
    }),
    ...after.adopts.flatMap((row) => {
      const old = was.get(row.element);
      return old === undefined ? [] : changedRow(old, row, trials);
    }),
  ];
}

function changedRow(old: Row, row: Row, trials: Trials): readonly ChangeRow[] {
  const tighter: string[] = [];
  const looser: string[] = [];
  if (row.from_level < old.from_level) tighter.push(`asked from level ${row.from_level}, was ${old.from_level}`);
  if (row.from_level > old.from_level) looser.push(`asked from level ${row.from_level}, was ${old.from_level}`);
  if (canonicalJson(old.with) !== canonicalJson(row.with)) {
    const { worse, better } = trials.ofParameters(row.element, old.with, row.with);
    const what = parametersChanged(old.with, row.with);
    if (worse.length > 0) tighter.push(`${what}; worse in: ${worse.join('; ')}`);
    if (better.length > 0) looser.push(`${what}; better in: ${better.join('; ')}`);
    // Silence is no proof of harmlessness: what no case shows counts as asking more.
    if (worse.length + better.length === 0) tighter.push(`${what}; no worked case shows which way, so it counts as asking more`);
  }
  // Other words under one id are possible only while one of the two is no published edition.
  if (old.digest !== undefined && row.digest !== undefined && old.digest !== row.digest) tighter.push('its text is another: an id keeps its text once it is published');
  if (tighter.length + looser.length === 0) return [];
  return [{ of: 'element', id: row.element, kind: kindOf(tighter, looser), because: [...tighter, ...looser], relates: [] }];
}

function parametersChanged(before: Row['with'], after: Row['with']): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText).filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
  return names.map((name) => `${name} ${JSON.stringify(before[name] ?? 'default')} → ${JSON.stringify(after[name] ?? 'default')}`).join(', ');
}

function groupRows(before: EditionLaw, after: EditionLaw): readonly ChangeRow[] {
  const was = new Map(before.alternatives.map((group) => [group.id, group]));
  const is = new Map(after.alternatives.map((group) => [group.id, group]));
  const row = (id: string, kind: ChangeKind, ...because: readonly string[]): ChangeRow => ({ of: 'group', id, kind, because, relates: [] });
  return [
    ...[...is.values()].filter(({ id }) => !was.has(id)).map(({ id }) => row(id, 'loosened', 'new alternatives: one means suffices where each element was asked')),
    ...[...was.values()].filter(({ id }) => !is.has(id)).map(({ id }) => row(id, 'tightened', 'no alternatives any more: each element is asked')),
    ...[...is.values()].flatMap((group) => {
      const old = was.get(group.id);
      return old === undefined || canonicalJson(old) === canonicalJson(group) ? [] : [changedGroup(old, group)];
    }),
  ];
}

/** A means is weaker than another when its elements are among the other's. */
function changedGroup(old: Group, group: Group): ChangeRow {
  const suffices = (means: readonly string[], among: Group): boolean => among.any_of.some((one) => one.every((id) => means.includes(id)));
  const name = (means: readonly string[]): string => means.join(' + ');
  const tighter = old.any_of.filter((means) => !suffices(means, group)).map((means) => `${name(means)} no longer suffices`);
  const looser = group.any_of.filter((means) => !suffices(means, old)).map((means) => `${name(means)} suffices`);
  if (group.from_level > old.from_level) tighter.push(`the choice is there only from level ${group.from_level}, was ${old.from_level}`);
  if (group.from_level < old.from_level) looser.push(`the choice is there from level ${group.from_level}, was ${old.from_level}`);
  return { of: 'group', id: group.id, kind: kindOf(tighter, looser), because: [...tighter, ...looser], relates: [] };
}

function headRows(before: EditionLaw, after: EditionLaw, trials: Trials): readonly ChangeRow[] {
  const differs = (part: keyof EditionLaw): boolean => canonicalJson(before[part] ?? null) !== canonicalJson(after[part] ?? null);
  const row = (id: string, kind: ChangeKind, ...because: readonly string[]): ChangeRow => ({ of: 'head', id, kind, because, relates: [] });
  const rows: ChangeRow[] = [];
  if (differs('levels') || differs('derivation')) rows.push(levelRow(before, after, trials, row));
  if (differs('variances')) rows.push(row('variances', ...varianceChange(before.variances, after.variances)));
  for (const part of ['title', 'about', 'open'] as const) if (differs(part)) rows.push(row(part, 'editorial', 'its words changed'));
  return rows;
}

function levelRow(before: EditionLaw, after: EditionLaw, trials: Trials, row: (id: string, kind: ChangeKind, ...because: readonly string[]) => ChangeRow): ChangeRow {
  const levels = (law: EditionLaw): string => law.levels.map(({ level }) => level).sort().join(', ');
  if (levels(before) !== levels(after)) return row('levels', 'tightened-and-loosened', `levels ${levels(before)} → ${levels(after)}: what is asked depends on the device's risk in another way`);
  const { worse, better } = trials.ofLevels(before, after);
  const tighter = worse.length > 0 ? [`a higher level for ${worse.length} sorts of device, for example ${worse[0] ?? ''}`] : [];
  const looser = better.length > 0 ? [`a lower level for ${better.length} sorts of device, for example ${better[0] ?? ''}`] : [];
  return row('levels', kindOf(tighter, looser), ...tighter, ...looser);
}

function varianceChange(old: EditionLaw['variances'], now: EditionLaw['variances']): readonly [ChangeKind, ...string[]] {
  if (old === undefined) return ['loosened', 'variances are possible'];
  if (now === undefined) return ['tightened', 'variances are no longer possible'];
  const days = (rules: typeof now, level: number): number => rules.maximum_days.find((one) => one.level === level)?.days ?? 0;
  const tighter: string[] = [];
  const looser: string[] = [];
  for (const { level } of now.maximum_days) {
    const [a, b] = [days(old, level), days(now, level)];
    if (b !== a) (b < a ? tighter : looser).push(`the longest term at level ${level} is ${b} days, was ${a}`);
  }
  if (now.most_renewals !== old.most_renewals) (now.most_renewals < old.most_renewals ? tighter : looser).push(`${now.most_renewals} renewals at most, was ${old.most_renewals}`);
  tighter.push(...now.never.filter((id) => !old.never.includes(id)).map((id) => `none from ${id}`));
  looser.push(...old.never.filter((id) => !now.never.includes(id)).map((id) => `possible from ${id}`));
  return [kindOf(tighter, looser), ...tighter, ...looser];
}

function kindOf(tighter: readonly string[], looser: readonly string[]): ChangeKind {
  if (tighter.length > 0 && looser.length > 0) return 'tightened-and-loosened';
  if (tighter.length > 0) return 'tightened';
  return looser.length > 0 ? 'loosened' : 'editorial';
}

/** Whether nothing among the changes asks more of anybody. */
export function onlyLoosens(rows: readonly ChangeRow[]): boolean {
  return rows.every(({ kind }) => kind === 'loosened' || kind === 'editorial');
}

/** The whole roadmap, from what an inspection recorded and the history tells to units in order. It reads, renders and writes nothing. */
import type { History } from '../core/history.ts';
import type { Fact } from '../core/fact.ts';
import { isBlank } from '../core/fact.ts';
import { compareText } from '../core/place.ts';
import { ledgerEntry } from '../facts/ledger-entry.ts';
import { axisOf, type Override } from './axis.ts';
import { boundariesOf, type Boundary } from './boundary.ts';
import { cutUnits, type Cut } from './cut.ts';
import { feasibilityOf } from './feasibility.ts';
import { factsOf, gatherFiles, type RoadmapRecord } from './gather.ts';
import type { Roadmap, RuleOfTwo, Unit } from './model.ts';
import { outcomeOf } from './outcome.ts';
import { demandFit, type Overrides } from './overrides.ts';
import { partsOf, type Part } from './parts.ts';
import { namesOf, reachOf, type Names, type Reach } from './reach.ts';
import { readinessOf, type Ready } from './readiness.ts';
import { kindsOf } from './replacement.ts';
import { recordOf, riskOf } from './risk.ts';
import type { Tables } from './tables.ts';

export interface RoadmapRequest {
  readonly record: RoadmapRecord;
  readonly history: History | undefined;
  readonly historyTrouble: string;
  readonly tables: Tables;
  readonly overrides: Overrides;
  readonly asOf: string;
  readonly revision: string;
  readonly version: string;
}

interface Ground {
  readonly cut: Cut;
  readonly names: Names;
  readonly reach: Reach;
  readonly boundary: Boundary;
}

export function buildRoadmap(request: RoadmapRequest): Roadmap {
  const { record, history, tables, overrides } = request;
  const { device } = record;
  const files = gatherFiles(record);
  const cuts = cutUnits(files.values(), tables.languages, overrides.units);
  const boundaries = boundariesOf(cuts.units, cuts.tests);
  const parts = partsOf(record, files.values(), tables, overrides.parts);
  const ready = new Map([...parts].map(([name, part]): [string, Ready] => [name, readinessOf(part, device, tables)]));
  const grounds = cuts.units.flatMap((cut): readonly Ground[] => {
    const boundary = boundaries.get(cut.name);
    const names = namesOf(cut);
    const component = device.components.find(({ name }) => name === cut.component);
    return boundary === undefined ? [] : [{ cut, names, boundary, reach: reachOf(cut, names, tables.weights, (component?.untrusted_input.length ?? 0) > 0, kindsOf(names, tables, undefined).outside) }];
  });
  const inputs = demandFit(overrides, cuts.units.map(({ name }) => name), { risk: Object.keys(tables.weights.risk), feasibility: Object.keys(tables.weights.feasibility) });
  const taking = new Set(grounds.filter(({ reach }) => reach.untrusted).map(({ cut }) => cut.name));
  const units = grounds.map((ground) => unitOf(ground, request, { part: parts.get(ground.cut.component), ready: ready.get(ground.cut.component), taking, inputs }));
  const used = new Set(units.map(({ component }) => component));
  return {
    schema: 'plumbline-roadmap-1',
    plumbline: request.version,
    as_of: request.asOf,
    device: { name: device.about.name, nameBecause: device.inferred.find(({ about }) => about === 'device.name')?.because ?? '', version: stated(device.about.version), maker: stated(device.about.maker), safetyClass: device.about.safety_class, revision: request.revision },
    units: units.sort(byUrgency),
    thresholds: { risk_high: tables.weights.thresholds.risk_high, rule_of_two: tables.weights.thresholds.rule_of_two, feasible: tables.weights.thresholds.feasible },
    readiness: Object.fromEntries([...ready].filter(([name]) => used.has(name)).map(([name, { readiness }]) => [name, readiness])),
    history: {
      commits: history?.commits ?? 0,
      day: history?.day ?? '',
      windowFrom: history?.windowFrom ?? '',
      leftOut: history === undefined ? {} : { ...history.leftOut, 'broad mendings': history.broadMendings },
      troubles: history?.troubles ?? [request.historyTrouble],
    },
    ledger: shippedLedger(record),
    newCode: newCodeOf(record),
    leftOut: cuts.leftOut,
    tables: tables.notes,
  };
}

interface Around {
  readonly part: Part | undefined;
  readonly ready: Ready | undefined;
  readonly taking: ReadonlySet<string>;
  readonly inputs: readonly Override[];
}

function unitOf({ cut, names, reach, boundary }: Ground, { record: { device }, history, tables, overrides }: RoadmapRequest, { part, ready, taking, inputs }: Around): Unit {
  const sum = (read: (file: Cut['files'][number]) => number): number => cut.files.reduce((total, file) => total + read(file), 0);
  const code = sum((file) => file.code);
  const unsafeCode = sum((file) => (isUnsafe(file.language, tables) ? file.code : 0));
  const functions = sum((file) => file.functions.length);
  const record = recordOf(cut, history);
  const kinds = kindsOf(names, tables, part);
  const isUnseparated = part?.system?.id !== 'linux';
  const nextTo = [...boundary.neededBy].filter((name) => taking.has(name)).sort(compareText)[0] ?? '';
  const own = inputs.filter(({ unit }) => unit === cut.name);
  const risk = axisOf(riskOf({ unit: cut, device, names, reach, isNextTo: nextTo, unsafeCode, code, record, isUnseparated, fuzz: boundary.fuzz, weights: tables.weights }), own.filter(({ axis }) => axis === 'risk'));
  const feasibility = axisOf(feasibilityOf({ unit: cut, boundary, code, functions, candidates: kinds.candidates, kinds: kinds.titles, readiness: ready?.readiness, ready: ready?.share, weights: tables.weights }), own.filter(({ axis }) => axis === 'feasibility'));
  const points = (key: string): number => risk.inputs.find((one) => one.key === key)?.points ?? 0;
  const ruleOfTwo: RuleOfTwo = {
    untrusted: points('reach') >= 0.5 * (tables.weights.risk['reach']?.weight ?? 0),
    unsafe: unsafeCode > 0,
    privileged: isUnseparated || device.about.safety_class === 'C' || device.about.safety_class === 'undetermined',
    because: [reach.said, isUnseparated ? 'shares its memory with everything else' : `safety class ${device.about.safety_class}`],
  };
  const decided = outcomeOf({ code, risk, feasibility, ruleOfTwo, unsafeCode, hatches: sum((file) => file.hatches), record, party: cut.party, hasCandidate: kinds.candidates.length > 0, thresholds: tables.weights.thresholds });
  const forced = overrides.outcomes.find(({ unit }) => unit === cut.name);
  return {
    name: cut.name, component: cut.component, party: cut.party, sort: cut.sort, files: cut.files.map(({ path }) => path),
    languages: [...new Set(cut.files.filter((file) => file.code > 0).map(({ language }) => language))].sort(compareText),
    code, unsafeCode, functions, risk, feasibility, ruleOfTwo, kinds: kinds.titles, candidates: kinds.candidates, mendings: record.mendings,
    ...(forced === undefined ? decided : { outcome: forced.outcome, because: [`overridden from "${decided.outcome}": ${forced.reason}`, ...decided.because] }),
  };
}

/** A header that no tally has resolved is taken for C: the safe assumption is that it is unsafe. */
function isUnsafe(language: string, { languages }: Tables): boolean {
  return languages[language]?.class === 'F' || language.endsWith('Header');
}

function byUrgency(a: Unit, b: Unit): number {
  return Number(b.unsafeCode > 0) - Number(a.unsafeCode > 0) || b.risk.score - a.risk.score || b.feasibility.score - a.feasibility.score || compareText(a.name, b.name);
}

function shippedLedger(record: RoadmapRecord): Readonly<Record<string, number>> {
  const entries = factsOf(record.filed.filter((one): one is Fact => !isBlank(one)), ledgerEntry).filter(({ value }) => value.shipped);
  const classes = [...new Set(entries.map(({ value }) => value.class))].sort(compareText);
  return Object.fromEntries(classes.map((letter) => [letter, entries.filter(({ value }) => value.class === letter).reduce((sum, { value }) => sum + value.code, 0)]));
}

function newCodeOf(record: RoadmapRecord): Roadmap['newCode'] {
  const told = factsOf(record.filed.filter((one): one is Fact => !isBlank(one)), ledgerEntry).map(({ value }) => value).filter(({ shipped, new_code: lines }) => shipped && lines >= 0);
  const unsafe = told.filter(({ class: letter }) => letter === 'F' || letter === 'E').reduce((sum, { new_code: lines }) => sum + lines, 0);
  return { since: told[0]?.new_since ?? '', unsafe };
}

/** What was inferred for want of a manifest reads as nothing in a title. */
function stated(text: string): string {
  return text === 'not stated' ? '' : text;
}

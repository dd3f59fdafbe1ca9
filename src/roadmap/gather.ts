/** What the facts say of each source file, brought together by its path. It reads facts by their words and judges nothing. */
import type { Component, Device } from '../core/device.ts';
import type { Blank, Fact } from '../core/fact.ts';
import { isBlank } from '../core/fact.ts';
import { compareText, type Place } from '../core/place.ts';
import { analysisResult } from '../facts/analysis-result.ts';
import { compileCommand } from '../facts/compile-command.ts';
import { escapeHatch } from '../facts/escape-hatch.ts';
import { functionSummary } from '../facts/function-summary.ts';
import { hazard } from '../facts/hazard.ts';
import { headerLanguage } from '../facts/header-language.ts';
import { sourceOutline } from '../facts/source-outline.ts';
import { sourceSize } from '../facts/source-size.ts';
import type { FactKind } from '../core/fact.ts';
import { readSummary, type CallSummary } from './calls.ts';

/** The record an inspection leaves behind, as far as a roadmap needs it. */
export interface RoadmapRecord {
  readonly device: Device;
  readonly artifacts: readonly { readonly component: string; readonly path: string; readonly inside?: string }[];
  readonly filed: readonly (Fact | Blank)[];
}

export interface SourceFile {
  readonly path: string;
  readonly component: Component;
  language: string;
  code: number;
  generated: boolean;
  functions: readonly string[];
  includes: readonly string[];
  hazards: number;
  hatches: number;
  /** Open results of analysers that were handed in. */
  results: number;
  protections: readonly string[] | undefined;
  defines: readonly string[];
  calls: CallSummary | undefined;
}

/** Files by path, in order of their paths. What lies within archives is left to whoever unpacks it. */
export function gatherFiles({ device, filed }: RoadmapRecord): ReadonlyMap<string, SourceFile> {
  const components = new Map(device.components.map((component) => [component.name, component]));
  const files = new Map<string, SourceFile>();
  const fileAt = (place: Place): SourceFile | undefined => {
    const component = components.get(place.component);
    if (component === undefined || place.inside !== undefined) return undefined;
    const known = files.get(place.path);
    if (known !== undefined) return known;
    const file: SourceFile = { path: place.path, component, language: '', code: 0, generated: false, functions: [], includes: [], hazards: 0, hatches: 0, results: 0, protections: undefined, defines: [], calls: undefined };
    files.set(place.path, file);
    return file;
  };
  const said = [...filed].filter((one): one is Fact => !isBlank(one));
  for (const { value, place } of factsOf(said, sourceSize)) {
    const file = fileAt(place);
    if (file === undefined) continue;
    file.language = value.language;
    file.code = value.code;
    file.generated = value.generated;
  }
  for (const { value, place } of factsOf(said, headerLanguage)) setTo(files.get(place.path), 'language', value.language);
  for (const { value, place } of factsOf(said, sourceOutline)) {
    const file = files.get(place.path);
    setTo(file, 'functions', value.spans === '' ? [] : value.spans.split(' ').map((span) => span.slice(0, span.lastIndexOf(':'))));
    setTo(file, 'includes', value.includes);
  }
  for (const { place } of factsOf(said, hazard)) count(files.get(place.path), 'hazards');
  for (const { place, value } of factsOf(said, escapeHatch)) if (!value.test) count(files.get(place.path), 'hatches');
  for (const { value } of factsOf(said, analysisResult)) if (!value.suppressed && value.level !== 'note' && value.level !== 'none') count(files.get(value.file), 'results');
  for (const { value } of factsOf(said, compileCommand)) {
    setTo(files.get(value.file), 'protections', value.protections);
    setTo(files.get(value.file), 'defines', value.defines);
  }
  for (const { value, place } of factsOf(said, functionSummary)) setTo(files.get(place.path), 'calls', readSummary(value));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

/** Facts of a word with their values typed: they were checked against its schema when they were stated. */
export function factsOf<Value>(said: readonly Fact[], kind: FactKind<Value>): readonly Fact<Value>[] {
  return said.filter((fact): fact is Fact<Value> => fact.word === kind.word);
}

function setTo<Key extends keyof SourceFile>(file: SourceFile | undefined, key: Key, value: SourceFile[Key]): void {
  if (file !== undefined) file[key] = value;
}

function count(file: SourceFile | undefined, key: 'hazards' | 'hatches' | 'results'): void {
  if (file !== undefined) file[key] += 1;
}

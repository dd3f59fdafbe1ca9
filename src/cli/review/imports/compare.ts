/** Holds the list of rustc's lint against the sites that were found without a build, and says of each difference why. It prefers no side. */
import type { Site } from '../device.ts';
import type { Linted, LintedPlace } from './rustc.ts';

/** What the lint says of each form. */
const said: readonly (readonly [RegExp, readonly string[]])[] = [
  [/`unsafe` block/, ['block', 'macro-body']],
  [/`unsafe` (?:function|method)|`unsafe fn`|unsafe method/, ['fn']],
  [/implementation of an `unsafe` trait/, ['impl']],
  [/declaration of an `unsafe` trait/, ['trait']],
  [/`unsafe extern` block/, ['extern-block']],
  [/`no_mangle`/, ['no-mangle']],
  [/`export_name`/, ['export-name']],
  [/`link_section`/, ['link-section']],
  [/`(?:core::arch::)?(?:global|naked)_asm/, ['inline-asm']],
];

export interface Difference<Of> {
  readonly of: Of;
  /** Empty when nothing explains it. */
  readonly because: string;
}

export interface Comparison {
  /** What rustc lists and is listed here. */
  readonly both: number;
  /** What rustc lists and is not listed here. */
  readonly theirs: readonly Difference<Linted>[];
  /** What is listed here and not by rustc. */
  readonly ours: readonly Difference<Site>[];
}

export function compareWithRustc(sites: readonly Site[], linted: readonly Linted[]): Comparison {
  const rust = sites.filter(({ value, place }) => value.language === 'Rust' || place.path.endsWith('.rs'));
  const index = byFile(rust);
  const met = new Set<Site>();
  const theirs: Difference<Linted>[] = [];
  let both = 0;
  for (const one of linted) {
    const forms = said.find(([pattern]) => pattern.test(one.message))?.[1];
    const found = index(one).filter(({ value }) => forms === undefined || forms.includes(value.form));
    // A macro of the same file stands in two places at once: where it is written, and where it is called.
    const called = found.length > 0 || one.calledAt === undefined ? [] : index(one.calledAt).filter(({ value }) => forms === undefined || forms.includes(value.form));
    const [first] = found.length > 0 ? found : called;
    if (first === undefined) theirs.push({ of: one, because: whyTheirs(one) });
    else {
      both++;
      for (const site of found.length > 0 ? found : called) met.add(site);
    }
  }
  const files = [...new Set(linted.flatMap(({ file, calledAt }) => [file, ...(calledAt === undefined ? [] : [calledAt.file])]))];
  const compiled = new Set([...new Set(rust.map(({ place }) => place.path))].filter((path) => files.some((file) => endsAlike(file, path))));
  const ours = rust.filter((site) => !met.has(site)).map((site) => ({ of: site, because: whyOurs(site, compiled) }));
  return { both, theirs, ours };
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Sites at a place that another tool names, whose paths begin elsewhere: the longer path ends with the shorter one. */
function byFile(sites: readonly Site[]): (place: LintedPlace) => readonly Site[] {
  const known = Map.groupBy(sites, ({ place }) => `${baseOf(place.path)}:${place.line ?? 0}`);
  return ({ file, line }) => (known.get(`${baseOf(file)}:${line}`) ?? []).filter(({ place }) => endsAlike(file, place.path));
}

function endsAlike(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function whyTheirs({ macros, calledAt }: Linted): string {
  const [inner] = macros;
  if (inner === undefined) return '';
  return `it comes out of the macro ${macros.join(' of ')}, called at ${calledAt?.file ?? '?'}:${calledAt?.line ?? 0}: macros of other crates are not expanded here`;
}

/** Why a site is not in the list of a compiler that saw one configuration. */
function whyOurs({ value, place, excerpt = '' }: Site, compiled: ReadonlySet<string>): string {
  if (['static-mut-use', 'union-read'].includes(value.form)) return 'the lint lists the block around the operation';
  if (value.form === 'extern-safe-fn') return 'the lint lists the foreign block, not what it calls safe';
  if (value.form === 'extern-block' && !/\bunsafe\b/.test(excerpt)) return 'the lint passes over foreign blocks of older editions';
  if (value.form === 'inline-asm') return 'the lint lists the block around the assembly';
  if (value.form === 'other') return 'the lint has no word for this attribute or form';
  if (value.test) return 'compiled for tests only';
  if (!compiled.has(place.path)) return 'rustc lists nothing of this file: another target, feature or crate';
  if (value.form === 'macro-body' || /!(?:$|::)/.test(value.item)) return 'it stands in a macro that nothing compiled here expands';
  return '';
}

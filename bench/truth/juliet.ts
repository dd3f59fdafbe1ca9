/** Prepares Juliet 1.3: odd-numbered variants of the weaknesses in families.yaml, a fixed share of each, without what tells. It compiles nothing. */
import { contents, list, type Listed, type Repository } from './corpora.ts';
import { families, put, type Part, type Prepared, type Site } from './prepared.ts';
import { regionsOf } from './regions.ts';
import { neutral, withoutComments, withoutGuards, withoutTellingNames } from './strip.ts';

export const julietRepository = 'arichardson/juliet-test-suite-c';
export const julietRevision = 'f88433e34436';

const tells = /cwe_?\d|bad|good|omit|flaw|vuln|juliet|incorrect|overflow|underflow/i;
/** Library names that the pattern above would touch. */
const kept = /^(?:std_testcase\w*|EXIT_\w+|bad_alloc|bad_cast|bad_typeid)$/;
const nameOfCase = /^(testcases\/(CWE(\d+)_[^/]*)\/(?:s\d+\/)?CWE\d+_.*?_(\d\d))([a-z])?(?:_\w+)?\.(?:c|cpp|h)$/;

interface Case {
  readonly name: string;
  readonly cwe: number;
  readonly files: readonly Listed[];
}

/** `most` cases of each weakness, evenly spread over the sorted names; windows-only cases cannot be parsed here and are left out. */
function casesOf(files: readonly Listed[], most: number): readonly Case[] {
  const byName = Map.groupBy(files.filter(({ path }) => nameOfCase.test(path) && !/w32|wchar_t_.*w32/.test(path)), ({ path }) => nameOfCase.exec(path)?.[1] ?? '');
  const cases = [...byName].map(([name, some]): Case => ({ name, cwe: Number(nameOfCase.exec(some[0]?.path ?? '')?.[3]), files: some }));
  const odd = cases.filter(({ name }) => Number(name.slice(-2)) % 2 === 1).sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...Map.groupBy(odd, ({ cwe }) => cwe).values()].flatMap((some) => {
    const step = Math.max(1, some.length / most);
    return Array.from({ length: Math.min(most, some.length) }, (_, index) => some[Math.floor(index * step)]).filter((one) => one !== undefined);
  });
}

export function prepareJuliet(repo: Repository, folder: string, support: string, most: number): Prepared {
  for (const file of list(repo, julietRevision, 'testcasesupport')) {
    if (/std_testcase(?:_io)?\.h$/.test(file.path)) put(support, file.path.split('/').at(-1) ?? '', contents(repo, [file])[0] ?? '');
  }
  const wanted = families.flatMap(({ name, juliet }) => juliet.map((cwe) => [cwe, name] as const));
  const familyOf = new Map(wanted);
  const all = list(repo, julietRevision, 'testcases').filter(({ path }) => familyOf.has(Number(/CWE(\d+)/.exec(path)?.[1])));
  const cases = casesOf(all, most);
  const texts = contents(repo, cases.flatMap(({ files }) => files));
  let next = 0;
  const sites = cases.flatMap(({ name: origin, cwe, files }): Site[] => {
    const family = familyOf.get(cwe) ?? '';
    const bad: Part[] = [];
    const good: Site[] = [];
    for (const { path } of files) {
      const original = withoutGuards(withoutComments(texts[next++] ?? ''));
      const target = `${neutral(path.slice(0, path.lastIndexOf('.')))}${path.slice(path.lastIndexOf('.'))}`;
      put(folder, path.endsWith('.h') ? headerName(path) : target, stripped(original));
      if (path.endsWith('.h')) continue;
      for (const { name, from, to } of regionsOf(original)) {
        const part = { path: target, from, to };
        if (/bad/i.test(name)) bad.push(part);
        else if (/good/i.test(name)) good.push({ family, origin: `${origin} ${name}`, isBad: false, parts: [part] });
      }
    }
    return bad.length === 0 ? good : [{ family, origin, isBad: true, parts: bad }, ...good];
  });
  return { title: 'Juliet 1.3, odd-numbered variants', note: `at most ${most} cases of each weakness, spread evenly over the sorted names, ${cases.length} in all`, sites, files: next };
}

const headerName = (path: string): string => `${neutral(path.split('/').at(-1)?.slice(0, -2) ?? '')}.h`;

function stripped(text: string): string {
  const included = text.replace(/#include "(CWE[^"]*)\.h"/g, (_, name: string) => `#include "${neutral(name)}.h"`);
  return withoutTellingNames(included, { test: (word: string) => tells.test(word) && !kept.test(word) });
}

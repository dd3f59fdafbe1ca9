/** Prepares the Toyota ITC benchmark: marked defects and their sound twins, without marks and telling names. It compiles nothing. */
import { contents, list, type Repository } from './corpora.ts';
import { families, put, type Prepared, type Site } from './prepared.ts';
import { regionsOf } from './regions.ts';
import { neutral, withoutComments, withoutTellingNames } from './strip.ts';

export const itcRepository = 'regehr/itc-benchmarks';
export const itcRevision = '7bfb56a941dd';

const shouldDetect = /Tool should detect this line/i;
const shouldNot = /Tool should not detect this line|NO ?ERROR/i;

export function prepareItc(repo: Repository, folder: string, support: string): Prepared {
  for (const file of list(repo, itcRevision, 'include')) put(support, file.path.split('/').at(-1) ?? '', withoutComments(contents(repo, [file])[0] ?? ''));
  const familyOf = new Map(families.flatMap(({ name, itc }) => itc.map((stem) => [stem, name] as const)));
  const files = ['01.w_Defects', '02.wo_Defects'].flatMap((side) => list(repo, itcRevision, side)).filter(({ path }) => familyOf.has(stemOf(path)));
  const texts = contents(repo, files);
  const sites = files.flatMap(({ path }, index): Site[] => {
    const text = texts[index] ?? '';
    const stem = stemOf(path);
    const target = `${neutral(path)}.c`;
    put(folder, target, withoutTellingNames(withoutComments(text), { test: (word) => word.startsWith(stem) || /_\d{3}|defect|error/i.test(word) }));
    const lines = text.split('\n');
    return regionsOf(text).flatMap(({ name, from, to }): Site[] => {
      const own = lines.slice(from - 1, to).join('\n');
      const isBad = shouldDetect.test(own);
      if (!isBad && !shouldNot.test(own)) return [];
      return [{ family: familyOf.get(stem) ?? '', origin: `${path} ${name}`, isBad, parts: [{ path: target, from, to }] }];
    });
  });
  return { title: 'Toyota ITC', note: 'functions with a marked line, and the marked functions of the sound twins', sites, files: files.length };
}

const stemOf = (path: string): string => path.split('/').at(-1)?.replace(/\.c$/, '') ?? '';

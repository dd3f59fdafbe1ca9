/** Finds the test files from which a folder of sources can be reached by imports. It runs nothing and keeps no list. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Whose tests are about a part. The others show what was judged, look at one material, or start the product as a program, which a change made in their own process does not reach. */
const asked: Readonly<Record<string, RegExp>> = {
  codebook: /^test\/(?:codebook|judge|house)\//,
  judge: /^test\/(?:judge|codebook|house|devices)\//,
  certify: /^test\/(?:certify|accept)\//,
};
export const parts = Object.keys(asked);
/** They start browsers or copies of the whole repository, or look at whole devices again and again for minutes. */
const elsewhere = /\.browser\.test\.ts$|^test\/house\/recipes|^test\/devices\/(?:laws|determinism)/;

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.ts')).sort().map((name) => join(folder, name));
}

export function suiteOf(root: string, part: string): readonly string[] {
  const wanted = join(root, 'src', part) + '/';
  const reaches = new Map<string, boolean>();
  const visit = (file: string): boolean => {
    const known = reaches.get(file);
    if (known !== undefined) return known;
    // Set first: a circle of imports ends here.
    reaches.set(file, file.startsWith(wanted));
    if (file.startsWith(wanted)) return true;
    const found = importsOf(file).some(visit);
    reaches.set(file, found);
    return found;
  };
  return filesBelow(join(root, 'test')).filter((file) => file.endsWith('.test.ts') && asked[part]?.test(relative(root, file)) === true && !elsewhere.test(relative(root, file)) && visit(file));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '(\.[^']+\.ts)';/gm)].map(([, path = '']) => resolve(dirname(file), path));
}

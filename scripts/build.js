/** Compiles the package: TypeScript to `dist/`, and beside it the data that the sources read (pages, tables, the kernel). */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const target = join(root, 'dist');
const carried = /\.(md|yaml|json|wasm|css|c|h)$/;
// Cases of binary probes are tests; the kernel's sources are compiled already.
const left = /(^|\/)(cases|expected|kernel)\//;

rmSync(target, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
for (const entry of readdirSync(source, { recursive: true })) {
  const path = String(entry);
  if (carried.test(path) && !left.test(path)) cpSync(join(source, path), join(target, path));
}
// The rows of `plumbline --help`, so that it need not load every command to name it.
const { overviewFromDeclarations } = await import(pathToFileURL(join(target, 'cli', 'commands.js')).href);
writeFileSync(join(target, 'cli', 'overview.txt'), await overviewFromDeclarations());

/** Compiles the kernel to `src/scan/kernel.wasm`: the same sources give the same bytes. `--check FILE` writes elsewhere. */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = process.argv[2] ?? fileURLToPath(new URL('../kernel.wasm', import.meta.url));

const { error, stderr } = await asc.main([
  'index.ts', '--baseDir', here, '--outFile', target, '-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--disable', 'mutable-globals',
]);
if (error) {
  process.stderr.write(stderr.toString());
  process.exitCode = 1;
}

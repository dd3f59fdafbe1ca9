/** Declares `plumbline compare`. */
import type { Command } from '../command-line.ts';
import { count } from '../options.ts';

const whole = (text: string): number | { readonly wanted: string } => (/^\d{1,9}$/.test(text) ? Number(text) : { wanted: 'give a whole number' });

const command: Command = {
  name: 'compare',
  about: 'Runs an original and its replacement on the same inputs and says whether the replacement may take its place.',
  order: 50,
  arguments: [
    { name: 'old', about: "the original: a program or a shared library (default: the plan's)", otherwise: '' },
    { name: 'new', about: "the replacement (default: the plan's)", otherwise: '' },
  ],
  options: [
    { name: 'plan', value: 'file', about: 'the plan (YAML): sides, inputs, what counts as the same, accepted differences' },
    { name: 'corpus', value: 'dir', many: true, about: 'inputs: a folder of files, as fuzzers keep them; may be given several times' },
    { name: 'time', value: 'seconds', about: 'how long to run (default: 60)', read: count },
    { name: 'inputs', value: 'n', about: 'end after so many inputs, for a run that can be repeated exactly', read: whole },
    { name: 'seed', value: 'n', about: 'seed of the generated inputs (default: 1)', read: whole },
    { name: 'machine', value: 'board', about: "firmware for Cortex-M: QEMU's name of the board, such as mps2-an385" },
    { name: 'out', value: 'dir', about: 'folder for comparison.json, comparison.html and the saved cases' },
    { name: 'resume', about: 'go on where the run in --out was ended' },
    { name: 'build', about: 'run the build commands of the plan first' },
    { name: 'compiler', value: 'program', about: 'C compiler for the runner and the harness (default: cc)' },
    { name: 'no-sandbox', about: 'limits and process groups only, where the system refuses a sandbox' },
    { name: 'quiet', about: 'no progress' },
  ],
  more: `The programs run contained: a private folder, no network, the rest of the file
system read-only where the system offers it, and limits of time, memory and files.
Each input runs in a copy of the program that is taken before its main, where both
can be copied; "start: anew" in the plan starts them anew for each.

A build for coverage ("covered" in the plan: gcc --coverage, clang, Rust) runs beside
a side and keeps inputs that reach something new, to change them further.

Firmware for Cortex-M (ELF) runs under qemu-system-arm, one emulator for each input:
it reads and writes by semihosting (standard streams, files, its command line), and
what is counted are instructions, not time.

Examples:
  plumbline compare ./parse-c ./parse-rust --corpus corpus/ --time 120
  plumbline compare --plan examples/protocol-rewrite/comparison.yaml --build
  plumbline compare --plan comparison.yaml --out result/ --resume
  plumbline compare parser-c.elf parser-rust.elf --machine mps2-an385

Exit codes:
  0 agrees · 1 differs · 2 too little was tried to say · 64 usage · 70 our fault`,
  run: async ([old = '', replacement = ''], values) => (await import('../compare/command.ts')).compareCommand(old, replacement, values),
};

export default command;

/** Declares `plumbline analyse`. */
import type { Command } from '../command-line.ts';
import { count } from '../options.ts';

const command: Command = {
  name: 'analyse',
  about: 'Runs an installed analyser over the sources and keeps its results, with what it got through, as evidence.',
  order: 12,
  arguments: [{ name: 'path', about: 'the folder of the device', otherwise: '.' }],
  options: [
    { name: 'with', value: 'tool', about: 'cppcheck, misra (Cppcheck with its rules of that standard), gcc, clang, clang-tidy or clippy' },
    { name: 'commands', value: 'file', about: 'compile_commands.json of the build (default: the one in the folder, build/ or out/, or the only one below)' },
    { name: 'out', value: 'dir', about: 'where to keep the results (default: .plumbline/analysis in the folder)' },
    { name: 'seconds', value: 'n', about: 'time for one file (default: 300)', read: count },
    { name: 'jobs', value: 'n', about: 'files at a time (default: all processors but one)', read: count },
    { name: 'allow-build-scripts', about: "for clippy, which compiles: let build scripts and macros of the device run" },
    { name: 'quiet', about: 'no progress' },
  ],
  more: `Nothing is run that was not asked for, and no program of the device but with
--allow-build-scripts. Of the build's options an analyser gets those that change
how source is read. A file that it cannot get through is recorded as failed.

Examples:
  plumbline analyse firmware/ --with cppcheck
  plumbline analyse . --with gcc --commands build/compile_commands.json

Exit codes:
  0 every file was analysed · 2 some were not · 64 usage · 70 our fault`,
  run: async ([path = '.'], values) => (await import('../analyse/command.ts')).analyseCommand(path, values),
};

export default command;

/** Messages by which an analyser says among its results that it could not go through a file. They are about the run, not about the code. */

const stops: readonly (readonly [tool: RegExp, rules: ReadonlySet<string>])[] = [
  [/^cppcheck/i, new Set(['syntaxError', 'unknownMacro', 'preprocessorErrorDirective', 'internalError', 'internalAstError', 'cppcheckError', 'noValidConfiguration', 'instantiationError', 'fileNotFound', 'misra-config'])],
  [/^clang-tidy/i, new Set(['clang-diagnostic-error'])],
  // GCC names a diagnostic that no option turns off by its kind, and up to version 14 calls such a run successful
  [/^GNU C/, new Set(['error', 'fatal error', 'sorry, unimplemented', 'internal compiler error'])],
  [/^kani/i, new Set(['kani.cbmc.timeout', 'kani.cbmc.oom', 'kani.cbmc.failed', 'kani.cbmc.unwind', 'kani.cbmc.unsupported_construct'])],
];

export function stopsAnalysis(tool: string, rule: string): boolean {
  return stops.some(([name, rules]) => rules.has(rule) && name.test(tool));
}

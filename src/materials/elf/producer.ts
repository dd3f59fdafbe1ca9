/** Reads what a compiler says of itself in DW_AT_producer: which it was, and the switches that protect. It does not weigh them. */

export interface Producer {
  readonly compiler: string;
  readonly recorded: boolean;
  readonly flags: readonly string[];
  readonly stackProtector: 'all' | 'strong' | 'some' | 'off' | 'not-recorded';
  readonly optimisation: string;
}

const protective = /^-(?:fstack-protector\S*|fno-stack-protector|fstack-clash-protection|fcf-protection\S*|mbranch-protection\S*|fsanitize\S*|fno-sanitize\S*|ftrapv|fwrapv|fbounds-safety\S*|fhardened|D_FORTIFY_SOURCE\S*|D_GLIBCXX_ASSERTIONS\S*|ftrivial-auto-var-init\S*|fzero-call-used-regs\S*|fno-strict-overflow|fno-delete-null-pointer-checks|mcet|mshstk|fPIE|fpie|fPIC|fpic|mabi=purecap\S*)$/u;

/** GCC writes its switches unless told not to (`-gno-record-gcc-switches`); clang only when told to (`-grecord-command-line`). */
export function readProducer(text: string): Producer {
  const words = text.split(/\s+/u);
  const first = words.findIndex((word) => word.startsWith('-'));
  const given = first < 0 ? [] : words.slice(first);
  const compiler = (first < 0 ? text : words.slice(0, first).join(' ')).slice(0, 200);
  const recorded = given.length > 0 && !/^rustc|rustc version|^Go cmd/u.test(compiler);
  const flags = [...new Set(given.filter((word) => protective.test(word)).map((word) => word.slice(0, 120)))].sort();
  const last = given.filter((word) => /^-f(?:no-)?stack-protector/u.test(word)).at(-1);
  const stackProtector = !recorded ? 'not-recorded' : last === undefined || last === '-fno-stack-protector' ? 'off' : last.endsWith('-all') ? 'all' : last.endsWith('-strong') ? 'strong' : 'some';
  return { compiler, recorded, flags, stackProtector, optimisation: (given.filter((word) => /^-O/u.test(word)).at(-1) ?? '').slice(0, 20) };
}

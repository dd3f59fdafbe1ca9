/** The import map of the architecture as data: who may import what, and who may touch the world. */

export interface Rule {
  /** First path segments below `src/`, or a file there. */
  readonly of: string;
  readonly may: readonly string[];
  readonly world: boolean;
  readonly because: string;
}

/** Longest `of` wins. `itself` means the same material, tally or exporter folder. */
export const rules: readonly Rule[] = [
  { of: 'core/shelf.ts', may: ['core'], world: true, because: 'the shelf is where folders become parts' },
  { of: 'core', may: ['core'], world: false, because: 'nouns know nothing' },
  { of: 'scan/kernel.ts', may: ['scan'], world: true, because: 'it loads the kernel that lies beside it' },
  { of: 'scan', may: ['scan'], world: false, because: 'bytes in, tokens out' },
  { of: 'facts', may: ['core', 'facts'], world: false, because: 'a word is a promise, not a deed' },
  { of: 'materials', may: ['core', 'facts', 'scan', 'itself'], world: false, because: 'a material that knows another cannot be added or taken away alone' },
  { of: 'tallies', may: ['core', 'facts', 'itself'], world: false, because: 'facts from facts, never from bytes' },
  { of: 'codebook', may: ['core', 'facts', 'codebook'], world: false, because: 'law is text that is handed in' },
  { of: 'judge', may: ['core', 'codebook', 'judge'], world: false, because: 'a verdict that reads files could not be made again' },
  { of: 'roadmap', may: ['core', 'facts', 'roadmap'], world: false, because: 'a plan is drawn from what is known already; it looks at nothing and judges no device' },
  { of: 'report/roadmap', may: ['core', 'report', 'roadmap'], world: false, because: 'a document shows a roadmap; it weighs nothing anew' },
  { of: 'report', may: ['core', 'codebook', 'facts', 'report'], world: false, because: 'reports have no thoughts' },
  { of: 'certify', may: ['core', 'codebook', 'certify'], world: false, because: 'keys and time are arguments' },
  { of: 'acquire', may: ['core', 'acquire'], world: true, because: 'acquisition alone touches the world' },
  { of: 'inspect-worker.ts', may: ['core', 'acquire', 'judge', 'inspect'], world: true, because: 'a thread hears and answers through its port' },
  { of: 'look.ts', may: ['core', 'acquire', 'judge', 'scan', 'inspect'], world: false, because: 'files are read straight into the memory of the kernel' },
  { of: 'inspect.ts', may: ['core', 'acquire', 'tallies', 'codebook', 'judge', 'inspect'], world: false, because: 'the procedure calls; it does not act' },
  { of: 'compare/drive', may: ['core', 'compare'], world: true, because: 'it runs what is compared, contained' },
  { of: 'compare', may: ['core', 'report', 'compare'], world: false, because: 'what is compared, and what counts as the same, is decided without running anything' },
  { of: 'accept', may: ['core', 'codebook', 'accept'], world: false, because: 'a buyer decides on what was verified, and reads nothing else' },
  { of: 'cli', may: ['accept', 'core', 'acquire', 'codebook', 'judge', 'report', 'certify', 'compare', 'roadmap', 'materials', 'facts', 'tallies', 'inspect', 'cli'], world: true, because: 'the shell acts' },
];

/** Files of the inspection's procedure that lie directly in `src/`. */
export const procedure = new Set(['inspect.ts', 'inspect-worker.ts', 'look.ts', 'observe-all.ts', 'inspection-cache.ts']);

/** Modules through which a program touches the world. */
export const worldly = /^node:(fs|child_process|net|http|https|http2|dgram|dns|tls|cluster|readline|repl|os|worker_threads)(\/|$)/;

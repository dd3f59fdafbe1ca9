/** The plan of a comparison: what is run, on which inputs, what counts as the same, and what was accepted and why. */
import { parseDocument, LineCounter } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../core/trouble.ts';
import { fieldSchema } from './describe.ts';
import { normalisers } from './normalise.ts';
import { disagreementClasses } from './oracle.ts';

const file = z.string().min(1);
const words = z.array(z.string()).min(1);

const argument = z.union([
  z.enum(['input', 'input-length']),
  z.strictObject({ out: z.string().regex(/^[a-z][a-z0-9_]*$/), size: z.number().int().min(1).max(65536), as: z.enum(['bytes', 'text', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'float', 'double']).default('bytes') }),
  z.strictObject({ size_of: z.string() }),
  z.strictObject({ length_out: z.string() }),
  z.strictObject({ number: z.number() }),
]);

/** One side. Paths and words are taken relative to the folder of the plan. */
const side = z.strictObject({
  /** Program and its arguments. */
  command: words.optional(),
  /** Firmware image for Cortex-M (ELF), run under QEMU on the `machine` of the plan. */
  firmware: file.optional(),
  /** Shared library (C ABI). */
  library: file.optional(),
  /** The same built with sanitizers; run on the same inputs, and its reports count as crashes of this side. */
  sanitized: z.union([words, file]).optional(),
  /**
   * Built for coverage; its new paths keep an input as a seed. A library with `-fsanitize-coverage=trace-pc`. A program and
   * its arguments with gcc's `--coverage`, clang's `-fprofile-instr-generate`, Rust's `-C instrument-coverage`, or clang's
   * `-fsanitize-coverage=trace-pc-guard`.
   */
  covered: z.union([words, file]).optional(),
  /** Commands that build it, run only with --build. */
  build: z.array(words).optional(),
  /** Folder of its sources, inspected for the memory-safety gain. */
  sources: file.optional(),
  /** Images for the size of code and data. */
  image: file.optional(),
});

export const planSchema = z.strictObject({
  comparison: z.literal(1),
  title: z.string().min(1),
  old: side,
  new: side,
  /** QEMU's name of the board that firmware runs on, such as `mps2-an385`. */
  machine: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/).optional(),
  input: z.enum(['stdin', 'file', 'argument']).default('stdin'),
  /** `copy`: programs are started once, and each input runs in a copy taken before the main, where both sides allow it. */
  start: z.enum(['copy', 'anew']).default('copy'),
  environments: z.array(z.record(z.string(), z.string())).max(8).default([]),
  /** Functions that are called for each input in turn, in the same process. */
  functions: z.array(z.strictObject({ call: z.string().regex(/^[A-Za-z_]\w*$/), arguments: z.array(argument), returns: z.enum(['void', 'i32', 'u32', 'i64', 'u64', 'bool', 'size']).default('i32'), accepts: z.array(z.number()).default([0]) })).default([]),
  /** Called once before the first input, and before each where `each` is true. */
  setup: z.strictObject({ call: z.string().regex(/^[A-Za-z_]\w*$/), each: z.boolean().default(false) }).optional(),
  corpus: z.array(file).default([]),
  traffic: z.array(file).default([]),
  words: z.array(z.string()).default([]),
  description: z.array(fieldSchema).default([]),
  limits: z.strictObject({
    time_ms: z.number().int().min(10).max(600_000).default(1000),
    memory_mb: z.number().int().min(0).max(65536).default(512),
    output_kb: z.number().int().min(1).max(65536).default(256),
    files_mb: z.number().int().min(1).max(4096).default(16),
    input_bytes: z.number().int().min(1).max(65536).default(4096),
  }).prefault({}),
  same: z.enum(['bytes', 'meaning', 'accept']).default('bytes'),
  normalise: z.array(z.enum(normalisers)).default([]),
  accepts: z.array(z.number().int()).default([0]),
  compare: z.strictObject({ codes: z.boolean().default(true), error: z.boolean().default(false), files: z.boolean().default(true) }).prefault({}),
  memory: z.strictObject({ factor: z.number().min(1.1).default(3), slack_kb: z.number().int().min(64).default(4096) }).prefault({}),
  /** Differences that are wanted. Each has a reason, and is shown with the input that shows it. */
  accepted: z.array(z.strictObject({ signature: z.string().regex(/^[0-9a-f]{12}$/), class: z.enum(disagreementClasses), reason: z.string().min(20), by: z.string().min(1), input_hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) })).default([]),
});

export type Plan = z.infer<typeof planSchema>;
export type Side = z.infer<typeof side>;
export type LibraryFunction = Plan['functions'][number];

/** Reads a plan. Throws `UsageError` with line and column for what is wrong in it. */
export function readPlan(text: string, name: string): Plan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 20 } as Parameters<typeof parseDocument>[1]);
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(name, lines.linePos(broken.pos[0]), broken.message);
  const checked = planSchema.safeParse(document.toJS({ maxAliasCount: 20 }));
  if (checked.success) return coherent(checked.data, name);
  const [issue] = checked.error.issues;
  const path = issue?.path ?? [];
  const node = document.getIn(path, true) as { readonly range?: readonly [number, number, number] } | undefined;
  throw wrong(name, lines.linePos(node?.range?.[0] ?? 0), `${path.map(String).join('.') || 'the plan'}: ${issue?.message ?? 'not as expected'}`);
}

function coherent(plan: Plan, name: string): Plan {
  for (const [which, { command, library, firmware }] of [['old', plan.old], ['new', plan.new]] as const) {
    if ([command, library, firmware].filter((kind) => kind !== undefined).length !== 1) throw wrong(name, { line: 1, col: 1 }, `${which}: name either a command or a library, or a firmware image`);
  }
  const count = (kind: 'library' | 'firmware'): number => [plan.old, plan.new].filter((one) => one[kind] !== undefined).length;
  const libraries = count('library');
  if (libraries === 2 && [plan.old, plan.new].some(({ covered }) => covered !== undefined && typeof covered !== 'string')) throw wrong(name, { line: 1, col: 1 }, 'covered: of a library it is the path of another build');
  if (libraries === 1) throw wrong(name, { line: 1, col: 1 }, 'a program and a library cannot be compared; wrap the library in a program');
  if (count('firmware') === 1) throw wrong(name, { line: 1, col: 1 }, 'a program and a firmware image cannot be compared: build both for the same machine');
  if ((count('firmware') === 2) !== (plan.machine !== undefined)) throw wrong(name, { line: 1, col: 1 }, 'machine: firmware needs the name of the board it is linked for, and nothing else has one');
  if (count('firmware') === 2 && (plan.environments.length > 0 || [plan.old, plan.new].some((one) => one.sanitized !== undefined || one.covered !== undefined))) throw wrong(name, { line: 1, col: 1 }, 'environments, sanitized and covered are of programs and libraries; firmware has none');
  if (libraries === 2 && plan.functions.length === 0) throw wrong(name, { line: 1, col: 1 }, 'functions: say which functions of the libraries are called, and how');
  return plan;
}

function wrong(name: string, { line, col }: { readonly line: number; readonly col: number }, message: string): UsageError {
  return new UsageError('bad-plan', `${name}:${line}:${col}: ${message}`, 'mend the plan; schema/comparison.schema.json says what it may hold');
}

/** Reads the calls between functions from the packed summary of a file, where a device has such summaries. Without them it says nothing. */

export interface CallSummary {
  /** Functions that other files can see. */
  readonly open: readonly string[];
  readonly callees: readonly string[];
}

/** Fields are divided by tabs: the name first, then one letter and its content (`M` marks, `C` calls). A strange value is no summary. */
export function readSummary(value: unknown): CallSummary | undefined {
  if (typeof value !== 'object' || value === null || !('functions' in value) || !Array.isArray(value.functions)) return undefined;
  const open: string[] = [];
  const callees = new Set<string>();
  for (const packed of value.functions as readonly unknown[]) {
    if (typeof packed !== 'string') return undefined;
    const [name = '', ...fields] = packed.split('\t');
    if (!fields.some((field) => field.startsWith('M') && field.includes('s'))) open.push(name);
    for (const call of fields.find((field) => field.startsWith('C'))?.slice(1).split(' ') ?? []) {
      const callee = call.slice(0, Math.max(call.indexOf('@'), 0));
      if (callee !== '') callees.add(callee);
    }
  }
  return { open, callees: [...callees] };
}

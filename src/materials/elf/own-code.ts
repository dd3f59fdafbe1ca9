/** Tells a static program's own functions from its C library's, by the order in which linkers lay out objects, and counts the guarded ones. */
import type { StackGuard } from './stack-guard.ts';

export interface Caller {
  readonly name: string;
  readonly address: number;
  readonly size: number;
}

/** The last function of the start-up files (crtbegin.o) that linkers put before the first object of the program. */
const lastOfStartUp = 'frame_dummy';

/** The first functions that glibc and musl place behind the program's own objects. */
const firstOfLibrary = /^(__libc_|_?_?libc_start|call_fini$|call_init$|handle_zhaoxin$|__init_libc$|dummy$|_Unwind_|uw_)/;

/**
 * `bare`: every function counts, because firmware is linked in no fixed order and its C library seldom guards itself.
 * Otherwise only functions between the start-up files and the C library, and `main`, wherever it was moved to.
 */
export function countGuarded(functions: readonly Caller[], sites: readonly number[], bare: boolean): Omit<StackGuard, 'at'> {
  const sorted = functions.filter((f) => f.size > 0).sort((a, b) => a.address - b.address);
  const own = ownFunctions(sorted, bare);
  if (own.size === 0) {
    return { canary: 'not-told', because: `${sites.length} calls to __stack_chk_fail, but its own code cannot be told from the C library’s` };
  }
  const guarded = new Set<number>();
  for (const site of sites) {
    const caller = functionAt(sorted, site);
    if (caller !== undefined && own.has(caller.address)) guarded.add(caller.address);
  }
  const whose = bare ? 'functions' : 'functions of its own code';
  if (guarded.size > 0) return { canary: 'present', because: `${guarded.size} of ${own.size} ${whose} call __stack_chk_fail` };
  const elsewhere = sites.length === 0 ? 'the symbol is there, nothing calls it' : `${sites.length} calls in the C library do not count`;
  return { canary: 'absent', because: `none of ${own.size} ${whose} calls __stack_chk_fail (${elsewhere})` };
}

function ownFunctions(sorted: readonly Caller[], bare: boolean): ReadonlySet<number> {
  if (bare) return new Set(sorted.filter((f) => !f.name.includes('__stack_chk_fail')).map((f) => f.address));
  const own = new Set(sorted.filter((f) => f.name === 'main').map((f) => f.address));
  const start = sorted.findIndex((f) => f.name === lastOfStartUp);
  for (let index = start + 1; start >= 0 && index < sorted.length; index++) {
    const each = sorted[index];
    if (each === undefined || firstOfLibrary.test(each.name)) break;
    own.add(each.address);
  }
  return own;
}

function functionAt(sorted: readonly Caller[], address: number): Caller | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle];
    if (each === undefined) return undefined;
    if (address < each.address) high = middle - 1;
    else if (address >= each.address + each.size) low = middle + 1;
    else return each;
  }
  return undefined;
}

/** Stands in for `node:test`: collects the tests of a file, so that one process can run any of them any number of times. */
type Body = (context: Context) => unknown;
interface Context {
  readonly name: string;
  readonly after: (body: () => unknown) => void;
  readonly skip: () => void;
  readonly diagnostic: (text: string) => void;
}
type Options = { readonly skip?: boolean | string };

/** In the order in which they are written; names hold those of the groups around them and are unique. */
export const tests = new Map<string, () => Promise<void>>();
export const early: (() => unknown)[] = [];
export const late: (() => unknown)[] = [];
const groups: string[] = [];
const outermost: (() => Promise<void>)[] = [];

export function it(title: string, first: Options | Body, second?: Body): void {
  const body = typeof first === 'function' ? first : second;
  if (body === undefined || (typeof first !== 'function' && first.skip !== undefined && first.skip !== false)) return;
  const plain = [...groups, title].join(' > ');
  let name = plain;
  for (let again = 2; tests.has(name); again++) name = `${plain} (${again})`;
  tests.set(name, async () => {
    const afterwards: (() => unknown)[] = [];
    try {
      await body({ name: title, after: (one) => afterwards.push(one), skip: () => undefined, diagnostic: () => undefined });
    } finally {
      for (const one of afterwards) await one();
    }
  });
}

export function describe(title: string, first: Options | (() => unknown), second?: () => unknown): void {
  const body = typeof first === 'function' ? first : second;
  if (body === undefined || (typeof first !== 'function' && first.skip !== undefined && first.skip !== false)) return;
  const gather = (): unknown => {
    groups.push(title);
    return body();
  };
  if (groups.length === 0) {
    outermost.push(async () => {
      await gather();
      groups.pop();
    });
    return;
  }
  if (gather() instanceof Promise) throw new Error(`the group "${title}" waits for something within another group, which this stand-in for node:test does not know`);
  groups.pop();
}

/** Groups may wait for what their tests are made of; they are gathered one after another, once the file is loaded. */
export async function gathered(): Promise<void> {
  for (const gather of outermost) await gather();
}

export const test = it;
export const before = (body: () => unknown): void => void early.push(body);
export const after = (body: () => unknown): void => void late.push(body);

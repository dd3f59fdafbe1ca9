/** Shapes of the files of a package, checked without a library so that a browser page can check them, and as JSON Schema. It changes no value. */

export interface Shape<Value> {
  /** JSON Schema, draft 2020-12. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is wrong, with its path, or undefined when it fits. */
  readonly wrong: (value: unknown, at: string) => string | undefined;
  /** Only for the type. */
  readonly value?: Value;
}

export type Of<Some> = Some extends Shape<infer Value> ? Value : never;

/** The value with its type, or the complaint. */
export function fitted<Value>(shape: Shape<Value>, value: unknown): { readonly value: Value } | { readonly complaint: string } {
  const complaint = shape.wrong(value, '');
  return complaint === undefined ? { value: value as Value } : { complaint };
}

export function text(pattern?: RegExp, wanted = 'a text'): Shape<string> {
  const schema = { type: 'string', ...(pattern === undefined ? {} : { pattern: pattern.source }) };
  return { schema, wrong: (value, at) => (typeof value === 'string' && (pattern === undefined || pattern.test(value)) ? undefined : `${here(at)}is not ${wanted}`) };
}

export const whole: Shape<number> = {
  schema: { type: 'integer', minimum: 0 },
  wrong: (value, at) => (Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : `${here(at)}is not a whole number`),
};

export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  wrong: (value, at) => (typeof value === 'boolean' ? undefined : `${here(at)}is neither true nor false`),
};

/** Anything that JSON can hold; whoever reads it has a shape of its own for it. */
export const anything: Shape<unknown> = { schema: {}, wrong: () => undefined };

export function oneOf<const Choices extends readonly (string | number)[]>(...choices: Choices): Shape<Choices[number]> {
  const known: ReadonlySet<unknown> = new Set(choices);
  return { schema: { enum: choices }, wrong: (value, at) => (known.has(value) ? undefined : `${here(at)}is not ${choices.join(' or ')}`) };
}

export function list<Item>(item: Shape<Item>, least = 0): Shape<readonly Item[]> {
  return {
    schema: { type: 'array', items: item.schema, ...(least === 0 ? {} : { minItems: least }) },
    wrong: (value, at) => {
      if (!Array.isArray(value)) return `${here(at)}is no list`;
      if (value.length < least) return `${here(at)}has fewer than ${least} entries`;
      return first(value, (one, index) => item.wrong(one, `${at}[${index}]`));
    },
  };
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Members<Needed extends Shapes, Optional extends Shapes> = { readonly [Name in keyof Needed]: Of<Needed[Name]> } & { readonly [Name in keyof Optional]?: Of<Optional[Name]> };

/** An object with these members. Others are wrong, unless `open`: a statement may grow, our own files may not. */
export function members<Needed extends Shapes, Optional extends Shapes = Readonly<Record<never, Shape<unknown>>>>(needed: Needed, optional?: Optional, open = false): Shape<Members<Needed, Optional>> {
  const all = new Map<string, Shape<unknown>>([...Object.entries(needed), ...Object.entries(optional ?? {})]);
  const schema = {
    type: 'object',
    properties: Object.fromEntries([...all].map(([name, shape]) => [name, shape.schema])),
    required: Object.keys(needed),
    ...(open ? {} : { additionalProperties: false }),
  };
  return {
    schema,
    wrong: (value, at) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${here(at)}is no object`;
      const given = new Map(Object.entries(value));
      const absent = Object.keys(needed).find((name) => !given.has(name));
      if (absent !== undefined) return `${here(join(at, absent))}is missing`;
      return first([...given], ([name, member]) => {
        const shape = all.get(name);
        if (shape === undefined) return open ? undefined : `${here(join(at, name))}is not known`;
        return shape.wrong(member, join(at, name));
      });
    },
  };
}

function first<Item>(items: readonly Item[], complain: (item: Item, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const complaint = complain(item, index);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function join(at: string, name: string): string {
  return at === '' ? name.slice(0, 80) : `${at}.${name.slice(0, 80)}`;
}

function here(at: string): string {
  return at === '' ? 'the document ' : `${at} `;
}

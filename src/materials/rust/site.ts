/** What the walk of a Rust file collects: sites, functions, names. Plain data; places are token numbers until they are stated. */

export type SiteForm =
  | 'block' | 'fn' | 'impl' | 'trait' | 'extern-block' | 'extern-safe-fn' | 'static-mut-use' | 'union-read'
  | 'inline-asm' | 'no-mangle' | 'export-name' | 'link-section' | 'macro-body' | 'other';

/** More sites than this in one file are a machine's; they become one blank instead of a flood of facts. */
export const mostSites = 50_000;

export interface Site {
  readonly form: SiteForm;
  readonly first: number;
  /** Set when the site's end is met. */
  last: number;
  item: string;
  documented: boolean;
  readonly test: boolean;
  readonly fromMacro: boolean;
}

export interface FunctionSpan {
  readonly name: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What opened a stretch of tokens; `value` is a `const` or `static` item, which ends at its semicolon. */
export type FrameKind = 'file' | 'mod' | 'impl' | 'trait' | 'fn' | 'extern' | 'block' | 'macro' | 'arm' | 'value' | 'group';

export interface Frame {
  readonly kind: FrameKind;
  readonly name: string;
  /** First token of the item's header. */
  readonly first: number;
  /** Item path of what stands in the frame: `driver::Uart::read`. */
  readonly path: string;
  /** Number of brackets open around the frame. */
  readonly around: number;
  readonly open: number;
  close: number;
  test: boolean;
  readonly fromMacro: boolean;
  /** Operations that need `unsafe` are allowed here. */
  readonly unsafe: boolean;
  /** The unsafe block or extern block around carries a remark. */
  readonly documented: boolean;
  readonly site: Site | undefined;
}

/** A function, a macro, a `const` or `static` item, or a module: what a site can stand in. */
export interface Span {
  readonly kind: 'fn' | 'value' | 'macro' | 'mod';
  readonly path: string;
  readonly first: number;
  /** The bracket that opens its body. */
  readonly open: number;
  readonly last: number;
}

export interface StaticMut {
  readonly name: string;
  readonly declared: number;
  readonly frame: Frame;
}

export interface Structure {
  readonly sites: readonly Site[];
  readonly functions: readonly FunctionSpan[];
  readonly spans: readonly Span[];
  readonly names: ReadonlySet<string>;
  readonly signs: ReadonlySet<string>;
  readonly statics: readonly StaticMut[];
  readonly hasUnion: boolean;
  /** Why the nesting cannot be trusted, else empty. */
  readonly trouble: string;
}

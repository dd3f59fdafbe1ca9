/** The state of a walk through a Rust file: open brackets, the frames they make, and the item whose header is being read. */
import type { Lexed } from '../../scan/lexed.ts';
import { tokenText } from '../../scan/lexed.ts';
import type { Attribute } from './attributes.ts';
import type { Operations } from './operations.ts';
import { mostSites, type Frame, type FrameKind, type FunctionSpan, type Site, type SiteForm, type Span, type StaticMut } from './site.ts';
import { remarkedAbove, remarkedWithin } from './remarks.ts';

/** An item between its keyword and its body or semicolon. */
export interface Header {
  readonly kind: FrameKind;
  readonly name: string;
  readonly first: number;
  readonly around: number;
  /** Open angle brackets: a brace between them is a constant, not the body. */
  angle: number;
  readonly site: Site | undefined;
  readonly test: boolean;
  readonly unsafe: boolean;
}

export interface Walk {
  readonly lexed: Lexed;
  /** What the second walk looks for; the first has nothing. */
  readonly operations: Operations | undefined;
  readonly openers: number[];
  readonly frames: Frame[];
  top: Frame;
  header: Header | undefined;
  /** Outer attributes wait here for the item or statement they stand before. */
  pending: { around: number; test: boolean; attributes: Attribute[] } | undefined;
  readonly sites: Site[];
  readonly functions: FunctionSpan[];
  readonly spans: Span[];
  readonly names: Set<string>;
  readonly signs: Set<string>;
  readonly statics: StaticMut[];
  hasUnion: boolean;
  trouble: string;
}

/** Longer item paths are cut: nesting is the attacker's to choose. */
const longestPath = 300;

export function openWalk(lexed: Lexed, operations: Operations | undefined): Walk {
  const file: Frame = {
    kind: 'file', name: '', first: 0, path: '', around: -1, open: 0, close: lexed.count, test: false, fromMacro: false, unsafe: false, documented: false, site: undefined,
  };
  return {
    lexed, operations, openers: [], frames: [file], top: file, header: undefined, pending: undefined, sites: [],
    functions: [], spans: [], names: new Set(), signs: new Set(), statics: [], hasUnion: false, trouble: lexed.trouble,
  };
}

export function pathWithin(frame: Frame, name: string): string {
  if (name === '' || frame.path.length + name.length > longestPath) return frame.path || name.slice(0, longestPath);
  return frame.path === '' ? name : `${frame.path}::${name}`;
}

type FrameChange = Partial<Pick<Frame, 'name' | 'first' | 'path' | 'test' | 'fromMacro' | 'unsafe' | 'documented' | 'site'>>;

/** Opens a frame at the bracket (or item) `open`; what is not said is as in the frame around it. */
export function pushFrame(w: Walk, kind: FrameKind, open: number, change: FrameChange = {}): void {
  const { path, test, fromMacro, unsafe, documented } = w.top;
  w.top = { name: '', first: open, path, test, fromMacro, unsafe, documented, site: undefined, ...change, kind, around: w.openers.length, open, close: w.lexed.count };
  w.frames.push(w.top);
}

export function popFrame(w: Walk, close: number): void {
  const frame = w.frames.pop();
  w.top = w.frames.at(-1) ?? w.top;
  if (frame === undefined) return;
  frame.close = close;
  const { kind, path, first, open } = frame;
  if (kind === 'fn' || kind === 'value' || kind === 'macro' || kind === 'mod') w.spans.push({ kind, path, first, open, last: close });
  if (frame.kind === 'fn' && !frame.name.startsWith('$')) {
    const { line } = w.lexed;
    w.functions.push({ name: frame.name, firstLine: line[frame.first] ?? 0, lastLine: line[close] ?? 0 });
  }
  if (frame.site === undefined) return;
  frame.site.last = close;
  if (frame.kind === 'block') frame.site.documented ||= remarkedWithin(w.lexed, frame.open, close);
}

export function addSite(w: Walk, form: SiteForm, first: number, name: string, more: Partial<Site> = {}): Site {
  const site: Site = {
    form, first, last: first, item: pathWithin(w.top, name), test: w.top.test || w.pending?.test === true, fromMacro: w.top.fromMacro,
    documented: w.sites.length <= mostSites && remarkedAbove(w.lexed, first, form === 'fn' || form === 'trait' ? 'remark-or-heading' : 'remark'), ...more,
  };
  w.sites.push(site);
  return site;
}

/** The attributes that waited belong to the item `name`, or to nothing that has a name. */
export function settleAttributes(w: Walk, name: string): boolean {
  const { pending } = w;
  if (pending === undefined) return false;
  for (const attribute of pending.attributes) {
    if (attribute.form !== undefined) addSite(w, attribute.form, attribute.first, name, { last: attribute.last });
  }
  w.pending = undefined;
  return pending.test;
}

export function startHeader(w: Walk, kind: FrameKind, name: string, first: number, site?: Site): void {
  const test = settleAttributes(w, name) || w.top.test;
  w.header = { kind, name, first, around: w.openers.length, angle: 0, site, test, unsafe: kind === 'fn' && site?.form === 'fn' };
}

/** A `const` or `static` item: a frame that ends at its semicolon. */
export function startValue(w: Walk, name: string, first: number, site?: Site): void {
  const test = settleAttributes(w, name) || w.top.test;
  pushFrame(w, 'value', first, { path: pathWithin(w.top, name), test, unsafe: false, documented: false, site });
}

/** The name after a keyword; a macro variable is a name too. */
export function nameAt(lexed: Lexed, token: number): string {
  const text = tokenText(lexed, token);
  return text === '$' ? `$${tokenText(lexed, token + 1)}` : text;
}

/** The only way markup is made here: every text and attribute is made visible and escaped. There is no way to pass markup through. */
import { h as create, type VNode } from 'preact';
import { plain } from '../escape.ts';

export type Child = VNode | string | number | false | null | undefined | readonly Child[];

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A page of the same site, by a path of plain names: no scheme, no host, nothing above the folder but one step. */
const sitePage = /^(?:\.\.\/)?(?:[a-z0-9][a-z0-9.-]*\/)?[A-Za-z0-9][A-Za-z0-9.-]*\.html(?:#[\w-]+)?$/u;

/** Creates an element. Preact escapes what `plain` leaves; links go to this page, to one beside it, or to the web by https alone. */
export function h(tag: string, attributes: Attributes, ...children: readonly Child[]): VNode {
  const safe = Object.entries(attributes).filter(([name, value]) => value !== undefined && isAllowed(name, value));
  const props = Object.fromEntries(safe.map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]));
  return create(tag, props, ...children.map(visible));
}

/** A style sheet of our own; its digest is the only style the page's policy allows. */
export function styleElement(css: string): VNode {
  const props: object = { dangerouslySetInnerHTML: { __html: css } };
  return create('style', props);
}

function isAllowed(name: string, value: string | number | boolean | undefined): boolean {
  if (/^on|^style$|^dangerously|^ref$|^key$|^children$/i.test(name)) return false;
  if (name !== 'href') return true;
  return typeof value === 'string' && (/^(#|https:\/\/)/.test(value) || sitePage.test(value));
}

function visible(child: Child): Child {
  if (typeof child === 'string') return plain(child);
  if (typeof child === 'object' && child !== null && isList(child)) return child.map(visible);
  return child;
}

function isList(child: VNode | readonly Child[]): child is readonly Child[] {
  return Array.isArray(child);
}

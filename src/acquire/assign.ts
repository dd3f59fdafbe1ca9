/** Which component owns a path, and what is set aside. It decides by names alone and reads nothing. */
import type { Component, SetAside } from '../core/device.ts';
import { UsageError } from '../core/trouble.ts';
import { compileGlob } from './glob.ts';

/** `a/b` for `./a//b/`; '' for the root itself. */
export function plainPath(path: string): string {
  return path.split('/').filter((part) => part !== '' && part !== '.').join('/');
}

/** Answers with the name of the component whose `where` is the longest folder (or the very file) around a path. */
export function ownerOf(components: readonly Pick<Component, 'name' | 'where'>[]): (path: string) => string | undefined {
  const owners = new Map(components.flatMap(({ name, where }) => where.map((path) => [plainPath(path), name] as const)));
  let folder = '/';
  let owner: string | undefined;
  const search = (path: string): string | undefined => {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
      const name = owners.get(path.slice(0, at));
      if (name !== undefined) return name;
    }
    return owners.get('');
  };
  return (path) => {
    const own = owners.get(path);
    if (own !== undefined) return own;
    // Neighbours come one after another: the folder's owner is remembered.
    const here = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (here !== folder) {
      folder = here;
      owner = search(here);
    }
    return owner;
  };
}

/** Answers with the index of the first set-aside entry that covers a path, or -1. */
export function setAsideBy(entries: readonly SetAside[]): (path: string) => number {
  const globs = entries.map(({ glob }) => {
    const compiled = compileGlob(glob);
    if ('wrong' in compiled) throw new UsageError('bad-glob', `set_aside ${JSON.stringify(glob)}: ${compiled.wrong}`, 'write the glob with * ? ** and {a,b} only');
    return compiled;
  });
  return (path) => globs.findIndex((matches) => matches(path));
}

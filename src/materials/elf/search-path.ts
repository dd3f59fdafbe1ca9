/** Sorts an entry of DT_RPATH or DT_RUNPATH by what could put a library there. It does not look at any file system. */

export type SearchPathSort = 'empty' | 'relative' | 'parent' | 'world-writable' | 'build-path' | 'origin' | 'absolute';

/** Folders in which every user may create files (Filesystem Hierarchy Standard 3.0). */
const worldWritable = /^\/(tmp|var\/tmp|usr\/tmp|dev\/shm|var\/crash|var\/lock|run\/lock|run\/user)(\/|$)/;

/** Folders of people and of build services, which have no business on a device. */
const buildFolder = /^\/(home|root|build|builds|builddir|workspace|workspaces|github|jenkins|agent|Users|mnt|media|usr\/src|usr\/obj|var\/lib\/jenkins)(\/|$)|\/(CMakeFiles|build|\.build|target\/debug|target\/release|sysroots)(\/|$)/;

export function sortOfSearchPath(entry: string): SearchPathSort {
  // ld.so(8): an empty entry means the current directory of whoever starts the program
  if (entry === '') return 'empty';
  if (/^\$(ORIGIN|\{ORIGIN\})(\/|$)/.test(entry)) return 'origin';
  if (worldWritable.test(entry)) return 'world-writable';
  if (!entry.startsWith('/')) return entry.split('/').includes('..') ? 'parent' : 'relative';
  if (entry.split('/').includes('..')) return 'parent';
  if (buildFolder.test(entry)) return 'build-path';
  return 'absolute';
}

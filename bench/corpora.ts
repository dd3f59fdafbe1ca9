/** Finds or makes the sources to measure on: the Linux kernel from Debian, Rust from Debian's library packages. Nothing of them is kept here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = process.env['PLUMBLINE_CORPORA'] ?? join(tmpdir(), 'plumbline-corpora');

export interface Corpus {
  readonly name: string;
  readonly folder: string;
}

/** All .c and .h files of Linux 6.1: over 1 GB of C. */
export function linux(): Corpus | string {
  return made('linux', () => {
    const folder = join(home, 'linux');
    shell(`apt-get install -y -qq --no-install-recommends linux-source-6.1 xz-utils && mkdir -p "$1" && tar -C "$1" --strip-components=1 --wildcards -xf /usr/src/linux-source-6.1.tar.xz '*.c' '*.h'`, folder);
  });
}

/** Sources of Debian's Rust standard library and library packages: over a million lines of Rust. */
export function rust(): Corpus | string {
  return made('rust', () => {
    const folder = join(home, 'rust');
    const pick = `apt-cache search --names-only '^librust-[a-z0-9-]+-dev$' | cut -d' ' -f1 | grep -v -- '+' | sort | head -1200`;
    shell(`mkdir -p "$1" && cd "$1" && (apt-get download -qq rust-src $(${pick}) || true) && for p in *.deb; do dpkg-deb --fsys-tarfile "$p" | tar -x --wildcards '*.rs' 2>/dev/null; rm "$p"; done`, folder);
  });
}

function made(name: string, make: () => void): Corpus | string {
  const folder = join(home, name);
  if (!existsSync(folder) || readdirSync(folder).length === 0) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return `no corpus at ${folder}, and making it needs root on Debian`;
    mkdirSync(folder, { recursive: true });
    console.error(`making the corpus ${name} at ${folder} …`);
    make();
  }
  return { name, folder };
}

function shell(script: string, folder: string): void {
  const done = spawnSync('sh', ['-c', script, 'sh', folder], { stdio: ['ignore', 'ignore', 2] });
  if (done.status !== 0) throw new Error(`the corpus at ${folder} could not be made`);
}

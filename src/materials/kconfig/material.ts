/** Kconfig configurations: `.config`, `defconfig`, fragments, Zephyr's `prj.conf`, ESP-IDF's `sdkconfig`. It reads values; it does not resolve defaults or dependencies. */
import type { Material, Sight, Unreadable } from '../../core/material.ts';

export interface Setting {
  readonly line: number;
  readonly name: string;
  /** `y`, `m`, `n`, a number, or text without its quotes. */
  readonly value: string;
}

/** A full Linux configuration is about 300 kB and 10 000 lines. */
export const largestConfiguration = 8 * 1024 * 1024;

const set = /^(CONFIG_[A-Za-z0-9_]+|SB_CONFIG_[A-Za-z0-9_]+)=(.*)$/;
const unset = /^# (CONFIG_[A-Za-z0-9_]+|SB_CONFIG_[A-Za-z0-9_]+) is not set$/;

function parse(bytes: Uint8Array): readonly Setting[] | Unreadable {
  if (bytes.length > largestConfiguration) return { unreadable: `${bytes.length} bytes: more than the ${largestConfiguration} of any configuration` };
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.flatMap((text, index): Setting[] => {
    const line = index + 1;
    const plain = text.trimEnd();
    const off = unset.exec(plain);
    if (off !== null) return [{ line, name: off[1] ?? '', value: 'n' }];
    const on = set.exec(plain);
    return on === null ? [] : [{ line, name: on[1] ?? '', value: (on[2] ?? '').trim().replace(/^"(.*)"$/, '$1') }];
  });
}

/** Names that only Kconfig uses. Other `.conf` files are recognised by their lines. */
const names = /^(\.config|.*_defconfig|defconfig|sdkconfig|sdkconfig\.(defaults|release|ci).*|prj(_\w+)?\.conf|kconfig\.conf|config-\d+\.\d+.*)$/;

/** Names under which a configuration may lie; only its lines tell. */
const endings = /\.(config|conf|cfg|defconfig|fragment)$|^config/i;

function recognise({ path, head }: Sight): 'content' | 'name' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!names.test(name) && !endings.test(name)) return undefined;
  if (head.includes(0)) return undefined;
  const lines = new TextDecoder().decode(head).split('\n').map((line) => line.trimEnd());
  const settings = lines.filter((line) => set.test(line) || unset.test(line)).length;
  // a shell fragment or a log may hold one such line; a configuration holds little else
  const others = lines.slice(0, -1).filter((line) => line !== '' && !line.startsWith('#') && !set.test(line)).length;
  const shares = settings >= 2 && settings > others && endings.test(name);
  if (shares && !names.test(name)) return 'content';
  return names.test(name) && (settings > 0 || head.length === 0 || others === 0) ? 'name' : undefined;
}

export default { name: 'kconfig', nature: 'settings', recognise, parse } satisfies Material<readonly Setting[]>;

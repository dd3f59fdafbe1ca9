/** States the options of a Kconfig configuration that bear on security. It leaves out all others and knows no defaults. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { kernelSetting } from '../../facts/kernel-setting.ts';
import { settingsFile } from '../../facts/settings-file.ts';
import type { Setting } from './material.ts';
import table from './options.json' with { type: 'json' };

const options = new Set(table.options);

function* look(settings: readonly Setting[]): Generator<Observation> {
  yield settingsFile.state({ format: 'Kconfig', well_formed: 'yes', schema: '' });
  // the last line wins, as it does when Kconfig reads the file
  const last = new Map<string, Setting>();
  for (const setting of settings) last.set(setting.name, setting);
  for (const setting of last.values()) {
    if (!options.has(setting.name.replace(/^(SB_)?CONFIG_/, ''))) continue;
    const { line, name, value } = setting;
    yield kernelSetting.state({ name, value }, { line });
  }
}

export default { name: 'settings', revision: 1, states: [settingsFile, kernelSetting], look } satisfies Probe<readonly Setting[]>;

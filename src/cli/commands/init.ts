/** Declares `plumbline init`. */
import type { Command } from '../command-line.ts';

const command: Command = {
  name: 'init',
  about: 'Writes plumbline.yaml from what is here; asks only on a terminal.',
  order: 11,
  arguments: [{ name: 'path', about: 'the folder of the device', otherwise: '.' }],
  options: [
    { name: 'yes', about: 'ask nothing, write what was inferred' },
    { name: 'force', about: 'replace a manifest that is there' },
  ],
  more: 'Example:\n  plumbline init firmware/ --yes && plumbline inspect firmware/',
  run: async ([path = ''], values) => (await import('../init.ts')).initCommand(path, values),
};

export default command;

/** Declares `plumbline accept`. */
import type { Command } from '../command-line.ts';
import { date } from '../options.ts';

const command: Command = {
  name: 'accept',
  about: "Holds a maker's package against a buyer's own rules, and prints an acceptance sheet.",
  order: 32,
  arguments: [{ name: 'package', about: 'a folder, a zip or a tar archive made by plumbline certify' }],
  options: [
    { name: 'policy', value: 'file', about: 'the rules: a file, or contract-terms or isolated-ward, which come with Plumbline' },
    { name: 'trust', value: 'file', about: 'a public key in PEM, or a trust-root document' },
    { name: 'own', value: 'file', many: true, about: 'results of a test of your own: Nmap, Nessus, SARIF, JUnit or a table of findings; may be given several times' },
    { name: 'as-of', value: 'date', about: 'the day to decide for (default: today, UTC)', read: date },
    { name: 'format', value: 'name', about: 'text, json, html or pdf (default: text)' },
    { name: 'out', value: 'file', about: 'where to write it' },
  ],
  more: `Examples:
  plumbline accept pump.zip --policy contract-terms --trust maker.pub
  plumbline accept pump.zip --policy isolated-ward --trust maker.pub --own scan.xml
  plumbline accept pump.zip --policy ours.yaml --trust trust.yaml --format pdf --out sheet.pdf

Exit codes:
  0 accepted, with conditions too · 1 refused · 64 usage · 70 our fault`,
  run: async ([path = ''], values) => (await import('../accept/accept.ts')).acceptCommand(path, values),
};

export default command;

/**
 * Binds the evidence of both states to the files as they are now. A digest is renewed where the evidence names its file:
 * in statements by `path` beside it, in XML by a remark behind it (`<!-- path -->`), in SARIF by the artifact's location, in a
 * bill by the property `meridian:file`. A digest without a name is left alone: in as-found some are meant to be stale.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} state @param {string} path */
function digest(state, path) {
  return createHash('sha256').update(readFileSync(join(here, state, path))).digest('hex');
}

/** @param {string} state @param {string} text */
function renewText(state, text) {
  return text
    .replace(/(path: (\S+), sha256: )[0-9a-f]{64}/g, (_, start, path) => start + digest(state, path))
    .replace(/[0-9a-f]{64}(?="\/> <!-- (\S+) -->)/g, (_, path) => digest(state, path));
}

/** @param {string} state @param {string} text */
function renewJson(state, text) {
  const log = JSON.parse(text);
  for (const run of log.runs ?? []) {
    for (const artifact of run.artifacts ?? []) {
      if (artifact.hashes?.['sha-256'] !== undefined) artifact.hashes['sha-256'] = digest(state, artifact.location.uri);
    }
  }
  for (const entry of log.components ?? []) {
    const file = (entry.properties ?? []).find((/** @type {{name: string}} */ property) => property.name === 'meridian:file');
    if (file !== undefined) entry.hashes = [{ alg: 'SHA-256', content: digest(state, file.value) }];
  }
  return `${JSON.stringify(log, null, 2)}\n`;
}

for (const state of ['as-found', 'as-mended']) {
  for (const folder of ['evidence', 'bill']) {
    for (const name of readdirSync(join(here, state, folder))) {
      const file = join(here, state, folder, name);
      const old = readFileSync(file, 'utf8');
      const renewed = /\.(sarif|cdx\.json)$/.test(name) ? renewJson(state, old) : renewText(state, old);
      if (renewed !== old) {
        writeFileSync(file, renewed);
        console.log(`${state}/${folder}/${name}: bound to the files as they are`);
      }
    }
  }
}

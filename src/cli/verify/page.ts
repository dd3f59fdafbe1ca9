/** Writes the verifier as one page: the same code as the command, linked into a script, with no way to a network. */
import { createHash } from 'node:crypto';
import type { Known } from '../../certify/checks/law.ts';
import { versionOf } from '../version.ts';
import { linkScript } from './link.ts';
import { style } from './page/style.ts';

const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const here = (name: string): URL => new URL(`./page/${name}${ending}`, import.meta.url);

const nothing = new URL('data:,');

/** `known` is what this Plumbline knows of editions and faults on the day the page is written. */
export function verifierPage(known: Known): string {
  const script = linkScript(here('main'), new Map([['node:zlib', here('zlib')], ['node:crypto', here('hashes')], ['process', here('process')], ['buffer', nothing]]));
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  // Scripts and styles are named by digest, everything else is forbidden: the browser itself keeps the page off the network.
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Plumbline verifier</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Verify a package</h1>
<p>This page tells whether a package about a medical device is genuine, complete and unchanged. It works without a network: nothing you give it leaves this computer.</p>
<form id="form" autocomplete="off">
<fieldset><legend>1. Whom do you trust?</legend>
<label for="trust">The signer's public key (.pub, .pem) or your trust file (.yaml, .json)</label>
<input type="file" id="trust">
<p class="quiet">It must not come with the package: anybody can sign with a key of their own.</p>
</fieldset>
<fieldset><legend>2. The package</legend>
<div id="zone">
<p>Drop the package here: a .zip or .tar file, or a folder. Or choose it:</p>
<label for="package">A file</label>
<input type="file" id="package">
<label for="folder">A folder</label>
<input type="file" id="folder" webkitdirectory>
<p>Chosen: <output id="chosen">nothing yet</output></p>
</div>
</fieldset>
<fieldset><legend>3. What must it be about? (if you know)</legend>
<label for="image">The firmware image that you have</label>
<input type="file" id="image" multiple>
<label for="device">Name of the device</label>
<input type="text" id="device">
<label for="version">Version of the device</label>
<input type="text" id="version">
</fieldset>
<fieldset><legend>4. On which day?</legend>
<label for="day">Keys and packages have a last day. This is today, by the clock of this computer:</label>
<input type="date" id="day">
</fieldset>
<button type="submit" id="go">Verify</button>
</form>
<div id="outcome" tabindex="-1" role="region" aria-label="Outcome" aria-live="polite" hidden><div id="verdict"></div></div>
<p class="quiet">Plumbline ${versionOf()} · knows ${known.editions.map(({ id }) => id).join(', ')}</p>
</main>
<script type="application/json" id="known">${JSON.stringify(known).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
}

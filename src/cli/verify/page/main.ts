/** The verifier as a page: takes the files that a person gives it, has them verified in this browser and shows the outcome. It sends nothing anywhere. */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { openPackageArchive } from '../../../acquire/package-archive.ts';
import { cryptographyOf, sha256Hex } from '../../../certify/cryptography.ts';
import { readTrust } from '../../../certify/trust.ts';
import { verify, type Opened } from '../../../certify/verify.ts';
import { droppedFiles, folderFiles } from './given.ts';
import { show, sorry, type Place } from './show.ts';

const known = JSON.parse(part('known').textContent ?? '{}') as Parameters<typeof verify>[1]['known'];
const cryptography = cryptographyOf(globalThis.crypto.subtle as unknown as Parameters<typeof cryptographyOf>[0]);
const place: Place = { outcome: part('outcome'), verdict: part('verdict') };

let dropped: { readonly name: string; readonly opened: () => Promise<Opened | undefined> } | undefined;

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no part "${id}"`);
  return found;
}

function files(id: string): readonly File[] {
  return [...((part(id) as HTMLInputElement).files ?? [])];
}

function value(id: string): string {
  return (part(id) as HTMLInputElement).value;
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

async function openFile(file: File): Promise<Opened | undefined> {
  return openPackageArchive(await bytesOf(file), file.name, () => performance.now());
}

/** What was given last counts: each way of giving a package clears the others. */
function choose(name: string, opened: () => Promise<Opened | undefined>): void {
  dropped = { name, opened };
  part('chosen').textContent = name;
  place.outcome.hidden = true;
}

async function run(): Promise<void> {
  const [trustFile] = files('trust');
  if (trustFile === undefined) return sorry(place, 'Choose whom to trust first', 'Step 1 needs the public key of the signer, or a trust-root document. Get it by another way than the package: a key that comes with a package proves nothing.');
  if (dropped === undefined) return sorry(place, 'Choose a package', 'Step 2 needs the package: a .zip or .tar file, or a folder.');
  const trust = await readTrust(await bytesOf(trustFile), cryptography);
  if ('complaint' in trust) return sorry(place, 'The trust file cannot be used', `${trustFile.name}: ${trust.complaint}.`);
  const opened = await dropped.opened();
  if (opened === undefined) return sorry(place, 'This is no package', `${dropped.name} is no archive of a kind that packages come in (.zip, .tar, .tar.gz).`);
  const images = await Promise.all(files('image').map(async (file) => ({ name: file.name, sha256: await sha256Hex(cryptography, await bytesOf(file)) })));
  const asOf = value('day');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) return sorry(place, 'Choose a day', 'Step 4 needs the day to verify for.');
  const wanted = { images, ...(value('device') === '' ? {} : { device: value('device') }), ...(value('version') === '' ? {} : { version: value('version') }) };
  show(place, await verify(opened, { trust, asOf, wanted, known, cryptography }), asOf);
}

function listen(): void {
  const zone = part('zone');
  const files = part('package') as HTMLInputElement;
  const folder = part('folder') as HTMLInputElement;
  files.addEventListener('change', () => {
    const [file] = files.files ?? [];
    if (file !== undefined) choose(file.name, () => openFile(file));
  });
  folder.addEventListener('change', () => {
    const all = [...(folder.files ?? [])];
    if (all.length > 0) choose(`${all.length} files of a folder`, () => folderFiles(all));
  });
  for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle('over', name === 'dragenter' || name === 'dragover');
    });
  }
  // A file dropped beside the zone would replace the page.
  for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    const given = droppedFiles(event.dataTransfer);
    if (given !== undefined) choose(given.name, () => ('file' in given ? openFile(given.file) : given.folder()));
  });
  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    part('go').setAttribute('aria-busy', 'true');
    void run()
      .catch((error: unknown) => sorry(place, 'This could not be verified', `Something went wrong in the page: ${error instanceof Error ? error.message : 'unknown'}. Nothing was verified.`))
      .finally(() => part('go').removeAttribute('aria-busy'));
  });
  (part('day') as HTMLInputElement).value = new Date().toISOString().slice(0, 10);
}

listen();

/** Packages whose signatures were changed, taken from elsewhere, or made by somebody or something that does not count. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { toBase64 } from '../../../src/certify/bytes.ts';
import { payloadType, preAuthEncoding } from '../../../src/certify/envelope.ts';
import { hintOf, shortName } from '../../../src/certify/public-key.ts';
import { canonicalJson } from '../../../src/core/canonical.ts';
import { bare, bundleAt, changed, cryptography, dishonest, folderOf, honest, honestTrust, ingredients, json, keyRow, parties, signed, withBundle } from '../world.ts';
import { tampered, type Case } from './case.ts';

const folder = folderOf(honest, 'maker');
const seal = `${folder}/seal.sigstore.json`;
const inspection = `${folder}/inspection.sigstore.json`;
const bundle = bundleAt(honest, seal);
const broken = Uint8Array.from(bundle.signature, (byte, at) => (at === 7 ? byte ^ 4 : byte));
const older = await dishonest({ inspection: { ...(ingredients.inspection as object), as_of: '2026-11-19' }, record: { ...(ingredients.record as object), as_of: '2026-11-19' } });
const byStranger = await signed(bare, 'maker', parties.stranger);
const edited = (path: string, edit: (one: Record<string, Record<string, unknown>>) => void): ReturnType<typeof changed> => {
  const plain = json(honest, path) as Record<string, Record<string, unknown>>;
  edit(plain);
  return changed(honest, { [path]: canonicalJson(plain) });
};
/** An RSA key in the maker's place: no signer of this program makes one, so its seal is made by hand. */
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaHint = await hintOf(new Uint8Array(rsa.publicKey.export({ type: 'spki', format: 'der' })), cryptography);
const byRsa = new Map(bare);
for (const [path] of honest) {
  if (!path.startsWith(`${folder}/`)) continue;
  const { payload } = bundleAt(honest, path);
  const signature = new Uint8Array(sign('sha256', preAuthEncoding(payloadType, payload), rsa.privateKey));
  byRsa.set(path.replace(folder, `signatures/maker-${shortName(rsaHint)}`), withBundle(honest, path, { hint: rsaHint, signature }).get(path) ?? new Uint8Array(0));
}
const rsaTrust = `plumbline-trust: 1\nkeys:\n${keyRow('old RSA', 'maker', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString())}`;
const otherKind = new TextEncoder().encode(new TextDecoder().decode(bundle.payload).replace('urn:plumbline:seal:1', 'urn:plumbline:seal:9'));
const ofOtherKind = withBundle(honest, seal, { payload: otherKind, signature: await parties.maker.signer.sign(preAuthEncoding(payloadType, otherKind)) });
const twice = await signed(honest, 'approver', parties.maker);
const both = honestTrust.replace('roles: [maker]', 'roles: [maker, approver]');
const byInspector = await signed(bare, 'maker', parties.inspector);
const expecting = await dishonest({ expects: ['maker', 'inspector'] });

export const signatures: readonly Case[] = [
  tampered('one bit of the seal\'s signature', 'altered', withBundle(honest, seal, { signature: broken })),
  tampered('one bit of a statement\'s signature', 'altered', withBundle(honest, inspection, { signature: broken })),
  tampered('a signature of no bytes', 'altered', withBundle(honest, seal, { signature: new Uint8Array(0) })),
  tampered('the payload of a bundle replaced', 'altered', withBundle(honest, inspection, { payload: bundle.payload })),
  tampered('one bit of the seal\'s payload', 'altered', withBundle(honest, seal, { payload: new TextEncoder().encode(new TextDecoder().decode(bundle.payload).replace('2026-11-20', '2026-11-21')) })),
  tampered('the seal dropped', 'missing', changed(honest, { [seal]: undefined })),
  tampered('the bundle of a statement dropped', 'missing', changed(honest, { [inspection]: undefined })),
  tampered('all signatures dropped', 'missing', bare),
  tampered('an expected countersignature dropped', 'missing', expecting),
  tampered('the seal of an older package of the same maker', 'replayed', changed(honest, { [seal]: older.get(seal) })),
  tampered('a statement of an older package of the same maker', 'replayed', changed(honest, { [inspection]: older.get(inspection) })),
  tampered('a bundle twice under another name', 'extra', changed(honest, { [`${folder}/approval.sigstore.json`]: honest.get(seal) })),
  tampered('signed by a stranger', 'untrusted-key', byStranger),
  tampered('signed by a stranger under the hint of the maker', 'altered', new Map([...bare, ...[...byStranger].filter(([path]) => path.startsWith('signatures/')).map(([path]): [string, Uint8Array] => [`${folder}/${path.split('/')[2]}`, withBundle(byStranger, path, { hint: bundle.hint }).get(path) ?? new Uint8Array(0)])])),
  tampered('verified with the key of a stranger', 'untrusted-key', honest, { trust: parties.stranger.publicPem }),
  tampered('signed with RSA', 'key-type', byRsa, { trust: rsaTrust }),
  tampered('signed with P-256 where only Ed25519 is accepted', 'key-type', byInspector, { trust: `plumbline-trust: 1\nallow: [ed25519]\nkeys:\n${keyRow('the maker', 'maker', parties.inspector.publicPem)}` }),
  tampered('a bundle of an older format', 'malformed', edited(seal, (one) => Object.assign(one, { mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1' }))),
  tampered('another payload type', 'malformed', edited(seal, (one) => Object.assign(one['dsseEnvelope'] ?? {}, { payloadType: 'text/plain' }))),
  tampered('two signatures in one bundle', 'malformed', edited(seal, (one) => Object.assign(one['dsseEnvelope'] ?? {}, { signatures: [{ sig: toBase64(broken) }, { sig: toBase64(bundle.signature) }] }))),
  tampered('base64 in a second spelling', 'malformed', edited(seal, (one) => Object.assign(one['dsseEnvelope'] ?? {}, { payload: ` ${toBase64(bundle.payload)}` }))),
  tampered('a certificate in place of the key\'s hint', 'malformed', edited(seal, (one) => Object.assign(one, { verificationMaterial: { certificate: { rawBytes: '' } } }))),
  tampered('a signed seal of a kind that nobody knows', 'malformed', ofOtherKind),
  tampered('the inspector\'s key signing as maker', 'wrong-role', byInspector),
  tampered('the folder renamed to another role', 'wrong-role', new Map([...honest].map(([path, bytes]) => [path.replace('signatures/maker-', 'signatures/approver-'), bytes]))),
  tampered('one key in two roles', 'wrong-role', twice, { trust: both }),
  tampered('a statement signed by another trusted party', 'wrong-role', changed(honest, { [inspection]: [...byInspector].find(([path]) => path.endsWith('/inspection.sigstore.json'))?.[1] })),
  tampered('no seal of the inspector, whom the trust root requires', 'missing', honest, { trust: `requires: [maker, inspector]\n${honestTrust}` }),
];

/** Games with clocks, windows and revocations, and packages about something else. */
import { sha256 } from '../../../src/core/canonical.ts';
import { dishonest, honest, ingredients, keyRow, parties, withBundle, folderOf, honestTrust } from '../world.ts';
import { tampered, type Case } from './case.ts';

const trust = (more: string, head = ''): string => `plumbline-trust: 1\n${head}keys:\n${keyRow('the maker', 'maker', parties.maker.publicPem, more)}`;
const stamped = withBundle(honest, `${folderOf(honest, 'maker')}/seal.sigstore.json`, { timestamps: [Uint8Array.of(0x30, 3, 2, 1, 0)] });
/** A certificate of nobody's, only to have a timestamp authority named: what the timestamp holds is no token at all. */
const certificate = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----';
const authority = `timestamp_authorities:\n  - name: an authority\n    certificate: |\n${certificate.split('\n').map((line) => `      ${line}`).join('\n')}\n`;
const about = (change: Readonly<Record<string, string>>): Record<'inspection' | 'record', unknown> => {
  const inspection = structuredClone(ingredients.inspection) as { device: { about: Record<string, string> } };
  const record = structuredClone(ingredients.record) as { device: { about: Record<string, string> } };
  Object.assign(inspection.device.about, change);
  Object.assign(record.device.about, change);
  return { inspection, record };
};
const lookalike = await dishonest(about({ name: 'Meridian LVP 2 infusion pum\u0440' }));
const hidden = await dishonest(about({ name: 'Meridian LVP 2 infusion\u200b pump' }));

export const time: readonly Case[] = [
  tampered('the key\'s window over before the inspection', 'expired', honest, { trust: trust('    valid_until: 2026-10-31\n') }),
  tampered('the key\'s window over today, and no timestamp', 'expired', honest, { trust: trust('    valid_until: 2026-11-25\n') }),
  tampered('the package relied on after its last day', 'expired', await dishonest({ validUntil: '2026-11-25' })),
  tampered('the key\'s window not begun', 'wrong-time', honest, { trust: trust('    valid_from: 2027-01-01\n') }),
  tampered('verified for a day before the inspection', 'wrong-time', honest, { asOf: '2026-11-01' }),
  tampered('an inspection of a day to come', 'wrong-time', await dishonest({ inspection: { ...(ingredients.inspection as object), as_of: '2030-01-01' }, record: { ...(ingredients.record as object), as_of: '2030-01-01' } })),
  tampered('no timestamp where one is asked for', 'no-trusted-time', honest, { trust: trust('', 'requires_time: true\n') }),
  tampered('a timestamp that is none', 'no-trusted-time', stamped, { trust: `${trust('')}${authority}` }),
  tampered('no entry in a transparency log where one is asked for', 'not-logged', honest, { trust: `${honestTrust}requires_log: true\n` }),
  tampered('an entry of a transparency log that is none', 'not-logged', withBundle(honest, `${folderOf(honest, 'maker')}/seal.sigstore.json`, { logEntries: [{ logIndex: '1' }] }), { trust: `${honestTrust}transparency_logs:\n${keyRow('a log', 'maker', parties.stranger.publicPem).replace('    roles: [maker]\n', '')}` }),
  tampered('a revoked key', 'revoked-key', honest, { trust: trust('    revoked: { because: the laptop was stolen }\n') }),
  tampered('a key revoked since last year, and no timestamp', 'revoked-key', honest, { trust: trust('    revoked: { since: 2025-12-01, because: the laptop was stolen }\n') }),
  tampered('a revoked package', 'revoked-key', honest, { trust: `${honestTrust}revoked_packages:\n  - index: sha256:${sha256(honest.get('index.json') ?? '')}\n    because: the scan missed a component\n` }),
  tampered('an image that was never inspected', 'wrong-subject', honest, { image: new TextEncoder().encode('another image') }),
  tampered('an image of no bytes', 'wrong-subject', honest, { image: new Uint8Array(0) }),
  tampered('an older version replayed for the new one', 'wrong-subject', honest, { version: '2.6.0' }),
  tampered('the package of another device', 'wrong-subject', honest, { device: 'Meridian LVP 3 infusion pump' }),
  tampered('a device whose name looks like the one expected', 'wrong-subject', lookalike, { device: 'Meridian LVP 2 infusion pump' }),
  tampered('a device with an invisible character in its name', 'wrong-subject', hidden, { device: 'Meridian LVP 2 infusion pump' }),
];

/** A timestamp over a signature: of which authorities, over which bytes, and with any of its own changed. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { cryptographyOf } from '../../src/certify/cryptography.ts';
import { checkTimestamp } from '../../src/certify/timestamp.ts';
import { certificates, der, skip, stampOf } from './authority.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const today = new Date().toISOString().slice(0, 10);

describe('a timestamp', { skip }, () => {
  const message = text('what was stamped');
  for (const [name, hash] of [['rsa', 'sha256'], ['curve', 'sha512']] as const) {
    it(`of an authority with ${name === 'rsa' ? 'an RSA key' : 'a P-256 key'}, over ${hash}`, async () => {
      const stamp = stampOf(name, message, hash);
      const said = await checkTimestamp(stamp, message, der(certificates[name]), cryptography);
      assert.ok('time' in said, 'trouble' in said ? said.trouble : '');
      assert.equal(said.time.slice(0, 10), today);
      const other = await checkTimestamp(stamp, text('something else'), der(certificates[name]), cryptography);
      assert.match('trouble' in other ? other.trouble : '', /another signature/);
      const stranger = await checkTimestamp(stamp, message, der(certificates[name === 'rsa' ? 'curve' : 'rsa']), cryptography);
      assert.match('trouble' in stranger ? stranger.trouble : '', /not signed by the authority/);
    });
  }
  it('are refused with any one byte changed, except in what no signature covers', async () => {
    const stamp = stampOf('curve', message);
    const whole = await checkTimestamp(stamp, message, der(certificates.curve), cryptography);
    assert.ok('time' in whole);
    for (let index = 0; index < stamp.length; index += 3) {
      const said = await checkTimestamp(stamp.map((byte, place) => (place === index ? byte ^ 0x11 : byte)), message, der(certificates.curve), cryptography);
      // The certificate that came along, the status and the signer's name are not relied on.
      if ('time' in said) assert.equal(said.time, whole.time, `byte ${index}`);
    }
  });
});

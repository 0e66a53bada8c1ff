import { constants, createPublicKey, diffieHellman, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bitString, oid, sequence } from '../../pki/der/write.ts';
import { openAnyEnvelope, openEnvelope, PkiError, type RecipientKey, sealEnvelope } from '../../pki/index.ts';
import { Force, type Holder, keyPem } from './force.ts';
import { certificatePem, envelopedByOpenSsl, inFolder, openssl } from './openssl.ts';

const force = await Force.make();
const rsa = await force.issue({ kind: 'cardKeyManagement' }, 'rsa');
const p256 = await force.issue({ kind: 'cardKeyManagement' }, 'p256');
const recovery = await force.issue({ kind: 'recovery' }, 'rsa');
const signing = await force.issue({ kind: 'cardSignature' });
const content = Uint8Array.from(Buffer.from('the card share of a store key, thirty-two bytes or more'));
const sealed = await sealEnvelope(content, [rsa.certificate, p256.certificate, recovery.certificate]);

/** The key as a card offers it: two operations, never the key itself. */
function recipient({ certificate, key }: Holder): RecipientKey {
  return {
    certificate,
    decrypt: async (ciphertext) =>
      Uint8Array.from(privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, ciphertext)),
    derive: async (point) => {
      const spki = sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), bitString(point));
      const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      return Uint8Array.from(diffieHellman({ privateKey: key, publicKey }));
    },
  };
}
const faultOf = async (der: Uint8Array, holder: Holder): Promise<unknown> =>
  openEnvelope(der, recipient(holder)).then(
    () => 'opened',
    (error: unknown) => (error instanceof PkiError ? error.code : error),
  );

describe('an envelope', () => {
  it.each([
    ['an RSA card', rsa],
    ['a P-256 card', p256],
    ['the recovery key', recovery],
  ] as const)('opens with %s', async (_, holder) => {
    expect(await openEnvelope(sealed, recipient(holder))).toEqual(content);
  });

  it.each([
    ['an RSA card', rsa],
    ['a P-256 card', p256],
    ['the recovery key', recovery],
  ] as const)('opens by OpenSSL with the key of %s', (_, { certificate, key }) => {
    inFolder((put, folder) => {
      const to = ['-recip', put('to.pem', certificatePem(certificate)), '-inkey', put('key.pem', keyPem(key))];
      expect(
        openssl(['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', put('sealed', sealed), ...to, '-out', join(folder, 'out')]),
      ).toMatchObject({ status: 0 });
      expect(Uint8Array.from(readFileSync(join(folder, 'out')))).toEqual(content);
    });
  });

  it('made by OpenSSL opens with both kinds of card, whole or in pieces', async () => {
    const oaep = ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256', '-keyopt', 'rsa_mgf1_md:sha256'];
    for (const streaming of [[], ['-stream']]) {
      const theirs = inFolder((put, folder) => {
        const to = [
          '-recip',
          put('rsa.pem', certificatePem(rsa.certificate)),
          ...oaep,
          '-recip',
          put('ec.pem', certificatePem(p256.certificate)),
          '-keyopt',
          'ecdh_kdf_md:sha256',
        ];
        const from = ['-binary', '-in', put('content', content), '-outform', 'DER', '-out', join(folder, 'sealed')];
        expect(openssl(['cms', '-encrypt', '-aes-256-gcm', ...streaming, ...from, ...to])).toMatchObject({ status: 0 });
        return Uint8Array.from(readFileSync(join(folder, 'sealed')));
      });
      expect(await openEnvelope(theirs, recipient(rsa))).toEqual(content);
      expect(await openEnvelope(theirs, recipient(p256))).toEqual(content);
    }
  });

  it('seals anew each time, also for nothing at all', async () => {
    expect(await sealEnvelope(content, [p256.certificate])).not.toEqual(await sealEnvelope(content, [p256.certificate]));
    expect(await openEnvelope(await sealEnvelope(new Uint8Array(), [p256.certificate]), recipient(p256))).toEqual(new Uint8Array());
  });

  it('does not open for somebody else', async () => {
    expect(await faultOf(sealed, await force.issue({ kind: 'cardKeyManagement' }))).toBe('NotARecipient');
  });

  it('says that it was tampered with, or that it is malformed, wherever a bit of the content or tag flips', async () => {
    const mine = await sealEnvelope(content, [p256.certificate]);
    for (let fromEnd = 1; fromEnd <= content.length + 20; fromEnd++) {
      const changed = mine.map((byte, index) => (index === mine.length - fromEnd ? byte ^ 1 : byte));
      expect(['Tampered', 'Malformed']).toContain(await faultOf(changed, p256));
    }
  });

  it('opens to nothing but its content when any byte of it is changed', async () => {
    const mine = await sealEnvelope(content, [p256.certificate]);
    for (let at = 0; at < mine.length; at++) {
      const changed = mine.map((byte, index) => (index === at ? byte ^ 0x10 : byte));
      const outcome = await openEnvelope(changed, recipient(p256)).catch((error: unknown) => error);
      if (outcome instanceof Uint8Array) expect(outcome).toEqual(content);
      else expect(outcome).toBeInstanceOf(PkiError);
    }
  });

  it('does not hand a card a point that is not on the curve', async () => {
    const mine = await sealEnvelope(content, [p256.certificate]);
    const at = Buffer.from(mine).indexOf(Buffer.from([0x03, 0x42, 0x00, 0x04]));
    const changed = mine.map((byte, index) => (index === at + 10 ? byte ^ 1 : byte));
    let asked = false;
    const key: RecipientKey = {
      ...recipient(p256),
      derive: async () => {
        asked = true;
        return new Uint8Array(32);
      },
    };
    await expect(openEnvelope(changed, key)).rejects.toMatchObject({ code: 'Malformed' });
    expect([at > 0, asked]).toEqual([true, false]);
  });

  it('refuses trailing bytes and garbage', async () => {
    expect(await faultOf(Uint8Array.from([...sealed, 0]), rsa)).toBe('Malformed');
    expect(await faultOf(Uint8Array.of(1, 2, 3), rsa)).toBe('Malformed');
    expect(await faultOf(new Uint8Array(), rsa)).toBe('Malformed');
  });

  it('lets the card’s own error through', async () => {
    const removed = Object.assign(new Error('card removed'), { code: 'CardRemoved' });
    const key: RecipientKey = { ...recipient(rsa), decrypt: () => Promise.reject(removed) };
    await expect(openEnvelope(sealed, key)).rejects.toBe(removed);
  });

  it('leaves no trace of the content key in what the card answered', async () => {
    const answers: Uint8Array[] = [];
    const keep = (answer: Uint8Array) => {
      answers.push(answer);
      return answer;
    };
    for (const holder of [rsa, p256]) {
      const card = recipient(holder);
      await openEnvelope(sealed, {
        ...card,
        decrypt: async (data) => keep(await card.decrypt(data)),
        derive: async (point) => keep(await card.derive(point)),
      });
    }
    expect(answers.map((answer) => [answer.length, answer.every((byte) => byte === 0)])).toEqual([
      [32, true],
      [32, true],
    ]);
  });

  it('is not sealed to a certificate that is for something else, nor to nobody', async () => {
    await expect(sealEnvelope(content, [signing.certificate])).rejects.toMatchObject({ code: 'KeyUsage' });
    await expect(sealEnvelope(content, [])).rejects.toThrow(RangeError);
  });
});

describe('an envelope of S/MIME before version 4', () => {
  it.each([
    ['aes-128-cbc', 'an RSA card', rsa, 'rsa'],
    ['aes-192-cbc', 'an RSA card', rsa, 'rsa'],
    ['aes-256-cbc', 'an RSA card', rsa, 'rsa'],
    ['aes-256-cbc', 'a P-256 card', p256, 'p256'],
  ] as const)('with %s opens with %s, and is said not to be authenticated', async (cipher, _, holder, kind) => {
    const older = envelopedByOpenSsl(content, holder.certificate, kind, cipher);
    expect(await openAnyEnvelope(older, recipient(holder))).toEqual({ content, authenticated: false });
    expect(await openAnyEnvelope(sealed, recipient(holder))).toEqual({ content, authenticated: true });
  });

  it('never passes where only what is authenticated may open, and never with a weak cipher', async () => {
    expect(await faultOf(envelopedByOpenSsl(content, rsa.certificate, 'rsa'), rsa)).toBe('Malformed');
    const weak = envelopedByOpenSsl(content, rsa.certificate, 'rsa', 'des3');
    await expect(openAnyEnvelope(weak, recipient(rsa))).rejects.toMatchObject({ code: 'UnsupportedAlgorithm' });
  });

  it('that was cut short or lengthened is refused, wherever that is', async () => {
    const older = envelopedByOpenSsl(content, p256.certificate, 'p256');
    for (const changed of [older.slice(0, -1), Uint8Array.from([...older, 0]), older.slice(0, older.length / 2)]) {
      await expect(openAnyEnvelope(changed, recipient(p256))).rejects.toBeInstanceOf(PkiError);
    }
  });
});

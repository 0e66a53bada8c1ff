import { constants, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { CardMailKey } from '../../../../main/card/card-decryption.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { readPkcs12 } from '../../../../main/systems/mail/smime/pkcs12.ts';
import { testReader } from '../../support/reader.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/smime/${name}`, import.meta.url));
const [bob] = readPkcs12(fixture('Bob.p12'), 'nss');
const nobody = { anchors: [], intermediates: [], crls: [] };
const words = 'This is a test message from Alice to Bob.';

/** A card with Bob's key that counts what it is asked. */
const cardOf = (answer: (ciphertext: Uint8Array) => Promise<Uint8Array>) => {
  const asked: number[] = [];
  const card: CardMailKey = {
    certificate: bob?.certificate ?? new Uint8Array(),
    decryptRaw: (ciphertext) => {
      asked.push(ciphertext.length);
      return answer(ciphertext);
    },
    derive: () => Promise.reject(new Error('no such key')),
  };
  return { card, asked };
};
const decrypting = async (ciphertext: Uint8Array): Promise<Uint8Array> => {
  if (bob === undefined) throw new Error('no key');
  return Uint8Array.from(privateDecrypt({ key: bob.key, padding: constants.RSA_NO_PADDING }, ciphertext));
};

let reader: MailReader | undefined;
afterEach(() => reader?.end());

describe('a message that is encrypted for the officer', () => {
  it('is opened by the card when the officer opens it, and asks no card when it is only fetched', async () => {
    const { card, asked } = cardOf(decrypting);
    reader = testReader({ trust: () => nobody, card: () => card });
    const raw = fixture('alice.env.dsig.SHA256.multipart.eml');
    expect(await reader.open(raw)).toMatchObject({ text: '', words: '', layers: [{}, { verdict: 'notForThisCard' }] });
    expect(asked).toEqual([]);
    expect(await reader.open(raw, { byCard: true })).toMatchObject({
      text: words,
      layers: [{ overEncryption: true }, { verdict: 'forYou' }],
    });
    expect(asked).toHaveLength(1);
  });

  it('stays closed, and says so, when the card does not answer', async () => {
    const { card } = cardOf(() => Promise.reject(new Error('removed')));
    reader = testReader({ trust: () => nobody, card: () => card });
    const opened = await reader.open(fixture('alice.env.eml'), { byCard: true });
    expect(opened).toMatchObject({ text: '', parts: [], layers: [{ kind: 'encrypted' }] });
    expect(opened.layers[0]?.verdict).not.toBe('forYou');
  });

  it('shows HTML in its frame as any other does', async () => {
    const { card } = cardOf(decrypting);
    reader = testReader({ trust: () => nobody, card: () => card });
    const raw = fixture('alice.html.sig.SHA256.opaque.env.eml');
    const opened = await reader.open(raw, { byCard: true });
    expect(opened.hasHtml).toBe(true);
    expect(Buffer.from((await reader.document(raw, { theme: 'day', car: false })) ?? []).toString()).toContain('test message');
  });
});

describe('a message that is signed', () => {
  it('says that its signer is unknown where nobody the force trusts vouches for them', async () => {
    reader = testReader({ trust: () => nobody, card: () => undefined });
    const opened = await reader.open(fixture('alice.dsig.SHA256.multipart.eml'));
    expect(opened).toMatchObject({ text: words, parts: [], layers: [{ verdict: 'signerUnknown', signer: { name: 'Alice' } }] });
  });

  it('keeps its attachments closed once it was changed', async () => {
    reader = testReader({ trust: () => nobody, card: () => undefined });
    const raw = fixture('alice.dsig.SHA256.multipart.bad.eml');
    expect((await reader.open(raw)).layers[0]?.verdict).toBe('changed');
    expect(await reader.attachment(raw, 0, { theme: 'day', car: false })).toBeUndefined();
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProtectionLayer } from '../../../../../contracts/domain/mail-protection.ts';
import { signatureOfContent } from '../../../../../contracts/domain/mail-verdict.ts';
import { openSmime } from '../../../../../main/systems/mail/smime/open.ts';
import { readPkcs12 } from '../../../../../main/systems/mail/smime/pkcs12.ts';
import { softwareKeys } from '../../../../../main/systems/mail/smime/software-keys.ts';
import { type DecryptionKeys, decodePem } from '../../../../../pki/index.ts';
import { Force } from '../../../../pki/force.ts';
import { certificatePem, inFolder, openssl } from '../../../../pki/openssl.ts';
import { authorOf, entityOf } from './support/entity.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/smime');
const read = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, name)));
const at = Date.parse('2026-02-01T12:00:00Z');
const force = await (await Force.make()).trust();
const roots = decodePem(Buffer.from(read('TestCA.pem')).toString(), 'CERTIFICATE');
const trust = {
  force,
  others: { anchors: roots, intermediates: [], crls: [], revocation: 'whereListed' as const },
};
const bob = softwareKeys(readPkcs12(read('Bob.p12'), 'nss'));
const messages = readdirSync(FOLDER).filter((name) => name.endsWith('.eml'));

/** What a file's name says of its layers, the outermost first: kind, and for a signature its verdict. */
function promised(name: string): readonly string[] {
  const tokens = name.replace(/\.eml$/, '').split('.');
  const sender = tokens.includes('dave') ? 'dave' : 'alice';
  const layers: string[] = [];
  let signer = '';
  for (const [index, token] of tokens.entries()) {
    if (token === 'alice' || token === 'dave') signer = token;
    if (token === 'env') layers.unshift('forYou');
    if (token !== 'sig' && token !== 'dsig') continue;
    const [hash, , note] = tokens.slice(index + 1);
    if (note === 'bad' || note === 'mismatch-econtent') layers.unshift('changed');
    else if (signer !== sender) layers.unshift('notTheSenders');
    else if (hash === 'SHA1') layers.unshift('weakAlgorithm');
    else layers.unshift(tokens.includes('future') ? 'dateDiffers' : 'good');
  }
  return layers;
}

const open = (name: string, keys: DecryptionKeys | undefined) => {
  const raw = read(name);
  return openSmime(entityOf(raw), { trust, at, ...authorOf(raw), keys, entityOf });
};

describe('of a message whose name says what it is', () => {
  it.each(messages)('%s every layer gets its verdict', async (name) => {
    const { layers, content } = await open(name, bob);
    expect(layers.map(({ verdict }: ProtectionLayer) => verdict)).toEqual(promised(name));
    const text = Buffer.from(content ?? []).toString();
    expect(text).toContain(
      promised(name).includes('changed') ? 'FAKE message NOT from Alice' : 'This is a test message from Alice to Bob.',
    );
  });

  it('it is an old one, sent again, where it is shown with a time long after it was signed', async () => {
    const raw = read('alice.dsig.SHA256.multipart.eml');
    const { sentAt: _, ...author } = authorOf(raw);
    const verdicts = async (shownAt: number | undefined) =>
      (await openSmime(entityOf(raw), { trust, at, ...author, sentAt: undefined, shownAt, keys: undefined, entityOf })).layers.map(
        ({ verdict }) => verdict,
      );
    expect(await verdicts(Date.parse('2026-01-28T12:00:00Z'))).toEqual(['good']);
    expect(await verdicts(at + 30 * 24 * 60 * 60_000)).toEqual(['dateDiffers']);
  });

  it('the layers are counted at all', () => {
    expect(messages.length).toBeGreaterThan(30);
    expect(promised('alice.env.dsig.SHA256.multipart.dave.sig.SHA256.opaque.eml')).toEqual(['good', 'notTheSenders', 'forYou']);
  });

  it.each(messages.filter((name) => name.includes('.env.sig') || name.includes('.env.dsig')))(
    'no signature outside the encryption speaks for the words of %s',
    async (name) => {
      const { layers, plainTextOnly } = await open(name, bob);
      expect(signatureOfContent(layers)).toBeUndefined();
      expect(plainTextOnly).toBe(true);
    },
  );

  it('nothing of an encrypted message is shown without the key, or with another', async () => {
    for (const keys of [undefined, softwareKeys(readPkcs12(read('Alice-ec.p12'), 'nss'))]) {
      const { layers, content } = await open('alice.env.eml', keys);
      expect(layers).toMatchObject([{ kind: 'encrypted', verdict: 'notForThisCard', algorithm: 'AES-128-CBC', authenticated: false }]);
      expect(content).toBeUndefined();
    }
  });

  it('the signer is named, and that revocation was not looked at', async () => {
    const { layers } = await open('alice.dsig.SHA256.multipart.eml', undefined);
    expect(layers).toMatchObject([
      {
        signer: {
          name: 'Alice',
          address: 'Alice@example.com',
          issuer: 'NSS Test CA (RSA)',
          notAfter: Date.parse('2031-01-26T14:38:35Z'),
          officer: false,
        },
        signedAt: Date.parse('2026-01-26T14:40:10Z'),
        algorithm: 'RSA, SHA-256',
        revocationUnchecked: true,
      },
    ]);
  });

  it.each([
    ['2031-02-01T00:00:00Z', 'expiredNowGoodThen'],
    ['2026-01-26T14:20:00Z', 'notYetValid'],
  ])('at %s it is %s', async (when, verdict) => {
    const raw = read('alice.dsig.SHA256.multipart.eml');
    const { layers } = await openSmime(entityOf(raw), { trust, at: Date.parse(when), ...authorOf(raw), keys: undefined, entityOf });
    expect(layers).toMatchObject([{ verdict }]);
  });

  it('policy that demands lists is told that there are none, and without the root nobody is known', async () => {
    const raw = read('alice.dsig.SHA256.multipart.eml');
    const with_ = (others: typeof trust.others | undefined) =>
      openSmime(entityOf(raw), { trust: { force, ...(others ? { others } : {}) }, at, ...authorOf(raw), keys: undefined, entityOf });
    expect((await with_({ ...trust.others, revocation: 'required' as 'whereListed' })).layers).toMatchObject([
      { verdict: 'revocationUnknown' },
    ]);
    expect((await with_(undefined)).layers).toMatchObject([{ verdict: 'signerUnknown' }]);
  });

  it('line ends as some mail stores keep them change no verdict', async () => {
    const raw = Buffer.from(Buffer.from(read('alice.dsig.SHA256.multipart.eml')).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    const { layers } = await openSmime(entityOf(raw), { trust, at, ...authorOf(raw), keys: undefined, entityOf });
    expect(layers).toMatchObject([{ verdict: 'good' }]);
  });
});

describe('a PKCS #12 file', () => {
  it.each(['Alice', 'Bob', 'Dave', 'Alice-ec', 'Fran', 'Fran-ec'])('of %s gives its key and certificate', (name) => {
    expect(readPkcs12(read(`${name}.p12`), 'nss')).toHaveLength(1);
  });

  it.each([
    ['Bob', 'des3'],
    ['Fran', 'aes256'],
    ['Fran-ec', 'aes128'],
    ['Alice-ec', 'aes-256-gcm'],
  ])('of %s opens what is encrypted with %s to its certificate', async (name, cipher) => {
    const [holder] = readPkcs12(read(`${name}.p12`), 'nss');
    const made = inFolder((put) =>
      openssl([
        'cms',
        '-encrypt',
        `-${cipher}`,
        '-in',
        put('m', 'Content-Type: text/plain\r\n\r\nHello'),
        put('c', certificatePem(holder?.certificate ?? new Uint8Array())),
      ]),
    );
    const keys = softwareKeys(holder ? [holder] : []);
    const { layers, content } = await openSmime(entityOf(made.stdout), { trust, at, from: [], sentAt: undefined, keys, entityOf });
    expect(layers).toMatchObject([{ verdict: 'forYou' }]);
    expect(Buffer.from(content ?? []).toString()).toContain('Hello');
  });

  it('with another passphrase, or that is none, gives nothing', () => {
    expect(() => readPkcs12(read('Bob.p12'), 'other')).toThrow('cannot be opened');
    expect(() => readPkcs12(read('TestCA.pem'), 'nss')).toThrow('cannot be opened');
  });
});

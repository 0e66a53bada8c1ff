import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OpenedSmime, openSmime } from '../../../../../main/systems/mail/smime/open.ts';
import { readPkcs12 } from '../../../../../main/systems/mail/smime/pkcs12.ts';
import { softwareKeys } from '../../../../../main/systems/mail/smime/software-keys.ts';
import { sealEnvelope } from '../../../../../pki/index.ts';
import { Force, keyPem } from '../../../../pki/force.ts';
import { certificatePem, inFolder, openssl } from '../../../../pki/openssl.ts';
import { opensslIssue, opensslList } from '../../../../pki/openssl-issue.ts';
import { entityOf } from './support/entity.ts';

const ANNA = 'anna@other.example';
const root = opensslIssue({
  subject: '/O=Other/CN=Other Root',
  extensions: ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'],
});
const list = opensslList(root);
const anna = (key: KeyObject) =>
  opensslIssue({
    issuer: root,
    subject: '/O=Other/CN=Anna',
    key,
    extensions: [
      `subjectAltName = email:${ANNA}`,
      'extendedKeyUsage = emailProtection',
      'keyUsage = critical, digitalSignature, keyEncipherment, keyAgreement',
      'authorityKeyIdentifier = keyid',
    ],
  });
const holders = {
  'RSA-2048': anna(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
  'P-256': anna(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  'P-384': anna(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
  'P-521': anna(generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey),
};
type Kind = keyof typeof holders;
const kinds = Object.keys(holders) as readonly Kind[];
const words = 'Content-Type: text/plain\r\n\r\nMeet at the station.\r\n';
const force = await (await Force.make()).trust();

const open = (raw: Uint8Array, keys?: ReturnType<typeof softwareKeys>): Promise<OpenedSmime> =>
  openSmime(entityOf(raw), {
    trust: { force, others: { anchors: [root.certificate], intermediates: [], crls: [list], revocation: 'required' } },
    at: Date.now(),
    from: [ANNA],
    sentAt: Date.now(),
    keys,
    entityOf,
  });

/** What `openssl cms` makes of a content, as a mail. */
const cms = (content: Uint8Array | string, how: readonly string[], kind: Kind, who: 'signer' | 'recip'): Uint8Array =>
  inFolder((put, folder) => {
    const { certificate, key } = holders[kind];
    const file = put('certificate.pem', certificatePem(certificate));
    const whom = who === 'signer' ? ['-sign', '-signer', file, '-inkey', put('key.pem', keyPem(key))] : ['-encrypt', '-recip', file];
    const out = join(folder, 'mail');
    const made = openssl(['cms', ...whom, ...how, '-binary', '-in', put('content', content), '-out', out]);
    if (made.status !== 0) throw new Error(made.stderr);
    return Uint8Array.from(readFileSync(out));
  });

describe('a mail that OpenSSL signed', () => {
  const forms = [
    ['detached', []],
    ['opaque', ['-nodetach']],
    ['opaque in pieces', ['-nodetach', '-stream', '-indef']],
    ['named by key identifier', ['-keyid']],
  ] as const;
  const digests = ['sha256', 'sha384', 'sha512'];
  it.each(kinds.flatMap((kind) => forms.flatMap(([form, how]) => digests.map((digest) => ({ kind, form, digest, how })))))(
    'with $kind and $digest, $form, is good',
    async ({ kind, digest, how }) => {
      const { layers, content, plainTextOnly } = await open(cms(words, [...how, '-md', digest], kind, 'signer'));
      expect(layers).toMatchObject([
        { kind: 'signed', verdict: 'good', signer: { name: 'Anna', address: ANNA, issuer: 'Other Root' }, revocationUnchecked: false },
      ]);
      expect(Buffer.from(content ?? []).toString()).toBe(words);
      expect(plainTextOnly).toBe(false);
    },
  );

  it.each([
    ['its usual salt', []],
    ['another salt', ['-keyopt', 'rsa_pss_saltlen:20']],
  ] as const)('with RSASSA-PSS, %s, is good', async (_, more) => {
    const { layers } = await open(cms(words, ['-keyopt', 'rsa_padding_mode:pss', ...more], 'RSA-2048', 'signer'));
    expect(layers).toMatchObject([{ verdict: 'good', algorithm: 'RSA-PSS, SHA-256' }]);
  });

  it.each(['sha1', 'md5', 'sha224'])('with %s is intact and weak', async (digest) => {
    const { layers } = await open(cms(words, ['-md', digest], 'RSA-2048', 'signer'));
    expect(layers).toMatchObject([{ verdict: 'weakAlgorithm', weak: true, intact: true }]);
  });

  it('without signed attributes is good, and says no time', async () => {
    const { layers } = await open(cms(words, ['-noattr', '-nodetach'], 'RSA-2048', 'signer'));
    expect(layers).toMatchObject([{ verdict: 'good', signedAt: undefined }]);
  });

  it('without its certificate is by nobody known, and by Anna where her certificate is', async () => {
    const mail = cms(words, ['-nocerts'], 'P-256', 'signer');
    expect((await open(mail)).layers).toMatchObject([{ verdict: 'signerUnknown', intact: false }]);
    const known = await openSmime(entityOf(mail), {
      trust: { force, others: { anchors: [root.certificate], intermediates: [], crls: [list], revocation: 'required' } },
      ...{ at: Date.now(), from: [ANNA], sentAt: undefined, keys: undefined, known: [holders['P-256'].certificate], entityOf },
    });
    expect(known.layers).toMatchObject([{ verdict: 'good' }]);
  });
});

const keys = (kind: Kind) => softwareKeys([holders[kind]]);

describe('a mail that OpenSSL encrypted', () => {
  const agreeing = ['P-256', 'P-384', 'P-521'] as const;
  const cases: readonly (readonly [Kind, string, readonly string[], string])[] = [
    ...(['aes128', 'aes192', 'aes256'] as const).map((cipher) => ['RSA-2048', cipher, [], `AES-${cipher.slice(3)}-CBC`] as const),
    ...[128, 192, 256].map((bits) => ['RSA-2048', `aes-${bits}-gcm`, [], `AES-${bits}-GCM`] as const),
    ['RSA-2048', 'des3', [], '3DES-CBC'],
    ...[
      [],
      ['rsa_oaep_md:sha256'],
      ['rsa_oaep_md:sha512', 'rsa_mgf1_md:sha1'],
      ['rsa_mgf1_md:sha384'],
      ['rsa_oaep_md:sha256', 'rsa_oaep_label:0123456789abcdef'],
    ].map((options) => ['RSA-2048', 'aes256', ['rsa_padding_mode:oaep', ...options], 'AES-256-CBC'] as const),
    ...agreeing.flatMap((kind) =>
      ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((hash) => [kind, 'aes256', [`ecdh_kdf_md:${hash}`], 'AES-256-CBC'] as const),
    ),
    ...['aes128', 'aes192'].map((cipher) => ['P-256', cipher, [], `AES-${cipher.slice(3)}-CBC`] as const),
    ['P-384', 'aes-256-gcm', ['ecdh_cofactor_mode:1'], 'AES-256-GCM'],
  ];
  it.each(cases)('to %s with %s %j opens', async (kind, cipher, options, algorithm) => {
    const mail = cms(words, [`-${cipher}`, ...options.flatMap((option) => ['-keyopt', option])], kind, 'recip');
    const { layers, content, plainTextOnly } = await open(mail, keys(kind));
    const authenticated = algorithm.endsWith('GCM');
    expect(layers).toMatchObject([{ kind: 'encrypted', verdict: 'forYou', algorithm, authenticated }]);
    expect(Buffer.from(content ?? []).toString()).toBe(words);
    expect(plainTextOnly).toBe(!authenticated);
    expect((await open(mail, keys(kind === 'P-256' ? 'P-384' : 'P-256'))).layers).toMatchObject([{ verdict: 'notForThisCard' }]);
  });

  it('in pieces opens, and by key identifier', async () => {
    for (const how of [['-stream', '-indef'], ['-keyid']]) {
      const { content } = await open(cms(words, ['-aes256', ...how], 'RSA-2048', 'recip'), keys('RSA-2048'));
      expect(Buffer.from(content ?? []).toString()).toBe(words);
    }
  });

  it('with RC2 is refused by that name', async () => {
    const mail = cms(words, ['-provider', 'legacy', '-provider', 'default', '-rc2-128'], 'RSA-2048', 'recip');
    const { layers, content } = await open(mail, keys('RSA-2048'));
    expect(layers).toMatchObject([{ kind: 'encrypted', verdict: 'unsupported', algorithm: 'RC2' }]);
    expect(content).toBeUndefined();
  });

  it('and signed inside is good and may be shown whole; signed outside it speaks for nothing', async () => {
    const signed = cms(words, ['-nodetach'], 'P-256', 'signer');
    const inside = await open(cms(signed, ['-aes256'], 'RSA-2048', 'recip'), keys('RSA-2048'));
    expect(inside).toMatchObject({ layers: [{ verdict: 'forYou' }, { verdict: 'good', overEncryption: false }], plainTextOnly: false });
    const outside = await open(cms(cms(words, ['-aes256'], 'RSA-2048', 'recip'), [], 'P-256', 'signer'), keys('RSA-2048'));
    expect(outside).toMatchObject({ layers: [{ verdict: 'good', overEncryption: true }, { verdict: 'forYou' }], plainTextOnly: true });
  });

  it('opens with a PKCS #12 file that OpenSSL wrote, by today’s and by yesterday’s algorithms', async () => {
    for (const kind of ['RSA-2048', 'P-384'] as const)
      for (const how of [[], ['-legacy'], ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']]) {
        const file = inFolder((put, folder) => {
          const { certificate, key } = holders[kind];
          const from = ['-inkey', put('k', keyPem(createPrivateKey(keyPem(key)))), '-in', put('c', certificatePem(certificate))];
          const made = openssl(['pkcs12', '-export', ...from, ...how, '-passout', 'pass:four 4 words', '-out', join(folder, 'p12')]);
          if (made.status !== 0) throw new Error(made.stderr);
          return Uint8Array.from(readFileSync(join(folder, 'p12')));
        });
        const { content } = await open(cms(words, ['-aes256'], kind, 'recip'), softwareKeys(readPkcs12(file, 'four 4 words')));
        expect(Buffer.from(content ?? []).toString()).toBe(words);
      }
  });
});

describe('what this program itself seals', () => {
  it('opens as mail', async () => {
    const sealed = await sealEnvelope(Buffer.from(words), [holders['RSA-2048'].certificate, holders['P-256'].certificate]);
    const head = 'Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n';
    for (const kind of ['RSA-2048', 'P-256'] as const) {
      const { layers } = await open(Buffer.from(head + Buffer.from(sealed).toString('base64')), keys(kind));
      expect(layers).toMatchObject([{ verdict: 'forYou', algorithm: 'AES-256-GCM', authenticated: true }]);
    }
  });
});

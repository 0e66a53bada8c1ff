import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LetterSignature } from '../../../../../contracts/domain/mail.ts';
import type { Letter } from '../../../../../main/systems/mail/letter/compose.ts';
import {
  type Encryption,
  headerProtectionOf,
  type ProtectedLetter,
  protectLetter,
} from '../../../../../main/systems/mail/letter/protect.ts';
import { payloadOf } from '../../../../../main/systems/mail/letter/protected.ts';
import { writeLetter } from '../../../../../main/systems/mail/letter/write-letter.ts';
import { openedOf } from '../../../../../main/systems/mail/reader/jobs.ts';
import { softwareKeys } from '../../../../../main/systems/mail/smime/software-keys.ts';
import { issueCertificate, parseCertificate, parseCrl, signMail } from '../../../../../pki/index.ts';
import { Force, type Holder, hours, type KeyKind, keyPem, now, rahman } from '../../../../pki/force.ts';
import { spkiOf } from '../../../../pki/material.ts';
import { certificatePem, inFolder, openssl } from '../../../../pki/openssl.ts';

const AISHA = { name: 'PC 2418 Aisha Rahman', address: 'aisha.rahman@lancs.example' };
const TOM = { name: 'PC 4127 Tom Halliwell', address: 'tom.halliwell@lancs.example' };
const KEY = '5a0f6f3e-0000-4000-8000-000000000001';
const kinds = ['rsa', 'p256'] as const satisfies readonly KeyKind[];

const force = await Force.make();
const trust = async (officers = force.officerList()) => {
  const { anchors, intermediates } = await force.trust();
  return { anchors, intermediates, crls: [force.rootList, await officers].map(parseCrl) };
};
const held = await trust();

/** An officer's card: 9C signs, 9D opens. */
interface Card {
  readonly signature: Holder;
  readonly opening: Holder;
}
const cardOf = async (kind: KeyKind, { name, address }: typeof AISHA): Promise<Card> => ({
  signature: await force.issue({ kind: 'cardSignature', email: address }, kind, { ...rahman, commonName: name }),
  opening: await force.issue({ kind: 'cardKeyManagement', email: address }, kind, { ...rahman, commonName: name }),
});
const cards = { rsa: await cardOf('rsa', AISHA), p256: await cardOf('p256', AISHA) };
const toms = { rsa: await cardOf('rsa', TOM), p256: await cardOf('p256', TOM) };

const text = 'Tom,\n\nthe still is at the desk – ask for Fiona.\nFrom her alone.\n\n-- \nAisha';
const letter = (rest: Partial<Letter> = {}): Letter => ({
  ...{ from: AISHA, to: [TOM], cc: [], bcc: [], subject: 'The still – Balfour Street', marking: 'OFFICIAL-SENSITIVE', text },
  ...{ at: now.toISOString(), ...rest },
});
/** Bytes of every value, and lines that end in both ways; each read in two pieces. */
const files = new Map([
  ['a'.repeat(64), Uint8Array.from({ length: 1000 }, (_, at) => at % 256)],
  ['b'.repeat(64), Buffer.from('one\r\ntwo\n.\n\nFrom the desk \n')],
]);
const attachments = [
  { hash: 'a'.repeat(64), bytes: 1000, type: 'image/jpeg', name: 'Überfall – still.jpg' },
  { hash: 'b'.repeat(64), bytes: files.get('b'.repeat(64))?.byteLength ?? 0, type: 'text/plain', name: 'notes.txt' },
];
async function* contentOf({ hash }: { readonly hash: string }): AsyncGenerator<Uint8Array> {
  const bytes = files.get(hash) ?? new Uint8Array();
  yield bytes.subarray(0, 10);
  yield bytes.subarray(10);
}
const signedBy = async ({ signature, opening }: Card, plain: Letter): Promise<Letter> => {
  const { message } = await writeLetter(plain, AISHA, KEY, contentOf);
  const content = payloadOf(message, headerProtectionOf(plain));
  const authorities = [force.officers.certificate];
  const cms = await signMail({ content, signer: signature.signer, encryption: opening.certificate, authorities, at: now });
  const signed: LetterSignature = { id: KEY, at: plain.at, cms: Buffer.from(cms).toString('base64') };
  return { ...plain, signed };
};
const encryptionTo = (certificates: readonly Uint8Array[], own: Card = cards.rsa, lists = held, at = now): Encryption => ({
  own: own.opening.certificate,
  trust: () => lists,
  known: async (addresses) => addresses.map((address) => ({ address, certificates })),
  now: () => at,
});
const protectedAs = async (what: Letter, encryption?: Encryption): Promise<ProtectedLetter> =>
  protectLetter(what, (await writeLetter(what, AISHA, KEY, contentOf)).message, encryption);
const sent = async (what: Letter, encryption?: Encryption): Promise<Uint8Array> => {
  const made = await protectedAs(what, encryption);
  if (made.kind === 'refused') throw new Error(made.reason);
  return made.message;
};

const opened = (raw: Uint8Array, card?: Card) =>
  openedOf(raw, {
    ...{ trust: { force: held }, at: now.getTime() },
    keys: card && softwareKeys([{ certificate: card.opening.certificate, key: card.opening.key }]),
  });
const words = {
  text: expect.stringContaining('ask for Fiona.\nFrom her alone.'),
  protectedSubject: '[OFFICIAL-SENSITIVE] The still – Balfour Street',
};

/** What `openssl cms` makes of a message: its own words, and the content. */
const cms = (message: Uint8Array, how: (put: (name: string, content: string | Uint8Array) => string) => readonly string[]) =>
  inFolder((put, folder) => {
    const out = join(folder, 'content');
    const time = String(Math.floor(now.getTime() / 1000));
    const { status, stderr } = openssl(['cms', ...how(put), '-attime', time, '-in', put('mail', message), '-out', out]);
    return { status, stderr, content: status === 0 ? readFileSync(out).toString('latin1') : stderr };
  });
const verifying = (put: (name: string, content: string) => string) => [
  '-verify',
  '-CAfile',
  put('root.pem', certificatePem(force.root.certificate)),
];
const opening =
  ({ opening: { certificate, key } }: Card) =>
  (put: (name: string, content: string) => string) => [
    '-decrypt',
    '-recip',
    put('to.pem', certificatePem(certificate)),
    '-inkey',
    put('key.pem', keyPem(key)),
  ];

describe.each(kinds)('a letter that a card signed (%s)', (kind) => {
  it('is verified by OpenSSL with the force’s root alone, header fields and all', async () => {
    const verified = cms(await sent(await signedBy(cards[kind], letter())), verifying);
    expect(verified).toMatchObject({ status: 0, stderr: expect.stringContaining('successful') });
    expect(verified.content).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=flowed;\r\n hp="clear"\r$/m);
    for (const field of [
      'From: PC 2418 Aisha Rahman <aisha',
      'To: PC 4127 Tom Halliwell <tom',
      'Subject: ',
      'Date: ',
      `Message-ID: <${KEY}@`,
    ])
      expect(verified.content.toLowerCase()).toContain(field.toLowerCase());
  });

  it('gets the best verdict there is from our own reader, and brings what answers are encrypted to', async () => {
    const read = await opened(await sent(await signedBy(cards[kind], letter())));
    expect(read).toMatchObject({
      ...words,
      parts: [],
      layers: [{ kind: 'signed', verdict: 'good', signer: { officer: true, address: AISHA.address } }],
    });
    expect(read.encryptTo).toEqual([cards[kind].opening.certificate]);
  });

  it('brings nothing to encrypt to that is not the force’s: its certificates are under no signature', async () => {
    const forged = await (await Force.make()).issue({ kind: 'cardKeyManagement', email: AISHA.address }, kind);
    const read = await opened(await sent(await signedBy({ ...cards[kind], opening: forged }, letter())));
    expect(read.layers).toMatchObject([{ kind: 'signed', verdict: 'good' }]);
    expect(read.encryptTo).toEqual([]);
  });

  it('says what its writer can decrypt, and with which certificate', async () => {
    const message = Buffer.from(await sent(await signedBy(cards[kind], letter())));
    const { stdout } = inFolder((put) => openssl(['cms', '-cmsout', '-print', '-noout', '-in', put('mail', message)]));
    const said = Buffer.from(stdout).toString();
    expect(said).toMatch(/S\/MIME Capabilities/);
    expect(said).toMatch(/id-smime-aa-encrypKeyPref/);
    expect(said).toMatch(/OBJECT +:aes-256-gcm/);
  });

  it('is seen to be changed in its words, and for OpenSSL as well', async () => {
    const message = Buffer.from(await sent(await signedBy(cards[kind], letter())));
    const changed = Buffer.from(message.toString('latin1').replace('Fiona', 'Diana'), 'latin1');
    expect((await opened(changed)).layers).toMatchObject([{ verdict: 'changed' }]);
    expect(cms(changed, verifying).status).not.toBe(0);
  });

  it('is the same to the byte each time it is sent', async () => {
    const signed = await signedBy(cards[kind], letter());
    expect(Buffer.from(await sent(signed)).equals(await sent({ ...signed, at: hours(5).toISOString() }))).toBe(true);
  });

  it('has its files under the signature, byte for byte, for OpenSSL as well', async () => {
    const signed = await signedBy(cards[kind], letter({ attachments }));
    const message = Buffer.from(await sent(signed));
    expect(cms(message, verifying).status).toBe(0);
    expect(message.equals(await sent(signed))).toBe(true);
    const read = await opened(message);
    expect(read.layers).toMatchObject([{ kind: 'signed', verdict: 'good' }]);
    expect(read.parts).toMatchObject(attachments.map(({ name, bytes: size }) => ({ name, size })));
    for (const bytes of files.values()) {
      const lines = (
        Buffer.from(bytes)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n');
      expect(message.includes(lines)).toBe(true);
    }
    const [first] = attachments;
    expect(await protectedAs({ ...signed, attachments: first === undefined ? [] : [first] })).toEqual({
      kind: 'refused',
      reason: 'SignatureStale',
    });
  });
});

describe.each(kinds)('a letter that is encrypted (%s)', (kind) => {
  const encrypted = letter({ encrypt: true });
  const encryption = encryptionTo([toms[kind].opening.certificate], cards[kind]);

  it.each([
    ['its recipient', toms[kind]],
    ['its sender', cards[kind]],
  ])('is opened by OpenSSL with the key of %s', async (_, card) => {
    const { status, content } = cms(await sent(encrypted, encryption), opening(card));
    expect(status).toBe(0);
    expect(content).toContain('hp="cipher"');
    expect(content).toMatch(/^HP-Outer: Subject: /m);
  });

  it('shows none of its words, and keeps its marking outside', async () => {
    const raw = Buffer.from(await sent(encrypted, encryption)).toString('latin1');
    expect(raw).not.toContain('Fiona');
    expect(raw).toMatch(/^X-Protective-Marking: OFFICIAL-SENSITIVE\r$/m);
    expect(raw).toMatch(/^Content-Type: application\/pkcs7-mime; smime-type=authEnveloped-data/m);
  });

  it('is opened by our own reader, authenticated; by nobody else’s card', async () => {
    const raw = await sent(encrypted, encryption);
    expect(await opened(raw, toms[kind])).toMatchObject({
      ...words,
      layers: [{ verdict: 'forYou', algorithm: 'AES-256-GCM', authenticated: true }],
    });
    expect(await opened(raw, await cardOf(kind, TOM))).toMatchObject({ text: '', layers: [{ verdict: 'notForThisCard' }] });
  });

  it('has its files within', async () => {
    const raw = await sent(await signedBy(cards[kind], { ...encrypted, attachments }), encryption);
    expect(Buffer.from(raw).includes('notes.txt')).toBe(false);
    const read = await opened(raw, toms[kind]);
    expect(read.parts).toMatchObject(attachments.map(({ name, bytes: size }) => ({ name, size })));
  });

  it('is signed within, when it is both', async () => {
    const raw = await sent(await signedBy(cards[kind], encrypted), encryption);
    expect(await opened(raw, toms[kind])).toMatchObject({
      ...words,
      layers: [
        { kind: 'encrypted', verdict: 'forYou' },
        { kind: 'signed', verdict: 'good', overEncryption: false },
      ],
    });
    const inside = cms(raw, opening(toms[kind]));
    expect(cms(Buffer.from(inside.content, 'latin1'), verifying)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('successful'),
    });
  });
});

const listing = (serialHex: string) => trust(force.officerList([{ serialHex, at: hours(-1) }]));
const revoked = await listing(parseCertificate(toms.rsa.opening.certificate).serialHex);
const others = await (await Force.make()).issue({ kind: 'cardKeyManagement', email: TOM.address }, 'rsa');

const onP384 = await issueCertificate({
  ...{ issuer: force.officers.signer, subject: rahman, spki: spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })) },
  ...{ profile: { kind: 'cardKeyManagement', email: TOM.address }, notBefore: hours(-1), notAfter: hours(100) },
});

it('a letter of megabytes is encrypted whole, in lines that every relay takes', async () => {
  const long = letter({ encrypt: true, text: 'The still is at the desk. '.repeat(80_000) });
  const raw = Buffer.from(await sent(long, encryptionTo([toms.p256.opening.certificate]))).toString('latin1');
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  const { status, content } = cms(Buffer.from(raw, 'latin1'), opening(toms.p256));
  expect(status).toBe(0);
  expect(content.match(/desk/g)).toHaveLength(80_000);
});

describe('a letter that is to be encrypted is never sent with less', () => {
  const encrypted = letter({ encrypt: true });
  const certificate = toms.rsa.opening.certificate;
  const refusal = async (encryption?: Encryption, what = encrypted) => {
    const { kind, ...rest } = await protectedAs(what, encryption);
    return kind === 'refused' ? rest : kind;
  };

  it.each([
    ['no certificate is known', encryptionTo([]), 'no certificate'],
    ['the card was revoked', encryptionTo([certificate], cards.rsa, revoked), 'card revoked'],
    ['the card is out of date', encryptionTo([certificate], cards.rsa, held, hours(2000)), 'card out of date'],
    ['the lists are old', encryptionTo([certificate], cards.rsa, held, hours(30)), 'not known whether the card was revoked'],
    ['the certificate is for signing', encryptionTo([toms.rsa.signature.certificate]), 'no certificate of this force'],
    ['it is another force’s', encryptionTo([others.certificate]), 'no certificate of this force'],
    ['it names somebody else', encryptionTo([cards.p256.opening.certificate]), 'no certificate'],
    ['it is none at all', encryptionTo([new Uint8Array(9)]), 'no certificate'],
    ['its key is none that an envelope takes', encryptionTo([onP384]), 'no certificate of this force'],
  ])('when %s', async (_, encryption, why) => {
    expect(await refusal(encryption)).toEqual({ reason: 'NotEncrypted', words: `${TOM.address} (${why})` });
  });

  it('when one of several has no certificate, by name', async () => {
    const know = {
      ...encryptionTo([certificate]),
      known: async (all: readonly string[]) => all.map((address) => ({ address, certificates: [certificate] })),
    };
    const megan = { name: '', address: 'megan.clarke@lancs.example' };
    expect(await refusal(know, { ...encrypted, cc: [megan] })).toEqual({
      reason: 'NotEncrypted',
      words: `${megan.address} (no certificate)`,
    });
  });

  it('with the newest certificate that holds, where a card was replaced', async () => {
    const lost = await force.issue({ kind: 'cardKeyManagement', email: TOM.address }, 'p256');
    const lists = await listing(parseCertificate(lost.certificate).serialHex);
    const raw = await sent(encrypted, encryptionTo([lost.certificate, certificate], cards.rsa, lists));
    expect((await opened(raw, toms.rsa)).layers).toMatchObject([{ verdict: 'forYou' }]);
  });

  it('when it goes to somebody blindly, since the envelope names whoever opens it', async () => {
    const bcc = { ...encrypted, bcc: [TOM], to: [] };
    expect(await refusal(encryptionTo([certificate]), bcc)).toEqual({ reason: 'EncryptedBlindCopy' });
  });

  it('when nothing is there to encrypt with', async () => {
    expect(await refusal()).toEqual({ reason: 'NotEncrypted' });
  });
});

describe('a signature stands for the letter that was signed, and for no other', () => {
  it.each<[string, Partial<Letter>]>([
    ['its words', { text: 'Other words.' }],
    ['whom it goes to', { to: [AISHA] }],
    ['what it is about', { subject: 'Else' }],
    ['whether it is encrypted', { encrypt: true }],
  ])('a change of %s is refused', async (_, change) => {
    const signed = await signedBy(cards.p256, letter());
    expect(await protectedAs({ ...signed, ...change }, encryptionTo([toms.rsa.opening.certificate]))).toEqual({
      kind: 'refused',
      reason: 'SignatureStale',
    });
  });

  it('what is no signature at all is refused', async () => {
    const { signed, ...plain } = await signedBy(cards.p256, letter());
    if (signed === undefined) throw new Error('not signed');
    expect(await protectedAs({ ...plain, signed: { ...signed, cms: 'AAAA' } })).toEqual({ kind: 'refused', reason: 'SignatureStale' });
  });

  it('holds over a header that is folded, with a hundred people', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ name: `Ólafur ${index}`, address: `person.${index}@lancs.example` }));
    const raw = await sent(await signedBy(cards.p256, letter({ to: many, text: `${'long '.repeat(400)}\n.\nend` })));
    expect((await opened(raw)).layers).toMatchObject([{ verdict: 'good' }]);
    expect(cms(raw, verifying)).toMatchObject({ status: 0, stderr: expect.stringContaining('successful') });
  });
});

import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSmime } from '../../../../../main/systems/mail/smime/open.ts';
import { softwareKeys } from '../../../../../main/systems/mail/smime/software-keys.ts';
import { concat, context, encode, integer, octetString, oid, sequence } from '../../../../../pki/der/write.ts';
import type { DecryptionKeys, RsaPadding } from '../../../../../pki/index.ts';
import { Force } from '../../../../pki/force.ts';
import {
  alternativeNames,
  at,
  authorityExtensions,
  certificate,
  type Entity,
  mail,
  revocationList,
  usage,
} from '../../../../pki/material.ts';
import { compressedData, pkcs7Mime, type SealedWish, sealed, signedData } from './support/cms.ts';
import { entityOf } from './support/entity.ts';

const officers = await (await Force.make()).trust();
const root = certificate({ subject: ['CN=Root'], issuer: 'self', extensions: authorityExtensions() });
const rsa = (name: string): Entity =>
  certificate({ subject: [`CN=${name}`], issuer: root, key: generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const bob = rsa('Bob');
const carol = rsa('Carol');
const ec = certificate({ subject: ['CN=Eve'], issuer: root });
const anna = certificate({ subject: ['CN=Anna'], issuer: root, extensions: [alternativeNames(mail('anna@other.example')), usage(0)] });
const keysOf = (...holders: readonly Entity[]): DecryptionKeys =>
  softwareKeys(holders.map(({ der, key }) => ({ certificate: der, key: key.privateKey })));

const html = Uint8Array.from(Buffer.from(`Content-Type: text/html\r\n\r\n<p>${'The informant is called at nine. '.repeat(20)}</p>\r\n`));
const enveloped = (more: Partial<SealedWish> = {}): Uint8Array => pkcs7Mime(sealed({ content: html, to: bob, ...more }), 'enveloped-data');
const open = (raw: Uint8Array, keys: DecryptionKeys | undefined = keysOf(bob)) =>
  openSmime(entityOf(raw), {
    trust: {
      force: officers,
      others: { anchors: [root.der], intermediates: [], crls: [revocationList({ issuer: root })], revocation: 'required' },
    },
    ...{ at: at.getTime(), from: ['anna@other.example'], sentAt: undefined, keys, entityOf },
  });
const flip =
  (place: number) =>
  (ciphertext: Buffer): Uint8Array => {
    const changed = Uint8Array.from(ciphertext);
    const index = place < 0 ? changed.length + place : place;
    changed[index] = (changed[index] ?? 0) ^ 0x80;
    return changed;
  };

/** What RSA makes of a block that begins so and has no zero else: anybody with the public key can. */
const rawBlock = (...start: readonly number[]): Uint8Array => {
  const block = Uint8Array.from(randomBytes(256)).map((byte) => byte || 1);
  block.set(start);
  return publicEncrypt({ key: bob.key.publicKey, padding: constants.RSA_NO_PADDING }, block);
};

describe('an encrypted mail that does not open', () => {
  const damaged = {
    layers: [{ kind: 'encrypted', verdict: 'damaged', algorithm: 'AES-256-CBC', authenticated: false, weak: false }],
    content: undefined,
    plainTextOnly: false,
    encryptTo: [],
  };
  it.each([
    ['bad padding of the content', { damage: flip(-17) }],
    ['a ciphertext cut inside a block', { damage: (bytes: Buffer) => bytes.subarray(0, -3) }],
    ['no ciphertext', { damage: () => new Uint8Array() }],
    [
      'the key of another cipher',
      { encryptedKey: publicEncrypt({ key: bob.key.publicKey, padding: constants.RSA_PKCS1_PADDING }, randomBytes(16)) },
    ],
    ['RSA padding that begins wrong', { encryptedKey: rawBlock(0, 1) }],
    ['RSA padding that never ends', { encryptedKey: rawBlock(0, 2) }],
    ['RSA that is no number of this key', { encryptedKey: new Uint8Array(256).fill(0xff) }],
    ['RSA that is too short', { encryptedKey: Uint8Array.of(1, 2, 3) }],
  ] as readonly (readonly [string, Partial<SealedWish>])[])('gives one and the same answer: %s', async (_, wish) => {
    expect(await open(enveloped(wish))).toEqual(damaged);
  });

  it.each([
    ['a changed byte', { damage: flip(40) }],
    ['a tag of four bytes', { tagBytes: 4 }],
  ])('is damaged where it is authenticated: %s', async (_, wish) => {
    const raw = pkcs7Mime(sealed({ content: html, to: bob, authenticated: true, ...wish }), 'authEnveloped-data');
    expect(await open(raw)).toMatchObject({ layers: [{ verdict: 'damaged', authenticated: true }], content: undefined });
  });

  it.each([
    ['the cipher of authenticated mail where nothing authenticates', { cipher: '2.16.840.1.101.3.4.1.46' }, 'AES-256-GCM'],
    ['RC2', { cipher: '1.2.840.113549.3.2' }, 'RC2'],
    ['a cipher that nobody knows', { cipher: '1.2.3.4' }, '1.2.3.4'],
    ['CBC where a tag is promised', { cipher: '2.16.840.1.101.3.4.1.42', authenticated: true }, 'AES-256-CBC'],
  ])('is refused by name: %s', async (_, wish, algorithm) => {
    expect(await open(enveloped(wish))).toMatchObject({ layers: [{ verdict: 'unsupported', algorithm }], content: undefined });
  });

  it('asks no key for a point that is not on the curve', async () => {
    let asked = 0;
    const keys: DecryptionKeys = {
      certificates: [ec.der],
      decrypt: async () => undefined,
      derive: async () => {
        asked++;
        return new Uint8Array(32);
      },
    };
    const recipients = [agreement(concat(Uint8Array.of(4), new Uint8Array(64).fill(7)))];
    expect(await open(enveloped({ recipients }), keys)).toMatchObject({ layers: [{ verdict: 'damaged' }] });
    expect(asked).toBe(0);
  });

  it('is not for a card that it does not name: another’s, a password’s, nobody’s, none at hand', async () => {
    expect(await open(enveloped(), keysOf(carol))).toMatchObject({ layers: [{ verdict: 'notForThisCard' }], content: undefined });
    const password = [context(3, integer(0), sequence(oid('1.2.3')), octetString(new Uint8Array(40)))];
    expect(await open(enveloped({ recipients: password }))).toMatchObject({ layers: [{ verdict: 'notForThisCard' }] });
    expect(await open(enveloped({ recipients: [] }))).toMatchObject({ layers: [{ verdict: 'notForThisCard' }] });
  });

  it('opens with the second of two cards', async () => {
    expect(await open(enveloped(), keysOf(carol, bob))).toMatchObject({ layers: [{ verdict: 'forYou' }] });
  });

  it('is bounded in its recipients, and a force-wide circular is not', async () => {
    const many = (count: number) => enveloped({ recipients: Array.from({ length: count }, () => agreement(new Uint8Array(65))) });
    expect(await open(many(2001))).toMatchObject({ layers: [{ verdict: 'damaged' }] });
    expect(await open(many(500))).toMatchObject({ layers: [{ verdict: 'notForThisCard' }] });
  });

  it('lets through what the card says, and opens nothing', async () => {
    const keys: DecryptionKeys = { ...keysOf(bob), decrypt: () => Promise.reject(new Error('The PIN is asked for')) };
    await expect(open(enveloped(), keys)).rejects.toThrow('The PIN is asked for');
  });

  it('that cannot be read is said to be damaged by the name that it bears', async () => {
    expect(await open(pkcs7Mime(Buffer.from('nothing'), 'enveloped-data'))).toMatchObject({
      layers: [{ kind: 'encrypted', verdict: 'damaged' }],
    });
    expect(await open(pkcs7Mime(Buffer.from('nothing'), 'compressed-data'))).toMatchObject({
      layers: [{ kind: 'compressed', verdict: 'damaged' }],
    });
  });
});

describe('a mail whose encryption anybody may have changed', () => {
  it('is shown as words alone: blocks changed in its middle still decrypt', async () => {
    const { layers, content, plainTextOnly } = await open(enveloped({ damage: flip(100) }));
    expect(layers).toMatchObject([{ verdict: 'forYou', authenticated: false }]);
    expect(Buffer.from(content ?? []).toString()).toContain('The informant');
    expect(plainTextOnly).toBe(true);
  });

  it('may be shown whole when a signature inside holds, and not when it does not, or cannot be checked', async () => {
    const signed = (more = {}) => pkcs7Mime(signedData({ content: html, signers: [{ by: anna, signedAt: at }], ...more }));
    const through = async (content: Uint8Array): Promise<boolean> => (await open(enveloped({ content }))).plainTextOnly;
    expect(await through(signed())).toBe(false);
    expect(await through(signed({ signers: [{ by: anna, messageDigest: new Uint8Array(32) }] }))).toBe(true);
    expect(await through(signed({ certificates: [] }))).toBe(true);
    expect(await through(signed({ signers: [] }))).toBe(true);
  });

  it('is words alone also inside an authenticated one, and an authenticated one is not', async () => {
    const inside = enveloped();
    const authenticated = (content: Uint8Array) => pkcs7Mime(sealed({ content, to: bob, authenticated: true }), 'authEnveloped-data');
    expect((await open(authenticated(inside))).plainTextOnly).toBe(true);
    expect((await open(authenticated(html))).plainTextOnly).toBe(false);
  });

  it('is not opened as a part among others: nothing of the attacker’s stands around it', async () => {
    const wrapped = concat(
      Buffer.from(
        'Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\nContent-Type: text/html\r\n\r\n<img src="http://evil.example/\r\n--b0\r\n',
      ),
      enveloped(),
      Buffer.from('\r\n--b0\r\nContent-Type: text/html\r\n\r\n">\r\n--b0--\r\n'),
    );
    expect(await open(wrapped)).toEqual({ layers: [], content: undefined, plainTextOnly: false, encryptTo: [] });
    // Nor inside a signature of the attacker's.
    const signed = pkcs7Mime(signedData({ content: wrapped, signers: [{ by: anna, signedAt: at }] }));
    const { layers, content } = await open(signed);
    expect(layers).toHaveLength(1);
    expect(content).toEqual(Uint8Array.from(wrapped));
  });
});

describe('a key in memory', () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef');
  const block = (start: readonly number[], zeros: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(256).fill(0x55);
    bytes.set(start);
    for (const at of zeros) bytes[at] = 0;
    bytes.set(key, 224);
    return publicEncrypt({ key: bob.key.publicKey, padding: constants.RSA_NO_PADDING }, bytes);
  };
  const decrypt = (ciphertext: Uint8Array, padding: RsaPadding) => keysOf(bob).decrypt(0, ciphertext, padding);

  it.each([
    ['00 02, padding, 00', block([0, 2], [223]), true],
    ['00 01', block([0, 1], [223]), false],
    ['01 02', block([1, 2], [223]), false],
    ['padding of seven bytes', block([0, 2], [9]), false],
    ['no end of the padding', block([0, 2], []), false],
  ])('takes off PKCS #1 v1.5 only where it holds: %s', async (_, ciphertext, holds) => {
    expect(await decrypt(ciphertext, { kind: 'pkcs1' })).toEqual(holds ? Uint8Array.from(key) : undefined);
  });

  it('takes off OAEP only with the hashes and the label that put it on', async () => {
    const padding = { kind: 'oaep', hash: 'sha256', maskHash: 'sha256', label: Buffer.from('mail') } as const;
    const ciphertext = publicEncrypt(
      { key: bob.key.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from('mail') },
      key,
    );
    expect(await decrypt(ciphertext, padding)).toEqual(Uint8Array.from(key));
    for (const other of [{ label: Buffer.from('Mail') }, { hash: 'sha1' }, { maskHash: 'sha1' }, { hash: 'sha512' }] as const)
      expect(await decrypt(ciphertext, { ...padding, ...other })).toBeUndefined();
    expect(await decrypt(block([0, 2], [223]), padding)).toBeUndefined();
  });
});

describe('a compressed mail', () => {
  it('opens, signed inside or out', async () => {
    expect(await open(pkcs7Mime(compressedData(deflateSync(html)), 'compressed-data'))).toEqual({
      layers: [{ kind: 'compressed', verdict: 'opened' }],
      content: html,
      plainTextOnly: false,
      encryptTo: [],
    });
  });

  it.each([
    ['that grows without end', compressedData(deflateSync(new Uint8Array(80 * 1024 * 1024)))],
    ['of bytes that are none', compressedData(Buffer.from('nothing'))],
    ['of another content', compressedData(deflateSync(html), '1.2.3')],
  ])('%s is damaged and shows nothing', async (_, message) => {
    expect(await open(pkcs7Mime(message, 'compressed-data'))).toMatchObject({
      layers: [{ kind: 'compressed', verdict: 'damaged' }],
      content: undefined,
    });
  });
});

/** A key agreement that names Eve's certificate, with this ephemeral point. */
function agreement(point: Uint8Array): Uint8Array {
  const wrap = sequence(oid('2.16.840.1.101.3.4.1.45'));
  const originator = context(0, context(1, sequence(oid('1.2.840.10045.2.1')), encode(3, Uint8Array.of(0), point)));
  const identifier = sequence(root.subject, ec.serial);
  return context(
    1,
    integer(3),
    originator,
    sequence(oid('1.3.132.1.11.1'), wrap),
    sequence(sequence(identifier, octetString(new Uint8Array(40)))),
  );
}

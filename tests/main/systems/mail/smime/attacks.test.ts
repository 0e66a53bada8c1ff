import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignedVerdict } from '../../../../../contracts/domain/mail-verdict.ts';
import { openSmime, type SmimeOptions } from '../../../../../main/systems/mail/smime/open.ts';
import { readCertificate } from '../../../../../pki/certificate/certificate.ts';
import { contentTypes } from '../../../../../pki/cms/content-types.ts';
import { concat, setOf } from '../../../../../pki/der/write.ts';
import { verifyMailSigner } from '../../../../../pki/index.ts';
import { Force } from '../../../../pki/force.ts';
import {
  alternativeNames,
  at,
  authorityExtensions,
  type CertificateInput,
  certificate,
  from as daysFromNow,
  dns,
  type Entity,
  entry,
  mail,
  newKey,
  reason,
  revocationList,
  unknown,
  usage,
} from '../../../../pki/material.ts';
import { extendedKeyUsage } from './support/certificates.ts';
import { attributesOf, multipartSigned, pkcs7Mime, type SignedWish, type SignerWish, signedData } from './support/cms.ts';
import { entityOf } from './support/entity.ts';

const ANNA = 'anna@other.example';
const root = certificate({
  subject: ['O=Other', 'CN=Root'],
  issuer: 'self',
  extensions: authorityExtensions(),
  notAfter: daysFromNow(900),
});
const signs = usage(0);
const person = (address: string, more: Partial<CertificateInput> = {}): Entity =>
  certificate({ subject: ['CN=Anna'], issuer: root, extensions: [alternativeNames(mail(address)), signs], ...more });
const anna = person(ANNA);
const bert = person('bert@other.example');
const list = (...entries: readonly Uint8Array[]): Uint8Array => revocationList({ issuer: root, entries });
const force = await Force.make();
const officers = await force.trust();

const text = (words: string): Uint8Array => Uint8Array.from(Buffer.from(`Content-Type: text/plain\r\n\r\n${words}\r\n`));
const words = text('Meet at the station.');
const signedAt = at;
const by = (who: Entity, more: Partial<SignerWish> = {}): SignerWish => ({ by: who, signedAt, ...more });
const opaque = (more: Partial<SignedWish> = {}): Uint8Array => pkcs7Mime(signedData({ content: words, signers: [by(anna)], ...more }));
const detached = (more: Partial<SignedWish> = {}): Uint8Array =>
  signedData({ content: words, signers: [by(anna)], inside: 'none', ...more });

const open = (raw: Uint8Array, more: Partial<SmimeOptions> = {}) =>
  openSmime(entityOf(raw), {
    trust: { force: officers, others: { anchors: [root.der], intermediates: [], crls: [list()], revocation: 'required' } },
    ...{ at: at.getTime(), from: [ANNA], sentAt: at.getTime(), keys: undefined, entityOf },
    ...more,
  });
const trusting = (...crls: readonly Uint8Array[]): Partial<SmimeOptions> => ({
  trust: { force: officers, others: { anchors: [root.der], intermediates: [], crls, revocation: 'required' } },
});
const holder = ({ certificate: der, key }: { certificate: Uint8Array; key: Entity['key']['privateKey'] }): Entity =>
  ({ der, key: { privateKey: key } }) as Entity;
const issued = async (made: Force, kind: 'cardSignature' | 'cardAuthentication'): Promise<Entity> =>
  holder(await made.issue(kind === 'cardSignature' ? { kind, email: ANNA } : { kind }));

const forger = certificate({ subject: ['O=Other', 'CN=Root'], issuer: 'self', extensions: authorityExtensions() });
const tlsAuthority = certificate({
  subject: ['CN=TLS'],
  issuer: root,
  extensions: [...authorityExtensions(), extendedKeyUsage('1.3.6.1.5.5.7.3.1')],
});
const tlsList = revocationList({ issuer: tlsAuthority });
const smallKey = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ended = person(ANNA, { notBefore: daysFromNow(-100), notAfter: daysFromNow(-10) });

/** Seven keys of one name, each certified by each other: 5,040 ways up, none to the root. */
const meshed = mesh(7);
const withNul = person(`${ANNA}\0.evil.example`, { key: anna.key, serial: anna.serial });

type Case = readonly [what: string, mail: Uint8Array, verdict: SignedVerdict, more?: Partial<SmimeOptions>];

const cases: readonly Case[] = [
  ['nothing wrong', opaque(), 'good'],
  ['nothing wrong, detached', multipartSigned(words, detached()), 'good'],
  ['another first part', multipartSigned(text('Do not come.'), detached()), 'changed'],
  [
    'another first part than the content that is also inside',
    multipartSigned(text('Do not come.'), detached({ inside: words })),
    'changed',
  ],
  [
    'a first part that is signed, and another content inside',
    multipartSigned(words, detached({ inside: text('Do not come.') })),
    'changed',
  ],
  ['the same content inside as well', multipartSigned(words, detached({ inside: words })), 'good'],
  ['a hash in the header that is not the signature’s', multipartSigned(words, detached(), 'md5'), 'good'],
  ['a second signature that does not hold', opaque({ signers: [by(anna), by(bert, { messageDigest: new Uint8Array(32) })] }), 'changed'],
  ['a second signature by somebody else', opaque({ signers: [by(anna), by(bert)] }), 'notTheSenders'],
  ['a signature of nobody', opaque({ signers: [] }), 'unreadable'],
  ['a signature that was put together', opaque({ signers: [by(anna, { signature: new Uint8Array(70) })] }), 'changed'],
  ['the signer’s certificate with another of the same serial', opaque({ certificates: [bert.der] }), 'signerUnknown'],
  // Addresses.
  ['the certificate of somebody else', opaque({ signers: [by(bert)] }), 'notTheSenders'],
  ['several addresses, the sender’s last', opaque({ signers: [by(manyAddresses())] }), 'good'],
  ['an alternative name without address and the sender’s in the subject', opaque({ signers: [by(subjectOnly(true))] }), 'notTheSenders'],
  ['the sender’s address in the subject alone', opaque({ signers: [by(subjectOnly(false))] }), 'good'],
  ['a NUL in the address', opaque({ certificates: [withNul.der] }), 'signerUnknown'],
  ['an address in other case', opaque(), 'good', { from: ['Anna@OTHER.example'] }],
  [
    'a letter that only looks like one of ASCII',
    opaque({ signers: [by(person('kate@other.example'))] }),
    'notTheSenders',
    { from: ['\u212aate@other.example'] },
  ],
  ['a group of authors', opaque(), 'notTheSenders', { from: [ANNA, 'bert@other.example'] }],
  ['a second From', opaque(), 'notTheSenders', { from: ['chief@force.example', ANNA] }],
  ['no From', opaque(), 'notTheSenders', { from: [] }],
  // Certificates.
  ['a certificate that has ended', opaque({ signers: [by(ended)] }), 'expired'],
  [
    'a certificate that has ended since',
    opaque({ signers: [by(ended, { signedAt: daysFromNow(-20) })] }),
    'expiredNowGoodThen',
    { sentAt: daysFromNow(-20).getTime() },
  ],
  ['a certificate that has ended, and no time', opaque({ signers: [by(ended, { signedAt: undefined })] }), 'expired'],
  ['a certificate that has not begun', opaque({ signers: [by(person(ANNA, { notBefore: daysFromNow(1) }))] }), 'notYetValid'],
  [
    'a key that does not sign',
    opaque({ signers: [by(person(ANNA, { extensions: [alternativeNames(mail(ANNA)), usage(2)] }))] }),
    'notForMail',
  ],
  [
    'an authority’s key',
    opaque({ signers: [by(person(ANNA, { extensions: [alternativeNames(mail(ANNA)), ...authorityExtensions()] }))] }),
    'notForMail',
  ],
  [
    'a key for servers',
    opaque({ signers: [by(person(ANNA, { extensions: [alternativeNames(mail(ANNA)), extendedKeyUsage('1.3.6.1.5.5.7.3.1')] }))] }),
    'notForMail',
  ],
  ['an authority for servers', under(tlsAuthority), 'notForMail', trusting(list(), tlsList)],
  [
    'a critical extension that nobody knows',
    opaque({ signers: [by(person(ANNA, { extensions: [alternativeNames(mail(ANNA)), unknown(true)] }))] }),
    'unsupported',
  ],
  ['a certificate of its own making', opaque({ signers: [by(person(ANNA, { issuer: 'self' }))] }), 'signerUnknown'],
  ['a root of the same name', under(forger), 'signerUnknown'],
  ['an RSA key of 1,024 bits', opaque({ signers: [by(person(ANNA, { key: smallKey }))] }), 'weakAlgorithm'],
  // Revocation.
  ['a stolen key', opaque(), 'revoked', trusting(list(entry(anna.serial, reason(1))))],
  [
    'a certificate revoked for no stated reason',
    opaque({ signers: [by(anna, { signedAt: daysFromNow(-5) })] }),
    'revoked',
    trusting(list(entry(anna.serial))),
  ],
  [
    'a card replaced since',
    opaque({ signers: [by(anna, { signedAt: daysFromNow(-5) })] }),
    'revokedNowGoodThen',
    { ...trusting(list(entry(anna.serial, reason(4)))), sentAt: daysFromNow(-5).getTime() },
  ],
  ['a card replaced before', opaque(), 'revoked', trusting(list(entry(anna.serial, reason(4))))],
  ['no list', opaque(), 'revocationUnknown', trusting()],
  ['a list of last week', opaque(), 'revocationUnknown', trusting(revocationList({ issuer: root, nextUpdate: daysFromNow(-0.5) }))],
  // Times.
  ['a signer ahead of time', opaque({ signers: [by(anna, { signedAt: daysFromNow(1) })] }), 'signedInFuture'],
  [
    'a signer before the certificate',
    opaque({ signers: [by(anna, { signedAt: daysFromNow(-60) })] }),
    'notYetValid',
    { sentAt: daysFromNow(-60).getTime() },
  ],
  ['an old mail under a new date', opaque({ signers: [by(anna, { signedAt: daysFromNow(-2) })] }), 'dateDiffers'],
  // Attributes and algorithms.
  ['no content type in the attributes', opaque({ signers: [by(anna, { contentType: 'none' })] }), 'changed'],
  ['another content type in the attributes', opaque({ signers: [by(anna, { contentType: contentTypes.signedData })] }), 'changed'],
  ['no digest in the attributes', opaque({ signers: [by(anna, { messageDigest: 'none' })] }), 'changed'],
  ['no attributes', opaque({ signers: [by(anna, { noAttributes: true })] }), 'good'],
  ['the attributes of another mail as the content', opaque(attributesAsContent()), 'changed'],
  ['a time stamp’s content', opaque({ contentType: '1.2.840.113549.1.9.16.1.4' }), 'unsupported'],
  ['a hash that nobody knows', opaque({ signers: [by(anna, { digest: '2.16.840.1.101.3.4.2.99' })] }), 'unsupported'],
  [
    'MD5 as the name of the hash',
    opaque({ signers: [by(anna, { digest: '1.2.840.113549.2.5', messageDigest: createHash('md5').update(words).digest() })] }),
    'weakAlgorithm',
  ],
  ['Ed25519', opaque({ signers: [by(person(ANNA, { key: generateKeyPairSync('ed25519') }))] }), 'good'],
  // What it says that it is.
  ['signed data under the name of encrypted', pkcs7Mime(signedData({ content: words, signers: [by(anna)] }), 'enveloped-data'), 'good'],
  ['bytes that are none of it', pkcs7Mime(Buffer.from('no signature at all')), 'unreadable'],
  ['a message cut short', pkcs7Mime(signedData({ content: words, signers: [by(anna)] }).subarray(0, 300)), 'unreadable'],
  ['bytes behind it', pkcs7Mime(concat(signedData({ content: words, signers: [by(anna)] }), Buffer.from('more'))), 'unreadable'],
  ['a third part', multipartSigned(words, detached(), 'sha-256', ['\r\nAnd bring the keys.']), 'unreadable'],
  [
    'a signature of another kind',
    Buffer.from(
      'Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n',
    ),
    'unsupported',
  ],
  // The force's own.
  ['an officer’s card', opaque({ signers: [by(await issued(force, 'cardSignature'))] }), 'good'],
  ['an officer’s key for signing in', opaque({ signers: [by(await issued(force, 'cardAuthentication'))] }), 'notTheSenders'],
  // Too much.
  ['10,000 certificates', opaque({ certificates: Array.from({ length: 10_000 }, () => anna.der) }), 'unreadable'],
  [
    'authorities that all vouch for one another',
    opaque({ signers: [by(meshed.leaf)], certificates: [meshed.leaf.der, ...meshed.authorities] }),
    'signerUnknown',
  ],
  ['eleven signatures', opaque({ signers: Array.from({ length: 11 }, () => by(anna)) }), 'unreadable'],
  [
    'ten signatures',
    opaque({ signers: Array.from({ length: 10 }, (_, index) => by(anna, { signedAt: new Date(at.getTime() + index * 1000) })) }),
    'good',
  ],
  ['1,000 signatures', opaque({ signers: Array.from({ length: 1000 }, () => by(anna)) }), 'unreadable'],
  ['nesting without end', pkcs7Mime(Buffer.from('3080'.repeat(20_000), 'hex')), 'unreadable'],
];

describe('a signed mail whose authorities all vouch for one another', () => {
  it('costs a bounded number of checks', () => {
    const context = { anchors: [root.der], intermediates: meshed.authorities, crls: [list()], at };
    expect(verifyMailSigner(meshed.leaf.der, context)).toMatchObject({
      ok: false,
      code: 'PathTooLong',
      detail: expect.stringContaining('used up'),
    });
  });
});

describe('a signed mail with', () => {
  it.each(cases.map(([what, raw, verdict, more]) => ({ what, raw, verdict, more })))(
    '$what is $verdict',
    async ({ raw, verdict, more }) => {
      const { layers } = await open(raw, more);
      expect(layers).toMatchObject([{ kind: 'signed', verdict }]);
    },
  );

  it('a certificate of another authority of the force is by nobody known, though policy lists the force’s root as another’s', async () => {
    const devices = await Force.make('p256', 'device');
    const trust = await devices.trust();
    const others = { ...trust, revocation: 'whereListed' as const };
    const { layers } = await open(opaque({ signers: [by(await issued(devices, 'cardSignature'))] }), { trust: { force: trust, others } });
    expect(layers).toMatchObject([{ verdict: 'signerUnknown', signer: { officer: false } }]);
  });

  it('a laptop’s authority signs no mail by leaving out what the certificate is for', async () => {
    const devices = await Force.make('p256', 'device');
    const { certificate: der, key } = devices.officers;
    const { subject, serialRaw } = readCertificate(der);
    const issuer: Entity = { der, key: { privateKey: key, publicKey: createPublicKey(key) }, subject: subject.raw, serial: serialRaw };
    const raw = opaque({ signers: [by(person(ANNA, { issuer }))] });
    const trust = await devices.trust();
    const seen = (anchors: readonly Uint8Array[]) => {
      const others = { anchors, intermediates: trust.intermediates, crls: trust.crls, revocation: 'whereListed' as const };
      return open(raw, { trust: { force: trust, others } });
    };
    expect((await seen([...trust.anchors, root.der])).layers).toMatchObject([{ verdict: 'signerUnknown' }]);
  });

  it('an officer’s card says that it is one', async () => {
    const { layers } = await open(opaque({ signers: [by(await issued(force, 'cardSignature'))] }));
    expect(layers).toMatchObject([{ signer: { officer: true, address: ANNA } }]);
  });

  it('an authority that the mail brings along is good when its root is trusted', async () => {
    const authority = certificate({ subject: ['CN=Below'], issuer: root, extensions: authorityExtensions(0) });
    const below = person(ANNA, { issuer: authority });
    const raw = opaque({ signers: [by(below)], certificates: [below.der, authority.der] });
    expect((await open(raw, trusting(list(), revocationList({ issuer: authority })))).layers).toMatchObject([{ verdict: 'good' }]);
    expect((await open(raw, trusting(list(), revocationList({ issuer: authority, entries: [entry(below.serial)] })))).layers).toMatchObject(
      [{ verdict: 'revoked' }],
    );
    // That the authority has no list hides nothing of what its own list says.
    expect((await open(raw, trusting(revocationList({ issuer: authority, entries: [entry(below.serial)] })))).layers).toMatchObject([
      { verdict: 'revoked' },
    ]);
  });

  it('a changed first part shows that part, and one with a third shows the first alone', async () => {
    expect(Buffer.from((await open(multipartSigned(text('Do not come.'), detached()))).content ?? []).toString()).toContain('Do not come.');
    const { content } = await open(multipartSigned(words, detached(), 'sha-256', ['\r\nAnd bring the keys.']));
    expect(Buffer.from(content ?? []).toString()).toBe(Buffer.from(words).toString());
  });

  it('a signed part in a multipart is no signed mail', async () => {
    const wrapped = concat(
      Buffer.from('Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\n\r\nPay at once.\r\n--b0\r\n'),
      multipartSigned(words, detached()),
      Buffer.from('\r\n--b0--\r\n'),
    );
    expect(await open(wrapped)).toEqual({ layers: [], content: undefined, plainTextOnly: false, encryptTo: [] });
  });

  it('two signers, one around the other, gives each their own verdict', async () => {
    const inner = opaque({ signers: [by(bert)] });
    const { layers } = await open(opaque({ content: inner }));
    expect(layers).toMatchObject([
      { verdict: 'good', signer: { address: ANNA } },
      { verdict: 'notTheSenders', signer: { address: 'bert@other.example' } },
    ]);
  });

  it('twenty layers show nothing', async () => {
    let raw = opaque();
    for (let layer = 0; layer < 20; layer++)
      raw = pkcs7Mime(signedData({ content: raw, signers: [by(anna, { noAttributes: true })], certificates: [] }));
    const { layers, content } = await open(raw);
    expect(layers).toHaveLength(9);
    expect(layers.at(-1)).toEqual({ kind: 'nested', verdict: 'tooMany' });
    expect(content).toBeUndefined();
  });

  it('several addresses names the sender’s, and names are cut and printable', async () => {
    const long = person(ANNA, { subject: [`CN=${'A\u202e\n'.repeat(1000)}`] });
    const { layers } = await open(opaque({ signers: [by(long)] }));
    const [layer] = layers;
    const name = layer?.kind === 'signed' ? (layer.signer?.name ?? '') : '';
    expect(name.length).toBeLessThanOrEqual(300);
    expect(name).not.toMatch(/[\u202e\n]/);
    expect((await open(opaque({ signers: [by(manyAddresses())] }))).layers).toMatchObject([{ signer: { address: ANNA } }]);
  });
});

function mesh(size: number): { readonly leaf: Entity; readonly authorities: readonly Uint8Array[] } {
  const keys = Array.from({ length: size }, newKey);
  const subject = ['CN=Mesh'];
  const named = keys.map((key) => certificate({ subject, issuer: 'self', key, extensions: authorityExtensions() }));
  const authorities = named.flatMap((issuer) =>
    keys.flatMap((key) => (key === issuer.key ? [] : [certificate({ subject, issuer, key, extensions: authorityExtensions() }).der])),
  );
  const [issuer = root] = named;
  return { leaf: person(ANNA, { issuer }), authorities };
}

/** Anna under an authority that the mail brings along. */
function under(issuer: Entity): Uint8Array {
  const below = person(ANNA, { issuer });
  return opaque({ signers: [by(below)], certificates: [below.der, issuer.der] });
}

function manyAddresses(): Entity {
  return person('', { extensions: [alternativeNames(mail('a@other.example'), dns('other.example'), mail(ANNA)), signs] });
}

function subjectOnly(withAlternative: boolean): Entity {
  const extensions = withAlternative ? [alternativeNames(dns('other.example')), signs] : [signs];
  return person('', { subject: ['CN=Anna', `E=${ANNA}`], extensions });
}

/** RFC 8933 §1: Anna signed attributes; the mail has them for its content, and her signature for one over that. */
function attributesAsContent(): Partial<SignedWish> {
  const content = setOf(...attributesOf({ signedAt }, words, contentTypes.data));
  return { content, signers: [by(anna, { noAttributes: true })] };
}

import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type CertificateProfile,
  extendedKeyUsages,
  issueCertificate,
  issueCrl,
  parseCertificate,
  parseCrl,
  signerFromKey,
} from '../../pki/index.ts';
import { verifyPath } from '../../pki/path/verify.ts';
import { Force, type Holder, hours, type KeyKind, now, rahman } from './force.ts';
import { newKey, spkiOf } from './material.ts';
import { certificatePem, inFolder, listPem, openssl, opensslVerdict } from './openssl.ts';

const profiles: readonly (readonly [CertificateProfile, KeyKind, readonly string[], readonly string[]])[] = [
  [{ kind: 'cardAuthentication' }, 'rsa', ['digitalSignature'], [extendedKeyUsages.clientAuth, extendedKeyUsages.smartcardLogon]],
  [{ kind: 'cardSignature' }, 'p256', ['digitalSignature', 'nonRepudiation'], [extendedKeyUsages.emailProtection]],
  [{ kind: 'cardKeyManagement' }, 'rsa', ['keyEncipherment'], [extendedKeyUsages.emailProtection]],
  [{ kind: 'cardKeyManagement' }, 'p256', ['keyAgreement'], [extendedKeyUsages.emailProtection]],
  [{ kind: 'device' }, 'p256', ['digitalSignature'], [extendedKeyUsages.clientAuth]],
  [{ kind: 'shift', device: 'LAP-0417' }, 'p256', ['digitalSignature'], [extendedKeyUsages.clientAuth]],
  [{ kind: 'server', dnsNames: ['gateway.hq.example'] }, 'p256', ['digitalSignature'], [extendedKeyUsages.serverAuth]],
  [{ kind: 'cmcResponder' }, 'p256', ['digitalSignature'], [extendedKeyUsages.cmcCa]],
  [{ kind: 'release' }, 'p256', ['digitalSignature'], [extendedKeyUsages.codeSigning]],
  [{ kind: 'recovery' }, 'rsa', ['keyEncipherment'], [extendedKeyUsages.emailProtection]],
];

const forces = await Promise.all(
  (['p256', 'rsa'] as const).map(async (kind) => {
    const made = await Force.make(kind);
    return [kind, made, await made.trust()] as const;
  }),
);

describe.each(forces)('a force with %s authorities', (_kind, force, trust) => {
  it.each(profiles)('issues %o for a %s key, which we and OpenSSL accept', async (profile, key, keyUsage, extendedKeyUsage) => {
    const { certificate } = await force.issue(profile, key);
    expect(parseCertificate(certificate)).toMatchObject({ keyUsage, extendedKeyUsage, authority: false, notBefore: hours(-1) });
    expect(verifyPath(certificate, trust)).toMatchObject({
      ok: true,
      path: [certificate, force.officers.certificate, force.root.certificate],
    });
    const material = { leaf: certificate, anchor: force.root.certificate, intermediates: trust.intermediates, crls: trust.crls };
    expect(opensslVerdict(material, now)).toBe(true);
  });

  it('issues lists that OpenSSL verifies', async () => {
    const list = await force.officerList([{ serialHex: '00ff', at: hours(-2), reason: 'keyCompromise' }]);
    inFolder((put) => {
      const { stderr } = openssl([
        'crl',
        '-in',
        put('list.pem', listPem(list)),
        '-CAfile',
        put('ca.pem', certificatePem(force.officers.certificate)),
        '-noout',
      ]);
      expect(stderr).toContain('verify OK');
    });
  });
});

const force = await Force.make();
const trust = await force.trust();
const card = await force.issue({ kind: 'cardAuthentication' });

describe('issuing', () => {
  const inputFor = (profile: CertificateProfile, holder: Holder = card) => ({
    issuer: force.officers.signer,
    subject: rahman,
    spki: parseCertificate(holder.certificate).spki,
    profile,
    notBefore: now,
    notAfter: hours(8),
  });

  it('writes the warrant card subject so that it is read back whole', () => {
    expect(parseCertificate(card.certificate).subject).toEqual(rahman);
    expect(parseCertificate(card.certificate).issuer).toEqual({ commonName: 'Officer CA' });
    expect(new X509Certificate(card.certificate).subject).toContain('UID=LC002418');
  });

  it('names the device in a shift certificate and the mailbox in a signature certificate', async () => {
    const shift = await force.issue({ kind: 'shift', device: 'LAP-0417' });
    expect(parseCertificate(shift.certificate).sanUris).toEqual(['urn:mobile-office:device:LAP-0417']);
    const signature = await force.issue({ kind: 'cardSignature', email: 'anna@force.example' });
    expect(parseCertificate(signature.certificate).sanEmails).toEqual(['anna@force.example']);
    const server = await force.issue({ kind: 'server', dnsNames: ['a.example', 'b.example'] });
    expect(parseCertificate(server.certificate).sanDns).toEqual(['a.example', 'b.example']);
  });

  it('gives every certificate a serial number of its own, positive and of 16 octets', async () => {
    const serials = await Promise.all(
      Array.from({ length: 20 }, async () => parseCertificate(await issueCertificate(inputFor({ kind: 'device' }))).serialHex),
    );
    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
  });

  it('keeps a given serial number, with the octet that makes it positive', async () => {
    const certificate = await issueCertificate({ ...inputFor({ kind: 'device' }), serial: 'ff' });
    expect(parseCertificate(certificate).serialHex).toBe('00ff');
  });

  it('writes years from 2050 as RFC 5280 asks', async () => {
    const notAfter = new Date('2051-02-03T04:05:06Z');
    const certificate = await issueCertificate({ ...inputFor({ kind: 'device' }), notAfter });
    expect(parseCertificate(certificate).notAfter).toEqual(notAfter);
    expect(new Date(new X509Certificate(certificate).validTo)).toEqual(notAfter);
  });

  it('refuses what a profile forbids', async () => {
    const rsa = await force.issue({ kind: 'cardAuthentication' }, 'rsa');
    await expect(issueCertificate(inputFor({ kind: 'device' }, rsa))).rejects.toThrow(RangeError);
    await expect(issueCertificate(inputFor({ kind: 'recovery' }))).rejects.toThrow(RangeError);
    await expect(issueCertificate({ ...inputFor({ kind: 'shift', device: 'LAP-0417' }), notAfter: hours(11) })).rejects.toThrow(RangeError);
    await expect(issueCertificate(inputFor({ kind: 'server', dnsNames: [] }))).rejects.toThrow(RangeError);
    await expect(issueCertificate({ ...inputFor({ kind: 'device' }), notAfter: now })).rejects.toThrow(RangeError);
    await expect(issueCertificate({ ...inputFor({ kind: 'device' }), subject: {} })).rejects.toThrow(RangeError);
  });

  it('does not let a wrong signature out', async () => {
    const stranger = newKey();
    const issuer = {
      certificate: force.officers.certificate,
      sign: signerFromKey(card.certificate, stranger.privateKey).sign,
    };
    await expect(issueCertificate({ ...inputFor({ kind: 'device' }), issuer, spki: spkiOf(stranger) })).rejects.toMatchObject({
      code: 'BadSignature',
    });
  });

  it('lists the revoked with date and reason', async () => {
    const { serialHex } = parseCertificate(card.certificate);
    const list = parseCrl(
      await force.officerList([
        { serialHex, at: hours(-2), reason: 'keyCompromise' },
        { serialHex: '01', at: hours(-3) },
      ]),
    );
    expect(list).toMatchObject({ size: 2, number: 7n, thisUpdate: hours(-1), nextUpdate: hours(24) });
    expect(list.lookup(serialHex)).toEqual({ serialHex, at: hours(-2), reason: 'keyCompromise' });
    expect(list.lookup('01')).toEqual({ serialHex: '01', at: hours(-3) });
    expect(list.lookup('02')).toBeUndefined();
  });

  it('issues a list of 50,000', async () => {
    const revoked = Array.from({ length: 50_000 }, (_, index) => ({
      serialHex: (0x4000_0000 + index).toString(16),
      at: now,
      reason: 'superseded' as const,
    }));
    const list = parseCrl(await force.officerList(revoked));
    expect([list.size, list.lookup('4000c34f')?.reason, list.lookup('4000c350')]).toEqual([50_000, 'superseded', undefined]);
  });

  it('revokes by the list that it issued', async () => {
    const { serialHex } = parseCertificate(card.certificate);
    const crls = [force.rootList, await force.officerList([{ serialHex, at: hours(-2) }])];
    expect(verifyPath(card.certificate, { ...trust, crls })).toMatchObject({ ok: false, code: 'Revoked' });
  });

  it('refuses a list that ends before it begins', async () => {
    const input = { issuer: force.officers.signer, revoked: [], thisUpdate: now, nextUpdate: now, number: 1 };
    await expect(issueCrl(input)).rejects.toThrow(RangeError);
  });
});

describe('purposes', () => {
  it('demands the asked key usage and extended key usage of the leaf', () => {
    const ask = (more: object) => verifyPath(card.certificate, { ...trust, ...more });
    expect(ask({ keyUsage: 'digitalSignature', extendedKeyUsage: extendedKeyUsages.clientAuth }).ok).toBe(true);
    expect(ask({ keyUsage: 'keyEncipherment' })).toMatchObject({ code: 'KeyUsage' });
    expect(ask({ extendedKeyUsage: extendedKeyUsages.serverAuth })).toMatchObject({ code: 'ExtendedKeyUsage' });
    expect(verifyPath(force.officers.certificate, { ...trust, extendedKeyUsage: extendedKeyUsages.clientAuth })).toMatchObject({
      code: 'ExtendedKeyUsage',
    });
  });

  it('lets a stale list serve within the grace that is asked for, and no longer', async () => {
    const crls = [force.rootList, await force.officerList([], hours(-0.5))];
    expect(verifyPath(card.certificate, { ...trust, crls })).toMatchObject({ code: 'RevocationStale' });
    expect(verifyPath(card.certificate, { ...trust, crls, crlGrace: 3_600_000 })).toMatchObject({ ok: true });
    expect(verifyPath(card.certificate, { ...trust, crls, crlGrace: 60_000 })).toMatchObject({ code: 'RevocationStale' });
  });

  it('names the time when a certificate is past it or before it', () => {
    expect(verifyPath(card.certificate, { ...trust, at: hours(2000) })).toMatchObject({ code: 'Expired' });
    expect(verifyPath(card.certificate, { ...trust, at: hours(-2) })).toMatchObject({ code: 'NotYetValid' });
  });

  it('does not trust another force', async () => {
    const other = await Force.make();
    expect(verifyPath(card.certificate, { ...trust, anchors: [other.root.certificate] }).ok).toBe(false);
    expect(verifyPath(card.certificate, { ...trust, anchors: [] })).toMatchObject({ code: 'UntrustedAnchor' });
  });
});

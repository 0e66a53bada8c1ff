import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextTag, DerReader, openDer } from '../../pki/der/read.ts';
import { concat, context, encode, integer, octetString, oid, sequence, setOf } from '../../pki/der/write.ts';
import { certsOnly, contentTypes, parseCertificate, parseCertsOnly, type Signer, signCms, verifyCms } from '../../pki/index.ts';
import { Force, type Holder, hours, keyPem, now } from './force.ts';
import { certificatePem, inFolder, listPem, openssl } from './openssl.ts';

const force = await Force.make();
const trust = { ...(await force.trust()), purpose: 'cardAuthentication' as const };
const anna = await force.issue({ kind: 'cardAuthentication' });
const rsa = await force.issue({ kind: 'cardSignature' }, 'rsa');
const management = await force.issue({ kind: 'cardKeyManagement' }, 'rsa');
const content = Uint8Array.from(Buffer.from('{"order":"lock"}'));
const signed = await signCms({ content, signer: anna.signer, at: now });
const code = (der: Uint8Array, options: Partial<Parameters<typeof verifyCms>[1]> = {}): string => {
  const result = verifyCms(der, { ...trust, ...options });
  return result.ok ? 'valid' : result.code;
};

describe('a signed message', () => {
  it.each([
    ['P-256', anna, 'cardAuthentication'],
    ['RSA', rsa, 'cardSignature'],
  ] as const)('by a %s card is verified, with its content, signer and time', async (_, holder, purpose) => {
    const message = await signCms({ content, signer: holder.signer, certificates: [force.officers.certificate], at: now });
    const result = verifyCms(message, { ...trust, purpose });
    expect(result).toMatchObject({ ok: true, content, signer: holder.certificate, signedAt: now });
    expect(result.ok && result.certificates).toHaveLength(2);
  });

  it.each([
    ['P-256', anna],
    ['RSA', rsa],
  ] as const)('by a %s card satisfies openssl cms -verify', async (_, holder) => {
    const message = await signCms({ content, contentType: contentTypes.pkiData, signer: holder.signer, at: now });
    inFolder((put, folder) => {
      const pki = put('pki.pem', certificatePem(force.root.certificate, force.officers.certificate) + listPem(...trust.crls));
      const args = [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        put('message', message),
        '-CAfile',
        pki,
        '-crl_check_all',
        '-purpose',
        'any',
      ];
      expect(openssl([...args, '-attime', String(now.getTime() / 1000), '-out', join(folder, 'out')])).toMatchObject({ status: 0 });
      expect(Uint8Array.from(readFileSync(join(folder, 'out')))).toEqual(content);
    });
  });

  it.each([
    ['whole', []],
    ['in pieces', ['-stream', '-indef']],
    ['by key identifier', ['-keyid']],
    ['with SHA-512', ['-md', 'sha512']],
    ['with RSASSA-PSS', ['-keyopt', 'rsa_padding_mode:pss']],
  ] as const)('made by OpenSSL is verified: %s', (_, more) => {
    const message = inFolder((put, folder) => {
      const args = [
        'cms',
        '-sign',
        '-nodetach',
        '-binary',
        '-in',
        put('content', content),
        '-signer',
        put('c', certificatePem(rsa.certificate)),
        '-inkey',
        put('k', keyPem(rsa.key)),
      ];
      expect(openssl([...args, '-outform', 'DER', '-out', join(folder, 'm'), ...more])).toMatchObject({ status: 0 });
      return Uint8Array.from(readFileSync(join(folder, 'm')));
    });
    expect(verifyCms(message, { ...trust, purpose: 'cardSignature' })).toMatchObject({ ok: true, content, signer: rsa.certificate });
  });

  it('without signed attributes is refused', () => {
    const message = inFolder((put, folder) => {
      const args = [
        'cms',
        '-sign',
        '-nodetach',
        '-noattr',
        '-binary',
        '-in',
        put('content', content),
        '-signer',
        put('c', certificatePem(rsa.certificate)),
        '-inkey',
        put('k', keyPem(rsa.key)),
      ];
      openssl([...args, '-outform', 'DER', '-out', join(folder, 'm')]);
      return Uint8Array.from(readFileSync(join(folder, 'm')));
    });
    expect(code(message)).toBe('Malformed');
  });

  it('is refused when any byte of it is changed', () => {
    for (let at = 0; at < signed.length; at++) {
      const changed = signed.map((byte, index) => (index === at ? byte ^ 0x01 : byte));
      const result = verifyCms(changed, trust);
      // The version numbers are not signed, and decide nothing.
      if (result.ok) expect([result.content, result.signer]).toEqual([content, anna.certificate]);
    }
  });

  it('is refused when its content is another', async () => {
    const place = Buffer.from(signed).indexOf(Buffer.from(content)) + 3;
    expect(code(signed.map((byte, index) => (index === place ? byte ^ 0x20 : byte)))).toBe('BadSignature');
  });

  it('of another content type is refused, whether it says so or only its signature does', async () => {
    expect(code(signed, { contentType: contentTypes.pkiData })).toBe('WrongContentType');
    const data = encode(6, openDer(oid(contentTypes.data), 6, '') && new DerReader(oid(contentTypes.data)).any().content);
    const forged = Buffer.from(await signCms({ content, contentType: '1.2.840.113549.1.7.5', signer: anna.signer, at: now }));
    const place = forged.lastIndexOf(Buffer.from(oid('1.2.840.113549.1.7.5')), forged.indexOf(Buffer.from(content)));
    Buffer.from(data).copy(forged, place);
    expect(code(forged)).toBe('WrongContentType');
  });

  it('by a revoked officer is refused', async () => {
    const { serialHex } = parseCertificate(anna.certificate);
    expect(code(signed, { crls: [force.rootList, await force.officerList([{ serialHex, at: hours(-1) }])] })).toBe('Revoked');
  });

  it('is refused when nothing says whether the officer is revoked, or only a list out of date', async () => {
    expect(code(signed, { crls: [] })).toBe('RevocationUnknown');
    expect(code(signed, { crls: [force.rootList, await force.officerList([], hours(-0.5))] })).toBe('RevocationStale');
  });

  it('does not take the lists that it brings along', () => {
    const withList = rewrite(signed, (fields) => [...fields.slice(0, 4), context(1, ...trust.crls), ...fields.slice(4)]);
    expect(code(withList)).toBe('valid');
    expect(code(withList, { crls: [] })).toBe('RevocationUnknown');
  });

  it('by a key-management key is refused', async () => {
    expect(code(await signCms({ content, signer: management.signer, at: now }))).toBe('KeyUsage');
  });

  it('is refused for another purpose than its signer’s', () => {
    expect(code(signed, { purpose: 'cardSignature' })).toBe('KeyUsage');
    expect(code(signed, { purpose: 'server' })).toBe('ExtendedKeyUsage');
    expect(code(signed, { purpose: 'device' })).toBe('Policy');
  });

  it('leads nowhere by the authorities that it brings along', async () => {
    const message = await signCms({ content, signer: anna.signer, certificates: [force.officers.certificate], at: now });
    expect(code(message)).toBe('valid');
    expect(code(message, { intermediates: [] })).toBe('UntrustedAnchor');
  });

  it('by an officer of another force is refused', async () => {
    const stranger = await (await Force.make()).issue({ kind: 'cardAuthentication' });
    expect(code(await signCms({ content, signer: stranger.signer, at: now }))).toBe('UntrustedAnchor');
  });

  it('is not signed with a wrong answer of the card', async () => {
    const broken: Signer = { certificate: anna.certificate, sign: rsa.signer.sign };
    await expect(signCms({ content, signer: broken, at: now })).rejects.toMatchObject({ code: 'BadSignature' });
  });

  it('passes on what the card throws', async () => {
    const removed = new Error('card removed');
    const gone: Signer = { certificate: anna.certificate, sign: () => Promise.reject(removed) };
    await expect(signCms({ content, signer: gone, at: now })).rejects.toBe(removed);
  });

  it('sorts its signed attributes, and is verified when somebody else does not', () => {
    const attributes = [...new DerReader(signerField(signed, 3).content).rest()].map(({ raw }) => Buffer.from(raw));
    expect(attributes).toEqual([...attributes].sort(Buffer.compare));
    const unsorted = rewriteSigner(signed, (fields) => [
      ...fields.slice(0, 3),
      encode(contextTag(0), ...[...attributes].reverse()),
      ...fields.slice(4),
    ]);
    expect(unsorted).not.toEqual(signed);
    expect(code(unsorted)).toBe('valid');
  });

  it('with an attribute twice is refused', () => {
    const [first, ...others] = [...new DerReader(signerField(signed, 3).content).rest()].map(({ raw }) => raw);
    const doubled = rewriteSigner(signed, (fields) => [
      ...fields.slice(0, 3),
      encode(contextTag(0), first ?? new Uint8Array(), first ?? new Uint8Array(), ...others),
      ...fields.slice(4),
    ]);
    expect(code(doubled)).toBe('Malformed');
  });

  it('with no signer, two signers, or without its content is refused', () => {
    const signer = signersOf(signed);
    expect(code(rewrite(signed, (fields) => [...fields.slice(0, -1), setOf()]))).toBe('SignerMissing');
    expect(code(rewrite(signed, (fields) => [...fields.slice(0, -1), encode(0x31, signer, signer)]))).toBe('SignerMissing');
    expect(code(rewrite(signed, ([version, digests, , ...rest]) => [version, digests, sequence(oid(contentTypes.data)), ...rest]))).toBe(
      'SignerMissing',
    );
  });

  it('without the signer’s certificate is refused, unless it is known', () => {
    const bare = rewrite(signed, (fields) => fields.filter((_, index) => index !== 3));
    expect(code(bare)).toBe('SignerMissing');
    expect(code(bare, { intermediates: [...trust.intermediates, anna.certificate] })).toBe('valid');
  });

  it('with trailing bytes is refused', () => {
    expect(code(concat(signed, Uint8Array.of(0)))).toBe('Malformed');
  });
});

describe('a certs-only message', () => {
  const certificates: readonly Holder[] = [anna, rsa, force.officers];

  it('carries certificates and nothing else', () => {
    const found = parseCertsOnly(certsOnly(certificates.map(({ certificate }) => certificate)));
    expect(new Set(found.map((der) => Buffer.from(der).toString('hex')))).toEqual(
      new Set(certificates.map(({ certificate }) => Buffer.from(certificate).toString('hex'))),
    );
  });

  it('is read by openssl pkcs7', () => {
    inFolder((put) => {
      const { status, stdout } = openssl([
        'pkcs7',
        '-inform',
        'DER',
        '-in',
        put('m', certsOnly([anna.certificate, force.officers.certificate])),
        '-print_certs',
      ]);
      expect([
        status,
        Buffer.from(stdout)
          .toString()
          .match(/BEGIN CERTIFICATE/g)?.length,
      ]).toEqual([0, 2]);
    });
  });

  it('is not a signed message, nor the other way round', () => {
    expect(() => parseCertsOnly(signed)).toThrowError(expect.objectContaining({ code: 'Malformed' }));
    expect(code(certsOnly([anna.certificate]))).toBe('SignerMissing');
  });
});

/** The fields of the SignedData, changed. */
function rewrite(message: Uint8Array, change: (fields: readonly Uint8Array[]) => readonly (Uint8Array | undefined)[]): Uint8Array {
  const info = openDer(message, 0x30, 'message');
  info.any();
  const fields = [...new DerReader(info.any().content).inside(0x30, 'signed data').rest()].map(({ raw }) => raw);
  return sequence(oid(contentTypes.signedData), context(0, sequence(...change(fields).filter((field) => field !== undefined))));
}
function signersOf(message: Uint8Array): Uint8Array {
  let signers = new Uint8Array();
  rewrite(message, (fields) => {
    signers = Uint8Array.from(new DerReader(fields.at(-1) ?? signers).any().content);
    return fields;
  });
  return signers;
}
const signerField = (message: Uint8Array, index: number) => {
  const field = [...new DerReader(signersOf(message)).inside(0x30, 'signer').rest()][index];
  if (!field) throw new Error('no such field');
  return field;
};
function rewriteSigner(message: Uint8Array, change: (fields: readonly Uint8Array[]) => readonly Uint8Array[]): Uint8Array {
  const fields = [...new DerReader(signersOf(message)).inside(0x30, 'signer').rest()].map(({ raw }) => raw);
  return rewrite(message, (all) => [...all.slice(0, -1), setOf(sequence(...change(fields)))]);
}

describe('unsigned attributes', () => {
  it('decide nothing', () => {
    const counter = sequence(oid('1.2.840.113549.1.9.6'), setOf(octetString(integer(1))));
    expect(code(rewriteSigner(signed, (fields) => [...fields, context(1, counter)]))).toBe('valid');
  });
});

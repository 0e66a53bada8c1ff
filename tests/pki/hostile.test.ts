import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readName } from '../../pki/certificate/name.ts';
import { DerReader } from '../../pki/der/read.ts';
import { readTime } from '../../pki/der/time.ts';
import { readOid } from '../../pki/der/values.ts';
import { encode, integer, oid } from '../../pki/der/write.ts';
import {
  PkiError,
  parseCertificate,
  parseCertsOnly,
  parseCrl,
  parsePkiData,
  parsePkiResponse,
  parseRequest,
  verifyCms,
} from '../../pki/index.ts';
import { limits } from '../../pki/limits.ts';
import { verifyPath } from '../../pki/path/verify.ts';
import { at, authorityExtensions, certificate, endEntity, entry, newKey, reason, revocationList } from './material.ts';

const root = certificate({ subject: ['CN=Root'], issuer: 'self', extensions: authorityExtensions() });
const leaf = certificate({ subject: ['CN=Leaf'], issuer: root, extensions: [endEntity()] });
const list = revocationList({ issuer: root });
const trust = { anchors: [root.der], intermediates: [], crls: [list], at };

describe('hostile bytes', () => {
  const readers = { parseCertificate, parseCrl, parseRequest, parseCertsOnly, parsePkiData, parsePkiResponse };
  it.each(Object.entries(readers))('%s throws nothing but PkiError', (_, read) => {
    const seeds = [
      leaf.der,
      list,
      ...['certs/GoodCACert.crt', 'crls/GoodCACRL.crl'].map((path) => readFileSync(new URL(`../fixtures/pkits/${path}`, import.meta.url))),
    ];
    const mutated = fc
      .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 6 }))
      .map(([seed, changes]) => {
        const bytes = Uint8Array.from(seed);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(PkiError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never make verifyPath or verifyCms throw, nor a changed certificate valid', () => {
    fc.assert(
      fc.property(fc.nat(leaf.der.length - 1), fc.integer({ min: 1, max: 255 }), (place, mask) => {
        const bytes = leaf.der.map((byte, index) => (index === place ? byte ^ mask : byte));
        expect(verifyPath(bytes, trust).ok).toBe(false);
        expect(verifyCms(bytes, { ...trust, purpose: 'cardSignature' }).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('among intermediates and lists are passed over', () => {
    const junk = [new Uint8Array(), Uint8Array.of(0x30, 0x80), Uint8Array.from({ length: 100 }, (_, index) => index)];
    expect(verifyPath(leaf.der, { ...trust, intermediates: junk, crls: [...junk, list] })).toMatchObject({ ok: true });
  });

  it('as an anchor are refused', () => {
    expect(verifyPath(leaf.der, { ...trust, anchors: [Uint8Array.of(1)] })).toMatchObject({ code: 'Malformed' });
  });
});

describe('bounds', () => {
  it('refuse what is longer than a certificate can be', () => {
    expect(() => parseCertificate(new Uint8Array(limits.certificateBytes + 1))).toThrow(/too long/);
  });

  it('refuse more intermediates than anybody needs', () => {
    const intermediates = Array.from({ length: limits.intermediates + 1 }, () => root.der);
    expect(verifyPath(leaf.der, { ...trust, intermediates })).toMatchObject({ code: 'Malformed' });
  });

  it('end a path that is too long', () => {
    let issuer = root;
    const chain = [];
    for (let depth = 0; depth < limits.pathLength; depth++) {
      issuer = certificate({ subject: [`CN=Authority ${depth}`], issuer, extensions: authorityExtensions() });
      chain.push(issuer);
    }
    const far = certificate({ subject: ['CN=Far'], issuer, extensions: [endEntity()] });
    const crls = [list, ...chain.map((authority) => revocationList({ issuer: authority }))];
    expect(verifyPath(far.der, { ...trust, intermediates: chain.map(({ der }) => der), crls })).toMatchObject({ code: 'PathTooLong' });
  });

  it('end the search among cross-certificates that multiply paths', () => {
    // Eight levels of four namesakes each that share a key: 65,536 paths, none of which is good.
    let level = [root];
    const pool = [];
    for (let depth = 0; depth < 8; depth++) {
      const key = newKey();
      const above = level;
      level = Array.from({ length: 4 }, (_, twin) =>
        certificate({ subject: [`CN=Level ${depth}`], issuer: above[twin % above.length] ?? root, key, extensions: authorityExtensions() }),
      );
      pool.push(...level);
    }
    const [issuer = root] = level;
    const far = certificate({ subject: ['CN=Far'], issuer, extensions: [endEntity()] });
    expect(verifyPath(far.der, { ...trust, intermediates: pool.map(({ der }) => der) })).toMatchObject({
      ok: false,
      code: 'RevocationUnknown',
    });
  });

  it('do not let authorities that certify each other run in a circle', () => {
    const one = certificate({ subject: ['CN=One'], issuer: root, extensions: authorityExtensions() });
    const two = certificate({ subject: ['CN=Two'], issuer: one, extensions: authorityExtensions() });
    const back = certificate({ subject: one.subject, issuer: two, key: one.key, extensions: authorityExtensions() });
    const stranger = certificate({ subject: ['CN=Leaf'], issuer: one, extensions: [endEntity()] });
    expect(verifyPath(stranger.der, { ...trust, intermediates: [back.der, two.der] })).toMatchObject({ code: 'UntrustedAnchor' });
  });
});

describe('DER', () => {
  it.each([
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length that is not the shortest', [0x04, 0x81, 0x01, 0x00]],
    ['a length with a leading zero', [0x04, 0x82, 0x00, 0x80, ...Array(128).fill(0)]],
    ['a length beyond the end', [0x04, 0x05, 0x00]],
    ['a length of five octets', [0x04, 0x85, 1, 1, 1, 1, 1]],
    ['a tag of several octets', [0x1f, 0x81, 0x01, 0x00]],
  ])('is not %s', (_, bytes) => {
    expect(() => new DerReader(Uint8Array.from(bytes)).any()).toThrowError(expect.objectContaining({ code: 'Malformed' }));
  });

  const element = (tag: number, text: string) => new DerReader(encode(tag, Buffer.from(text))).any();
  it.each([
    [0x17, '490101000000Z', '2049-01-01T00:00:00Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00Z'],
    [0x17, '991231235959Z', '1999-12-31T23:59:59Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00Z'],
    [0x18, '00990301000000Z', '0099-03-01T00:00:00Z'],
  ])('reads time %i %s', (tag, text, iso) => {
    expect(readTime(element(tag, text))).toEqual(new Date(iso));
  });

  it.each([
    [0x17, '9902300000Z'],
    [0x17, '990230000000Z'],
    [0x17, '991301000000Z'],
    [0x17, '990101240000Z'],
    [0x17, '990101000000+0100'],
    [0x18, '20500101000000.5Z'],
    [0x18, '2050010100Z'],
    [0x0c, '990101000000Z'],
  ])('refuses time %i %s', (tag, text) => {
    expect(() => readTime(element(tag, text))).toThrow(PkiError);
  });

  it('writes integers and object identifiers that read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }), (value) => {
        const { content } = new DerReader(integer(value)).any();
        expect(BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`))).toBe(value);
      }),
    );
    for (const dotted of ['2.5.4.3', '1.2.840.113549.1.1.11', '2.999.1', '0.9.2342.19200300.100.1.1']) {
      expect(readOid(new DerReader(oid(dotted)).any())).toBe(dotted);
    }
  });

  it('refuses a name with a string that is none', () => {
    expect(() => readName(new DerReader(Uint8Array.of(0x30, 12, 0x31, 10, 0x30, 8, 6, 3, 0x55, 4, 3, 0x0c, 1, 0xff)).any())).toThrow(
      PkiError,
    );
  });
});

describe('a list of 50,000', () => {
  const serial = (index: number) => integer(0x4000_0000_0000n + BigInt(index));
  const big = revocationList({ issuer: root, entries: Array.from({ length: 50_000 }, (_, index) => entry(serial(index), reason(1))) });
  const listed = certificate({ subject: ['CN=Listed'], issuer: root, serial: serial(49_999), extensions: [endEntity()] });

  it('is read whole and finds every one of them', () => {
    const crl = parseCrl(big);
    expect(crl.size).toBe(50_000);
    for (let index = 0; index < 50_000; index += 997) {
      expect(crl.lookup((0x4000_0000_0000n + BigInt(index)).toString(16))?.reason).toBe('keyCompromise');
    }
    expect(crl.lookup('400000010000')).toBeUndefined();
  });

  it('revokes, parsed or not', () => {
    for (const crl of [big, parseCrl(big)]) {
      expect(verifyPath(listed.der, { ...trust, crls: [crl] })).toMatchObject({ code: 'Revoked' });
      expect(verifyPath(leaf.der, { ...trust, crls: [crl] })).toMatchObject({ ok: true });
    }
  });
});

describe('the fixtures', () => {
  it('are all readable', () => {
    const folder = new URL('../fixtures/pkits/', import.meta.url);
    for (const name of readdirSync(new URL('certs', folder))) parseCertificate(readFileSync(new URL(`certs/${name}`, folder)));
    for (const name of readdirSync(new URL('crls', folder))) parseCrl(readFileSync(new URL(`crls/${name}`, folder)));
  });
});

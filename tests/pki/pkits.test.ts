import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCrl } from '../../pki/index.ts';
import { type VerifyPathOptions, verifyPath } from '../../pki/path/verify.ts';

const folder = new URL('../fixtures/pkits/', import.meta.url);
const read = (path: string): Uint8Array => Uint8Array.from(readFileSync(new URL(path, folder)));
const all = (part: string): readonly string[] => readdirSync(new URL(part, folder)).map((name) => `${part}/${name}`);

const certificates = all('certs');
const lists = all('crls').map(read);
const options: VerifyPathOptions = {
  anchors: [read('certs/TrustAnchorRootCertificate.crt')],
  intermediates: certificates.map(read),
  crls: lists,
  at: new Date('2005-06-01T00:00:00Z'),
  allowWeak: true,
};
const named = (start: string): readonly string[] => certificates.filter((path) => path.startsWith(`certs/${start}`));

/** Why each is refused: a refusal for the wrong reason is no proof. */
const reasons: Readonly<Record<string, string>> = {
  InvalidBadCRLIssuerNameTest5EE: 'RevocationUnknown',
  InvalidBadCRLSignatureTest4EE: 'RevocationUnknown',
  InvalidCASignatureTest2EE: 'BadSignature',
  InvalidCAnotAfterDateTest5EE: 'Expired',
  InvalidCAnotBeforeDateTest1EE: 'NotYetValid',
  InvalidEESignatureTest3EE: 'BadSignature',
  InvalidEEnotAfterDateTest6EE: 'Expired',
  InvalidEEnotBeforeDateTest2EE: 'NotYetValid',
  InvalidMissingCRLTest1EE: 'RevocationUnknown',
  InvalidNameChainingOrderTest2EE: 'NameChaining',
  InvalidNameChainingTest1EE: 'NameChaining',
  InvalidOldCRLnextUpdateTest11EE: 'RevocationStale',
  InvalidRevokedCATest2EE: 'Revoked',
  InvalidRevokedEETest3EE: 'Revoked',
  InvalidWrongCRLTest6EE: 'RevocationUnknown',
  Invalidpre2000UTCEEnotAfterDateTest7EE: 'Expired',
};

describe('NIST PKITS', () => {
  it.each(named('Valid'))('accepts %s', (path) => {
    expect(verifyPath(read(path), options)).toMatchObject({ ok: true });
  });

  it.each(named('Invalid'))('refuses %s', (path) => {
    const name = path.replace(/^certs\/|\.crt$/g, '');
    expect(verifyPath(read(path), options)).toMatchObject({ ok: false, code: reasons[name] });
  });

  it('gives the same verdicts with lists that were parsed beforehand', () => {
    const parsed = { ...options, crls: lists.map(parseCrl) };
    for (const path of [...named('Valid'), ...named('Invalid')]) {
      expect(verifyPath(read(path), parsed).ok, path).toBe(path.startsWith('certs/Valid'));
    }
  });

  it('refuses all of it with strict key sizes and hashes', () => {
    for (const path of named('Valid')) {
      expect(verifyPath(read(path), { ...options, allowWeak: false })).toMatchObject({ ok: false, code: 'WeakKey' });
    }
  });

  it('says that revocation is unknown when there are no lists', () => {
    for (const path of named('Valid')) {
      expect(verifyPath(read(path), { ...options, crls: [] })).toMatchObject({ ok: false, code: 'RevocationUnknown' });
    }
  });

  it('trusts nobody without an anchor', () => {
    for (const path of named('Valid')) {
      expect(verifyPath(read(path), { ...options, anchors: [] })).toMatchObject({ ok: false, code: 'UntrustedAnchor' });
    }
  });

  it('finds the revoked by their serial numbers', () => {
    const list = parseCrl(read('crls/GoodCACRL.crl'));
    expect(list.size).toBe(2);
    expect(list.number).toBe(1n);
    expect(list.lookup('0f')?.reason).toBe('keyCompromise');
    expect(list.lookup('01')).toBeUndefined();
  });
});

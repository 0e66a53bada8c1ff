import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPublicKey } from '../../pki/certificate/key.ts';
import { bitString, oid, sequence } from '../../pki/der/write.ts';
import { decodePem } from '../../pki/index.ts';
import { verifyPath } from '../../pki/path/verify.ts';
import { at, authorityExtensions, certificate, endEntity, entry, type KeyPair, revocationList, spkiOf } from './material.ts';
import { inFolder, isBoringSsl, openssl } from './openssl.ts';

interface Made {
  readonly root: Uint8Array;
  readonly leaf: Uint8Array;
  readonly list: Uint8Array;
}

const configuration = (folder: string, hash: string): string => `
[ca]
default_ca = authority
[authority]
database = ${folder}/index
default_md = ${hash}
[req]
distinguished_name = name
[name]
[extensions]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
`;

/** An authority with this kind of key, a leaf and a list, all by OpenSSL. */
function made(key: string, hash = 'sha256', signing: readonly string[] = []): Made {
  return inFolder((put, folder) => {
    const path = (name: string) => join(folder, name);
    const config = ['-config', put('cnf', configuration(folder, hash))];
    const digest = key === 'ed25519' ? [] : [`-${hash}`];
    const run = (...args: readonly string[]) => expect(openssl(args)).toMatchObject({ status: 0 });
    put('index', '');
    put('index.attr', '');
    const root = ['-keyout', path('key'), '-out', path('root'), '-subj', '/CN=Root', '-days', '20000', '-extensions', 'extensions'];
    run('req', '-x509', ...config, '-newkey', key, '-nodes', ...digest, ...root, ...signing);
    run(
      'req',
      '-new',
      ...config,
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      path('leaf-key'),
      '-out',
      path('request'),
      '-subj',
      '/CN=Leaf',
    );
    const authority = ['-CA', path('root'), '-CAkey', path('key'), '-set_serial', '5', '-days', '20000'];
    run('x509', '-req', '-in', path('request'), ...authority, ...digest, '-out', path('leaf'), ...signing);
    run('ca', '-gencrl', ...config, '-cert', path('root'), '-keyfile', path('key'), '-crldays', '20000', '-out', path('list'), ...signing);
    const read = (name: string, label: string) => decodePem(readFileSync(path(name), 'latin1'), label)[0] ?? new Uint8Array();
    return { root: read('root', 'CERTIFICATE'), leaf: read('leaf', 'CERTIFICATE'), list: read('list', 'X509 CRL') };
  });
}

const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000);
const verdict = ({ root, leaf, list }: Made, allowWeak = false) => {
  const result = verifyPath(leaf, { anchors: [root], intermediates: [], crls: [list], at: inThreeDays(), allowWeak });
  return result.ok ? 'valid' : result.code;
};

describe('algorithms of certificates that OpenSSL made', () => {
  it('accepts RSA-2048 with SHA-256, SHA-384 and SHA-512', () => {
    for (const hash of ['sha256', 'sha384', 'sha512']) expect(verdict(made('rsa:2048', hash))).toBe('valid');
  });

  it('accepts RSASSA-PSS', () => {
    expect(verdict(made('rsa:2048', 'sha256', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32']))).toBe('valid');
  });

  it('refuses RSA-1024 unless weak keys are allowed', () => {
    const weak = made('rsa:1024');
    expect(verdict(weak)).toBe('WeakKey');
    expect(verdict(weak, true)).toBe('valid');
  });

  it('refuses SHA-1 unless weak hashes are allowed, and MD5 in every mode', () => {
    const [old, older] = [made('rsa:2048', 'sha1'), made('rsa:2048', 'md5')];
    expect([verdict(old), verdict(old, true)]).toEqual(['WeakHash', 'valid']);
    expect([verdict(older), verdict(older, true)]).toEqual(['WeakHash', 'WeakHash']);
  });

  it('refuses RSA-768 in every mode', () => {
    const weak = made('rsa:768');
    expect([verdict(weak), verdict(weak, true)]).toEqual(['WeakKey', 'WeakKey']);
  });

  it('refuses keys of a kind that it does not know', () => {
    expect(verdict(made('ed25519'))).toMatch(/^Weak(Key|Hash)$/);
  });
});

describe.skipIf(isBoringSsl)('DSA, as in old test suites (needs OpenSSL: BoringSSL makes no DSA keys)', () => {
  let made: ReturnType<typeof dsaForce>;
  beforeAll(() => {
    made = dsaForce();
  });

  it('is refused by default', () => {
    expect(verifyPath(made.leaf.der, made.options)).toMatchObject({ ok: false, code: 'WeakKey' });
  });

  it('is accepted when weak keys are, parameters inherited', () => {
    expect(verifyPath(made.leaf.der, { ...made.options, allowWeak: true })).toMatchObject({ ok: true });
  });

  it('signs lists with inherited parameters', () => {
    const crls = [made.rootList, made.revoking];
    expect(verifyPath(made.leaf.der, { ...made.options, crls, allowWeak: true })).toMatchObject({ ok: false, code: 'Revoked' });
  });
});

const dsaForce = () => {
  const key: KeyPair = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
  const root = certificate({ subject: ['CN=Root'], issuer: 'self', key, extensions: authorityExtensions() });
  // A key of the same parameters whose certificate leaves them out: it takes its issuer's (RFC 3279 §2.3.2).
  const bare = sequence(sequence(oid('1.2.840.10040.4.1')), bitString(readPublicKey(spkiOf(key)).bytes));
  const heir = certificate({ subject: ['CN=Heir'], issuer: root, key, spki: bare, extensions: authorityExtensions() });
  const leaf = certificate({ subject: ['CN=Leaf'], issuer: heir, extensions: [endEntity()] });
  const rootList = revocationList({ issuer: root });
  const crls = [rootList, revocationList({ issuer: heir })];
  const options = { anchors: [root.der], intermediates: [heir.der], crls, at };
  return { leaf, rootList, revoking: revocationList({ issuer: heir, entries: [entry(leaf.serial)] }), options };
};

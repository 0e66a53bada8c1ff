import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BORINGSSL_NEEDS, BORINGSSL_TESTS, boringSsl, NOT_ON_BORINGSSL } from '../../build/boringssl.ts';
import { bundleScripts } from '../../build/bundle.ts';
import { BORINGSSL, cryptoFindings } from './crypto-names.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const program = boringSsl();

/** Names that only running the bundles tells, and what they can be; pki's own tests run on BoringSSL too. */
const COMPUTED: Readonly<Record<string, { readonly names: readonly string[]; readonly because: string }>> = {
  'createCipheriv takes a computed cipher: ecb(kek)': {
    names: ['aes-128-ecb', 'aes-192-ecb', 'aes-256-ecb'],
    because: 'AES key wrap is ours, over one block at a time (pki/envelope/key-wrap.ts)',
  },
  'createDecipheriv takes a computed cipher: ecb(kek)': { names: ['aes-128-ecb', 'aes-192-ecb', 'aes-256-ecb'], because: 'the same' },
  'createDecipheriv takes a computed cipher: `aes-${cipher.keyBytes * 8}-cbc`': {
    names: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'],
    because: 'S/MIME of others, three key lengths (pki/envelope/read.ts)',
  },
  'createDecipheriv takes a computed cipher: node': {
    names: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-192-gcm', 'aes-256-gcm', 'des-ede3-cbc'],
    because: 'the ciphers of mail, by the names that both libraries know (pki/smime)',
  },
  'createHash takes a computed digest: info.digest': {
    names: ['sha256', 'sha384', 'sha512'],
    because: 'HashName of pki/cms/signed-data.ts',
  },
  'createHash takes a computed digest: stronger': {
    names: ['sha384', 'sha512'],
    because: 'the other hashes of signing-certificate-v2 (pki/cms/signing-certificate.ts)',
  },
  'createHash takes a computed digest: hash': {
    names: ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
    because: 'HashName, in key agreement and in the mail of others (pki/envelope/key-agreement.ts, pki/smime)',
  },
  'verify takes a computed digest: algorithm.hash': {
    names: ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
    because: 'the table of pki/certificate/signature.ts',
  },
  'createHash takes a computed digest: idHashAlgorithm || "md5"': {
    names: ['md5'],
    because: 'imapflow names attachments by it; we give none',
  },
};

describe("the product on Electron's cryptography", () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-boringssl-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await bundleScripts(['main-electron', 'main-chromium', 'store-worker', 'mail-reader', 'card-service'], join(folder, 'dist'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(program === undefined)(`tests itself on real BoringSSL, all true (needs ${BORINGSSL_NEEDS})`, () => {
    const entry = join(folder, 'dist', 'main', 'chromium.cjs');
    const run = spawnSync(program ?? '', [entry, '--self-test', '--data', join(folder, 'data')], { encoding: 'utf8', timeout: 60_000 });
    const report = JSON.parse(run.stdout) as { readonly checks: Readonly<Record<string, boolean>> };
    expect(report).toMatchObject({ ok: true, boringssl: true });
    expect(Object.keys(report.checks)).toEqual(
      expect.arrayContaining(['aes-key-wrap', 'envelope to a P-256 card', 'TLS 1.3 and HTTP/2 CONNECT with a client certificate']),
    );
    expect(run.status).toBe(0);
  });

  it('asks node:crypto and node:tls for nothing, in any bundle, that BoringSSL lacks', () => {
    const bundles = globSync(['main/*.cjs', 'main/electron/*.cjs', 'native/*.cjs'], { cwd: join(folder, 'dist') });
    expect(bundles.length).toBeGreaterThan(10);
    const found = bundles.flatMap((file) => cryptoFindings(readFileSync(join(folder, 'dist', file), 'utf8')));
    expect([...new Set(found)].sort()).toEqual(Object.keys(COMPUTED).sort());
    const names = Object.values(COMPUTED).flatMap((entry) => entry.names);
    const known: readonly string[] = [...BORINGSSL.cipher, ...BORINGSSL.digest];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has native modules that ask their program for Node-API alone', () => {
    const modules = globSync(['better-sqlite3/prebuilds/linux-{x64,arm64}.node', 'pkcs11js/build/Release/*.node'], {
      cwd: join(ROOT, 'node_modules'),
    });
    expect(modules.length).toBeGreaterThan(1);
    for (const file of modules) expect([file, askedOfProgram(join(ROOT, 'node_modules', file))]).toEqual([file, []]);
  });
});

/** What an ELF module wants from the program that loads it, beside Node-API: neither weak nor of a library's named version. */
const askedOfProgram = (file: string): readonly string[] =>
  execFileSync('nm', ['--dynamic', '--undefined-only', '--with-symbol-versions', file], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /^\s*U (\S+)$/.exec(line)?.[1] ?? [])
    .filter((symbol) => !symbol.includes('@') && !symbol.startsWith('napi_'));

describe('the list of what BoringSSL has', () => {
  it.skipIf(program === undefined)(`names only what real BoringSSL does (needs ${BORINGSSL_NEEDS})`, () => {
    const script = `
      const crypto = require('node:crypto');
      const lists = ${JSON.stringify(BORINGSSL)};
      const works = (use) => { try { use(); return true; } catch { return false; } };
      const bytes = (name) => Number(/aes-(\\d+)/.exec(name)[1]) / 8;
      const lacks = [
        ...lists.cipher.filter((name) => name.startsWith('aes')).filter((name) => !works(() => crypto.createCipheriv(name, Buffer.alloc(bytes(name)), name.endsWith('ecb') ? null : Buffer.alloc(name.endsWith('gcm') ? 12 : 16)))),
        ...lists.digest.filter((name) => !works(() => crypto.createHash(name))),
        ...lists.curve.filter((name) => !works(() => crypto.generateKeyPairSync('ec', { namedCurve: name.startsWith('p-') ? name.toUpperCase() : name }))),
        ...lists.key.filter((name) => !works(() => crypto.generateKeyPairSync(name, { modulusLength: 2048, namedCurve: 'P-256' }))),
      ];
      console.log(JSON.stringify(lacks));`;
    const run = spawnSync(program ?? '', ['-e', script], { encoding: 'utf8', timeout: 60_000 });
    expect([run.stderr, run.stdout.trim()]).toEqual(['', '[]']);
  });

  it.each([
    ["(0, node_crypto.createCipheriv)('id-aes256-wrap', key, iv)", 'createCipheriv takes the cipher id-aes256-wrap'],
    ["crypto.createCipheriv('chacha20-poly1305', key, iv)", 'createCipheriv takes the cipher chacha20-poly1305'],
    ["crypto.createHash('sha3-256')", 'createHash takes the digest sha3-256'],
    ["crypto.createHmac(short ? 'sha256' : 'blake2b512', key)", 'createHmac takes the digest blake2b512'],
    ['crypto.createHash(name)', 'createHash takes a computed digest: name'],
    ["crypto.pbkdf2Sync(a, b, 1, 32, 'ripemd160')", 'pbkdf2Sync takes the digest ripemd160'],
    ["crypto.generateKeyPairSync('dsa', {})", 'generateKeyPairSync takes the key dsa'],
    ["crypto.generateKeyPairSync('ec', { namedCurve: 'secp256k1' })", 'namedCurve takes the curve secp256k1'],
    ["const table = { wrap: 'id-aes128-wrap' }", 'the name id-aes128-wrap is OpenSSL’s alone'],
    ["tls.connect({ ciphers: 'AES256-SHA256' })", "the TLS option ciphers is set: ciphers: 'AES256-SHA256'"],
    ["tls.createServer({ dhparam: 'auto' })", "the TLS option dhparam is set: dhparam: 'auto'"],
    ["crypto.subtle.wrapKey('raw', key, wrapping, 'AES-KW')", 'the name AES-KW is OpenSSL’s alone'],
    ['crypto.argon2Sync("argon2id", {})', 'argon2Sync is called'],
    ['crypto.createDiffieHellman(2048)', 'createDiffieHellman is called'],
  ])('has the lint find %s', (source, finding) => {
    expect(cryptoFindings(source)).toContain(finding);
  });

  it.each([
    "crypto.createHash('SHA-256')",
    "crypto.createSign('RSA-SHA256')",
    "crypto.createCipheriv('AES-256-GCM', key, iv)",
    'crypto.sign(null, data, ed25519)',
    "command.sign('anything')",
    'const options = { minVersion: "TLSv1.3", requestCert: true }',
  ])('has the lint pass %s', (source) => {
    expect(cryptoFindings(source)).toEqual([]);
  });
});

describe('the tests that run on BoringSSL too', () => {
  it('leave out only tests that there are', () => {
    const files = BORINGSSL_TESTS.flatMap((path) => (path.endsWith('.ts') ? [path] : globSync(`${path}/*.test.ts`, { cwd: ROOT })));
    const text = [...files, 'tests/hq/support/forces.ts'].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
    expect(Object.keys(NOT_ON_BORINGSSL).filter((name) => !text.includes(name))).toEqual([]);
    expect(files.length).toBeGreaterThan(15);
  });
});

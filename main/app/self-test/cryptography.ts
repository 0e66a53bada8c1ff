import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto';
import { wrapKey } from '../../../pki/index.ts';
import type { Check } from './check.ts';

const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('hex');
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The algorithms that the product uses, each against a published vector or against itself. BoringSSL lacks some that OpenSSL has. */
export const cryptography: readonly Check[] = [
  {
    name: 'sha-256',
    // FIPS 180-2, appendix B.1.
    run: () => createHash('sha256').update('abc').digest('hex') === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'aes-256-gcm',
    run() {
      const [key, nonce, text] = [randomBytes(32), randomBytes(12), randomBytes(100)];
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(cipher.getAuthTag());
      return same(Buffer.concat([decipher.update(sealed), decipher.final()]), text);
    },
  },
  {
    name: 'hkdf-sha-256',
    // RFC 5869, appendix A.3.
    run: () =>
      hex(hkdfSync('sha256', Buffer.alloc(22, 0x0b), '', '', 42)) ===
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  },
  {
    name: 'scrypt',
    // RFC 7914, section 12.
    run: () => hex(scryptSync('', '', 64, { N: 16, r: 1, p: 1 })).startsWith('77d6576238657b203b19ca42c18a0497'),
  },
  {
    name: 'ecdsa-p-256',
    run() {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const data = randomBytes(64);
      return verify('sha256', data, publicKey, sign('sha256', data, privateKey));
    },
  },
  {
    name: 'rsa-oaep-sha-256',
    run() {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      const text = randomBytes(32);
      return same(privateDecrypt({ key: privateKey, ...padding }, publicEncrypt({ key: publicKey, ...padding }, text)), text);
    },
  },
  {
    name: 'x25519',
    run() {
      const [ours, theirs] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
      const shared = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey });
      return same(shared, diffieHellman({ privateKey: theirs.privateKey, publicKey: ours.publicKey }));
    },
  },
  {
    name: 'aes-key-wrap',
    // RFC 3394, section 4.6: 256 bits of key data with a 256-bit key.
    run: () =>
      hex(
        wrapKey(
          Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex'),
          Buffer.from('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f', 'hex'),
        ),
      ) === '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
  },
];

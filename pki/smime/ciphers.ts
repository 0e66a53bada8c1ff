import { algorithms } from '../oids.ts';

/** How a mail's content may be encrypted. */
export interface MailCipher {
  /** For people. */
  readonly name: string;
  /** For node:crypto. */
  readonly node: string;
  readonly keyBytes: 16 | 24 | 32;
  readonly ivBytes: 8 | 16;
  readonly authenticated: boolean;
  readonly weak: boolean;
}

const cbc = (name: string, keyBytes: MailCipher['keyBytes']): MailCipher => ({
  name,
  node: name.toLowerCase(),
  keyBytes,
  ivBytes: 16,
  authenticated: false,
  weak: false,
});
const gcm = (name: string, keyBytes: MailCipher['keyBytes']): MailCipher => ({ ...cbc(name, keyBytes), authenticated: true });

/** By object identifier (RFC 8551 §2.7; Triple DES is what old programs send). */
export const mailCiphers: Readonly<Record<string, MailCipher>> = {
  [algorithms.aes128Cbc]: cbc('AES-128-CBC', 16),
  [algorithms.aes192Cbc]: cbc('AES-192-CBC', 24),
  [algorithms.aes256Cbc]: cbc('AES-256-CBC', 32),
  [algorithms.aes128Gcm]: gcm('AES-128-GCM', 16),
  [algorithms.aes192Gcm]: gcm('AES-192-GCM', 24),
  [algorithms.aes256Gcm]: gcm('AES-256-GCM', 32),
  '1.2.840.113549.3.7': { ...cbc('3DES-CBC', 24), node: 'des-ede3-cbc', ivBytes: 8, weak: true },
};

/** What is refused by name. */
export const refusedCiphers: Readonly<Record<string, string>> = {
  '1.2.840.113549.3.2': 'RC2',
  '1.2.840.113549.3.4': 'RC4',
  '1.3.14.3.2.7': 'DES',
  '1.2.840.113533.7.66.10': 'CAST-128',
  '1.2.410.200004.1.4': 'SEED',
  '1.2.392.200011.61.1.1.1.2': 'Camellia-128',
  '1.2.392.200011.61.1.1.1.4': 'Camellia-256',
  '2.16.840.1.101.3.4.1.7': 'AES CCM, 128 bits',
  '2.16.840.1.101.3.4.1.47': 'AES CCM, 256 bits',
  '1.2.840.113549.1.9.16.3.18': 'ChaCha20 with Poly1305',
};

import { createDecipheriv, type Decipheriv } from 'node:crypto';
import { readCertificate } from '../certificate/certificate.ts';
import { contentTypes } from '../cms/content-types.ts';
import { PkiError } from '../fault.ts';
import { decipherWhole } from './decipher.ts';
import { unwrapAgreed } from './key-agreement.ts';
import { type ContentCipher, readEnvelope, type Sealed } from './read.ts';
import { type EncryptedKey, keyFor } from './recipients.ts';

/** The private key of a recipient; on a warrant card as a rule. Only the operation that fits the certificate's key is called. */
export interface RecipientKey {
  /** DER certificate that the envelope was sealed to. */
  readonly certificate: Uint8Array;
  /** RSA-OAEP with SHA-256 and MGF1-SHA-256, empty label. The answer is overwritten with zeros after use. */
  decrypt(ciphertext: Uint8Array): Promise<Uint8Array>;
  /** ECDH on P-256 with an uncompressed point (65 bytes): the 32 bytes of the shared x. The answer is overwritten with zeros after use. */
  derive(point: Uint8Array): Promise<Uint8Array>;
}

/**
 * Opens an envelope whose content is authenticated (AuthEnvelopedData). Throws PkiError with an EnvelopeFault; what the key's operations
 * throw passes through unchanged. The content is an array of its own, so that the caller can overwrite it.
 */
export async function openEnvelope(der: Uint8Array, key: RecipientKey): Promise<Uint8Array> {
  return (await open(readEnvelope(der, [contentTypes.authEnvelopedData]), key)).content;
}

export interface OpenedEnvelope {
  /** An array of its own, for the caller to overwrite. */
  readonly content: Uint8Array;
  /** False for EnvelopedData: somebody on the way may have changed it, and only a signature inside can tell. */
  readonly authenticated: boolean;
}

/** As openEnvelope, and also what S/MIME before version 4 makes: EnvelopedData with AES-CBC. */
export async function openAnyEnvelope(der: Uint8Array, key: RecipientKey): Promise<OpenedEnvelope> {
  return open(readEnvelope(der, [contentTypes.authEnvelopedData, contentTypes.envelopedData]), key);
}

async function open({ recipients, cipher, ciphertext }: Sealed, key: RecipientKey): Promise<OpenedEnvelope> {
  const contentKey = await recover(keyFor(readCertificate(key.certificate), recipients), key);
  try {
    const engine = decipherOf(cipher, contentKey);
    return { content: openWhole(engine, ciphertext), authenticated: cipher.kind === 'gcm' };
  } finally {
    contentKey.fill(0);
  }
}

function openWhole(engine: Decipheriv, ciphertext: Uint8Array): Uint8Array {
  try {
    return decipherWhole(engine, ciphertext);
  } catch (cause) {
    throw Object.assign(tampered(), { cause });
  }
}

function decipherOf(cipher: ContentCipher, key: Uint8Array): Decipheriv {
  switch (cipher.kind) {
    case 'gcm':
      if (key.length !== 32) throw tampered();
      return createDecipheriv('aes-256-gcm', key, cipher.nonce, { authTagLength: cipher.tag.length }).setAuthTag(cipher.tag);
    case 'cbc':
      if (key.length !== cipher.keyBytes) throw tampered();
      return createDecipheriv(`aes-${cipher.keyBytes * 8}-cbc`, key, cipher.iv);
  }
}

async function recover(encrypted: EncryptedKey, key: RecipientKey): Promise<Uint8Array> {
  if (encrypted.kind === 'transport') return key.decrypt(encrypted.ciphertext);
  return unwrapAgreed(encrypted, (point) => key.derive(point));
}

const tampered = (): PkiError<'Tampered'> => new PkiError('Tampered', 'The envelope was changed, or the key does not fit');

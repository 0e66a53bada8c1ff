import { constants, createCipheriv, diffieHellman, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { demandStrongKey, publicKeyInfo, verifyingKey } from '../certificate/key.ts';
import { contentInfo, contentTypes } from '../cms/content-types.ts';
import { bitString, context, contextPrimitive, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';
import { keyEncryptionKey, pointOf, wrapAlgorithm } from './key-agreement.ts';
import { wrapKey } from './key-wrap.ts';
import { oaepAlgorithm } from './oaep.ts';

/**
 * Seals content for every recipient (DER certificates, RSA or P-256): CMS AuthEnvelopedData (RFC 5083, 5084), AES-256-GCM, key by
 * RSA-OAEP with SHA-256 or by ephemeral ECDH with our own AES key wrap. Any one recipient opens it. The certificates must have been
 * verified; their keys and key usage are checked here. Throws PkiError (`Malformed`, `WeakKey`, `KeyUsage`, `UnsupportedAlgorithm`).
 */
export const sealEnvelope = (content: Uint8Array, recipients: readonly Uint8Array[]): Promise<Uint8Array> =>
  seal(content, recipients, limits.recipients);

/** As sealEnvelope, for as many as a mail may go to. */
export const sealMail = (content: Uint8Array, recipients: readonly Uint8Array[]): Promise<Uint8Array> =>
  seal(content, recipients, limits.mailRecipients);

async function seal(content: Uint8Array, recipients: readonly Uint8Array[], most: number): Promise<Uint8Array> {
  if (!recipients.length || recipients.length > most) throw new RangeError(`An envelope needs 1 to ${most} recipients`);
  if (content.length > limits.messageBytes) throw new RangeError('The content is too long for an envelope');
  const contentKey = randomBytes(32);
  try {
    const infos = recipients.map((der) => recipientInfo(readCertificate(der), contentKey));
    // A key is used once, so a random nonce of 96 bits cannot repeat under it.
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', contentKey, nonce);
    const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
    const tag = cipher.getAuthTag();
    const gcm = sequence(oid(algorithms.aes256Gcm), sequence(octetString(nonce), integer(tag.length)));
    const encrypted = sequence(oid(contentTypes.data), gcm, contextPrimitive(0, ciphertext));
    return contentInfo(contentTypes.authEnvelopedData, sequence(integer(0), setOf(...infos), encrypted, octetString(tag)));
  } finally {
    contentKey.fill(0);
  }
}

function recipientInfo(recipient: Certificate, contentKey: Uint8Array): Uint8Array {
  demandStrongKey(recipient.key, {});
  const { kind } = publicKeyInfo(recipient.key);
  if (kind === 'other') throw new PkiError('UnsupportedAlgorithm', "A recipient's key is neither RSA nor P-256");
  const usage = kind === 'rsa' ? 'keyEncipherment' : 'keyAgreement';
  if (recipient.extensions.keyUsage?.has(usage) === false) throw new PkiError('KeyUsage', `A recipient's certificate is not for ${usage}`);
  return kind === 'rsa' ? keyTransport(recipient, contentKey) : keyAgreement(recipient, contentKey);
}

const identifier = ({ issuer, serialRaw }: Certificate): Uint8Array => sequence(issuer.raw, serialRaw);

/** KeyTransRecipientInfo, RFC 5652 §6.2.1. */
function keyTransport(recipient: Certificate, contentKey: Uint8Array): Uint8Array {
  const key = verifyingKey(recipient.key);
  const encrypted = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, contentKey);
  return sequence(integer(0), identifier(recipient), oaepAlgorithm(), octetString(encrypted));
}

/** KeyAgreeRecipientInfo with an ephemeral key, RFC 5652 §6.2.2 and RFC 5753 §3.1.1. */
function keyAgreement(recipient: Certificate, contentKey: Uint8Array): Uint8Array {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: verifyingKey(recipient.key) });
  const wrappingKey = keyEncryptionKey(secret, wrapAlgorithm());
  try {
    const originator = context(0, context(1, sequence(oid(algorithms.ecPublicKey)), bitString(pointOf(ephemeral.publicKey))));
    const scheme = sequence(oid(algorithms.ecdhSha256Kdf), wrapAlgorithm());
    const encrypted = sequence(sequence(identifier(recipient), octetString(wrapKey(wrappingKey, contentKey))));
    return context(1, integer(3), originator, scheme, encrypted);
  } finally {
    secret.fill(0);
    wrappingKey.fill(0);
  }
}

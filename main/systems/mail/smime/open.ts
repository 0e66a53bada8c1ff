import type { EncryptedLayer, ProtectionLayer } from '../../../../contracts/domain/mail-protection.ts';
import {
  claimsPurpose,
  type DecryptionKeys,
  type MailSignedData,
  openSealedMail,
  PkiError,
  readProtectedMail,
  type SealedMail,
  verifyFor,
} from '../../../../pki/index.ts';
import { isPkcs7Signature, isProtected, type SmimeEntity, signedForms } from './entity.ts';
import { isPlainTextOnly } from './layers.ts';
import { judgeSignatures, type SignatureContext, unseenSignature } from './signed.ts';

export interface SmimeOptions extends SignatureContext {
  /** Absent: what is encrypted stays closed, and says `notForThisCard`. */
  readonly keys: DecryptionKeys | undefined;
  /** Certificates in which signers are looked up that a mail does not carry. */
  readonly known?: readonly Uint8Array[];
  /** Reads the entity that came out of a layer, undefined where it is none. */
  readonly entityOf: (raw: Uint8Array) => SmimeEntity | undefined;
}

export interface OpenedSmime {
  /** The outermost first; none for a mail without protection. */
  readonly layers: readonly ProtectionLayer[];
  /**
   * The innermost entity, with its header: to be shown in the place of the mail's own body, and alone. Nothing that stood around it goes
   * with it, and no part of the mail outside it. Undefined when nothing of what is protected can be shown.
   */
  readonly content: Uint8Array | undefined;
  /** Show the words alone: no HTML, no pictures (`isPlainTextOnly`). */
  readonly plainTextOnly: boolean;
  /** Of an officer whose signature is good: the force's certificates (9D) that came along to encrypt answers to, DER. To be verified again when they are used. */
  readonly encryptTo: readonly Uint8Array[];
}

/** Signed, encrypted, signed again and compressed are four. */
const LAYERS = 8;
/** A card has one; a new card may come along with the old. */
const ENCRYPT_TO = 2;

/**
 * Opens a mail that may be protected by S/MIME (RFC 8551), layer by layer. Only what the mail is as a whole counts: a signed or encrypted
 * part inside a multipart protects nothing around it, and is not looked at. Throws what the keys' operations throw, and nothing on hostile
 * input.
 */
export async function openSmime(entity: SmimeEntity, options: SmimeOptions): Promise<OpenedSmime> {
  const layers: ProtectionLayer[] = [];
  const encryptTo: Uint8Array[] = [];
  let content: Uint8Array | undefined;
  for (let current: SmimeEntity | undefined = entity; current && isProtected(current); ) {
    if (layers.length === LAYERS) {
      layers.push({ kind: 'nested', verdict: 'tooMany' });
      content = undefined;
      break;
    }
    const opened = await openLayer(current, options);
    layers.push(opened.layer);
    content = opened.content;
    encryptTo.push(...(opened.encryptTo ?? []));
    current = content && options.entityOf(content);
  }
  const placed = layers.map(
    (layer, index): ProtectionLayer => (layer.kind === 'signed' ? { ...layer, overEncryption: hasEncryption(layers.slice(index)) } : layer),
  );
  return { layers: placed, content, plainTextOnly: isPlainTextOnly(placed), encryptTo: encryptTo.slice(0, ENCRYPT_TO) };
}

const hasEncryption = (layers: readonly ProtectionLayer[]): boolean => layers.some(({ kind }) => kind === 'encrypted');

interface Opened {
  readonly layer: ProtectionLayer;
  readonly content: Uint8Array | undefined;
  readonly encryptTo?: readonly Uint8Array[];
}

const openLayer = (entity: SmimeEntity, options: SmimeOptions): Opened | Promise<Opened> =>
  entity.type === 'multipart/signed' ? openDetached(entity, options) : openPkcs7(entity, options);

/** multipart/signed (RFC 1847 §2.1): exactly two parts, the second of which is the signature. */
function openDetached({ parts }: SmimeEntity, options: SmimeOptions): Opened {
  const [first, second, ...others] = parts;
  if (!first || !second || others.length) return { layer: unseenSignature('unreadable'), content: first?.raw };
  if (!isPkcs7Signature(second)) return { layer: unseenSignature('unsupported'), content: first.raw };
  try {
    const read = readProtectedMail(second.body, signedForms(first.raw), options.known ?? []);
    if (read.kind === 'signed') return openSigned(read, options);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
  }
  return { layer: unseenSignature('unreadable'), content: first.raw };
}

function openSigned(read: MailSignedData, options: SmimeOptions): Opened {
  const layer = judgeSignatures(read, options);
  const isOfficers = layer.verdict === 'good' && layer.signer?.officer === true;
  const encryptTo = isOfficers ? read.certificates.filter((der) => isOfForce(der, options)) : [];
  return { layer, content: read.content, encryptTo };
}

/**
 * The force's own certificate to encrypt to. The certificates of a message are under no signature: anybody may add one. Whether it was
 * revoked is looked at whenever it is used.
 */
function isOfForce(der: Uint8Array, { trust, at }: SmimeOptions): boolean {
  if (!claimsPurpose('cardKeyManagement', der)) return false;
  const path = verifyFor('cardKeyManagement', der, { ...trust.force, at: new Date(at) });
  return path.ok || path.code === 'RevocationUnknown' || path.code === 'RevocationStale';
}

async function openPkcs7({ parameters, body }: SmimeEntity, options: SmimeOptions): Promise<Opened> {
  const read = tryRead(body, options.known ?? []);
  if (!read) return { layer: unreadable(parameters.get('smime-type')), content: undefined };
  switch (read.kind) {
    case 'signed':
      return openSigned(read, options);
    case 'compressed':
      return { layer: { kind: 'compressed', verdict: read.content ? 'opened' : 'damaged' }, content: read.content };
    case 'sealed':
      return openSealed(read, options.keys);
  }
}

function tryRead(body: Uint8Array, known: readonly Uint8Array[]): ReturnType<typeof readProtectedMail> | undefined {
  try {
    return readProtectedMail(body, undefined, known);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

/** What the mail says that it is, where its bytes do not. */
function unreadable(smimeType: string | undefined): ProtectionLayer {
  switch (smimeType?.toLowerCase()) {
    case 'enveloped-data':
    case 'authenveloped-data':
      return { kind: 'encrypted', verdict: 'damaged', algorithm: '', authenticated: false, weak: false };
    case 'compressed-data':
      return { kind: 'compressed', verdict: 'damaged' };
    default:
      return unseenSignature('unreadable');
  }
}

async function openSealed(sealed: SealedMail, keys: DecryptionKeys | undefined): Promise<Opened> {
  const { algorithm, authenticated, weak } = sealed;
  const opened = keys ? await openSealedMail(sealed, keys) : { outcome: 'noKey' as const };
  const layer: EncryptedLayer = { kind: 'encrypted', verdict: verdictOf[opened.outcome], algorithm, authenticated, weak };
  return { layer, content: opened.outcome === 'opened' ? opened.content : undefined };
}

const verdictOf = { opened: 'forYou', noKey: 'notForThisCard', damaged: 'damaged', unsupported: 'unsupported' } as const;

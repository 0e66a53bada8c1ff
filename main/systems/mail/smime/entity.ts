/** A MIME entity as far as its protection is concerned: what the MIME reader knows of it. */
export interface SmimeEntity {
  /** Media type, lower case. */
  readonly type: string;
  /** Of the Content-Type; names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Its body with the transfer encoding taken off; for a multipart, empty. */
  readonly body: Uint8Array;
  /** Of a multipart, in order; else empty. */
  readonly parts: readonly SmimePart[];
}

export interface SmimePart {
  readonly type: string;
  /** The part with its header, byte by byte as it came, without the line end that belongs to the boundary (RFC 2046 §5.1.1). */
  readonly raw: Uint8Array;
  /** Its body with the transfer encoding taken off. */
  readonly body: Uint8Array;
}

/** Whether an entity is protected by S/MIME, or signed by some other scheme (RFC 1847), in itself and not in one of its parts. */
export const isProtected = ({ type, parameters }: SmimeEntity): boolean =>
  type === 'multipart/signed' ||
  pkcs7Mime.has(type) ||
  // RFC 8551 §3.2.1: gateways that know no better leave only the name.
  (type === 'application/octet-stream' && /\.p7[mz]$/i.test(parameters.get('name') ?? ''));

const pkcs7Mime: ReadonlySet<string> = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);

/** Whether a part holds the signature of a multipart/signed by S/MIME (RFC 8551 §3.5). */
export const isPkcs7Signature = ({ type }: SmimePart): boolean =>
  type === 'application/pkcs7-signature' || type === 'application/x-pkcs7-signature';

const CR = 0x0d;
const LF = 0x0a;

/**
 * The ways in which a first part may have been signed, which differ in line ends alone: CRLF, as is demanded (RFC 8551 §3.1.1) and whatever
 * a mail store has made of them; as it is; and LF, which some programs sign before the mail's own CRLFs are put in.
 */
export function signedForms(raw: Uint8Array): readonly Uint8Array[] {
  let bare = 0;
  let pairs = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] !== LF) continue;
    if (raw[at - 1] === CR) pairs++;
    else bare++;
  }
  const canonical = bare ? [withCr(raw, bare)] : [];
  return [...canonical, raw, ...(pairs ? [withoutCr(raw, pairs)] : [])];
}

function withCr(raw: Uint8Array, bare: number): Uint8Array {
  const lines = new Uint8Array(raw.length + bare);
  let end = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === LF && raw[at - 1] !== CR) lines[end++] = CR;
    lines[end++] = raw[at] ?? 0;
  }
  return lines;
}

function withoutCr(raw: Uint8Array, pairs: number): Uint8Array {
  const lines = new Uint8Array(raw.length - pairs);
  let end = 0;
  for (let at = 0; at < raw.length; at++) if (raw[at] !== CR || raw[at + 1] !== LF) lines[end++] = raw[at] ?? 0;
  return lines;
}

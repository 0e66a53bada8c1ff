import { readSignedData } from '../cms/signed-data.ts';
import { verifyCms } from '../cms/verify.ts';
import { malformed } from '../der/read.ts';
import { type CmsFault, PkiError, pathFaults, refusing } from '../fault.ts';
import { saidTime, verifyTimeStamp } from '../timestamp/token.ts';
import type { PurposeContext } from '../verify-for.ts';
import { type PdfFile, readPdf } from './file.ts';
import { type PdfValue, textOf } from './object.ts';
import { isName, readSignatureField, type SignatureField } from './signature-field.ts';
import { signatureTimeStamp } from './time-stamp.ts';
import { type ChangedPart, readAddition, type ValidationData } from './validation-data.ts';

/** Why a PDF does not count as signed by an officer; other codes are of the signer's certificate, `stamp…` of the time-stamp. */
export type PdfFault =
  | { readonly code: 'NotSigned' | 'SignedAgain' | 'Changed' | 'Malformed' }
  /** The signed part stands, and something was added to it. */
  | { readonly code: 'AddedTo'; readonly what: ChangedPart }
  | { readonly code: 'SignerRefused' | 'StampRefused'; readonly because: CmsFault };

/** A signature that holds. */
export interface ProvenPdf {
  readonly ok: true;
  /** ETSI EN 319 142-1. `B-T`: when is proven; `B-LT`: all that proves it lies in the file. */
  readonly level: 'B-B' | 'B-T' | 'B-LT';
  /** DER certificate of the officer. */
  readonly signer: Uint8Array;
  /** What the signature says (`signPdf`); empty where it says nothing. */
  readonly reason: string;
  /** When, as the signer's clock had it; nobody else vouches for it. */
  readonly signedAt: Date | undefined;
  /** Not later than this it was signed: HQ's clock. */
  readonly stampedAt: Date | undefined;
  /**
   * `now`: by the lists of whoever asks. `asStamped`: by those in the file, as of the time-stamp; they are the time-stamp authority's
   * word and the root's, and nothing later is known.
   */
  readonly revocation: 'now' | 'asStamped';
}

export type PdfVerdict = ProvenPdf | ({ readonly ok: false; readonly detail: string } & PdfFault);

/**
 * Who signed a PDF with a warrant card, when, and whether it is what was signed (ETSI EN 319 102-1, for files of `signPdf`): one
 * signature, over all of the file, behind which nothing is but validation data. `context` is what the asker knows; where that says too
 * little, what lies in a stamped file is taken beside the anchors. Never throws on hostile input.
 */
export function verifyPdf(pdf: Uint8Array, context: PurposeContext): PdfVerdict {
  const verdict = refusing<PdfVerdict, CmsFault>([...pathFaults, 'WrongContentType', 'SignerMissing'], () => check(pdf, context));
  if (verdict.ok || !isCmsFault(verdict.code)) return verdict as PdfVerdict;
  const { detail, code } = verdict;
  if (code === 'BadSignature') return { ok: false, code: 'Changed', detail };
  return { ok: false, code: code === 'SignerMissing' ? 'SignedAgain' : 'Malformed', detail };
}

const cmsFaults: ReadonlySet<string> = new Set<CmsFault>([...pathFaults, 'WrongContentType', 'SignerMissing']);
const isCmsFault = (code: string): code is CmsFault => cmsFaults.has(code);

function check(pdf: Uint8Array, context: PurposeContext): PdfVerdict {
  const file = readPdf(pdf);
  const field = readSignatureField(file);
  if (!field) return { ok: false, code: 'NotSigned', detail: 'The file has no signature' };
  if (!isName(field.dictionary.get('SubFilter'), 'ETSI.CAdES.detached')) throw malformed('PDF: the signature is of another kind');
  const signed = signedFile(pdf, field);
  const addition = field.end === pdf.length ? undefined : readAddition(file, signed);
  if (addition?.kind === 'changed') {
    return { ok: false, code: 'AddedTo', what: addition.what, detail: 'Something was added behind the signature' };
  }
  return judge(field, addition, context);
}

/** The file as it was signed, whose signature is the one that the whole file shows: otherwise an addition has put another in its place. */
function signedFile(pdf: Uint8Array, { end, number, start }: SignatureField): PdfFile {
  const signed = readPdf(pdf.subarray(0, end));
  const inside = readSignatureField(signed);
  if (inside?.number !== number || inside.start !== start) {
    throw new PkiError('BadSignature', 'The signature that is shown is not the one that was made');
  }
  return signed;
}

/** Signature, time-stamp and signer, by what the asker knows, or else by what is in the file. */
function judge(field: SignatureField, data: ValidationData | undefined, context: PurposeContext): PdfVerdict {
  const [signer] = readSignedData(field.cms).signers;
  if (!signer) throw new PkiError('BadSignature', 'The signature has no signer');
  const token = signatureTimeStamp(signer.unsigned);
  const now = judgeBy(field, signer.signature, token, context);
  if (!token || !data) return now;
  const { certificates, lists } = data;
  const at = saidTime(token);
  const asStamped = judgeBy(field, signer.signature, token, { anchors: context.anchors, intermediates: certificates, crls: lists, at });
  const unknown = !now.ok && (now.code === 'SignerRefused' || now.code === 'StampRefused') && knowsTooLittle.has(now.because);
  if ((!now.ok && !unknown) || at > context.at) return now;
  if (!asStamped.ok) {
    return now.ok ? { ok: false, code: 'AddedTo', what: 'other', detail: 'What was added as proof proves nothing' } : now;
  }
  return { ...asStamped, level: 'B-LT', revocation: now.ok ? 'now' : 'asStamped' };
}

/** The asker lacks authorities or current lists: nothing speaks against the certificate. */
const knowsTooLittle: ReadonlySet<CmsFault> = new Set<CmsFault>(['RevocationUnknown', 'RevocationStale', 'UntrustedAnchor']);

function judgeBy(field: SignatureField, signature: Uint8Array, token: Uint8Array | undefined, context: PurposeContext): PdfVerdict {
  const stamp = token && verifyTimeStamp(token, signature, context);
  const signedAt = claimedTime(field.dictionary.get('M'));
  const times = stamp?.ok ? { signedAt: stamp.at, signedAtProven: true } : signedAt ? { signedAt } : {};
  const signed = verifyCms(field.cms, { ...context, ...times, content: field.content, purpose: 'cardSignature' });
  if (!signed.ok && ofTheMessage.has(signed.code)) throw new PkiError(signed.code, signed.detail);
  if (stamp && !stamp.ok) return { ok: false, code: 'StampRefused', because: stamp.code, detail: stamp.detail };
  if (!signed.ok) {
    return { ok: false, code: 'SignerRefused', because: signed.code, detail: signed.detail };
  }
  // EN 319 142-1 §6.3: the one certificate is named, and the time stands in the dictionary alone.
  if (!signed.namesSigner || signed.signedAt) throw malformed('the signature is not of the baseline');
  const reason = textOf(field.dictionary.get('Reason'));
  return { ok: true, level: stamp ? 'B-T' : 'B-B', signer: signed.signer, reason, signedAt, stampedAt: stamp?.at, revocation: 'now' };
}

/** Faults of the message; all others are of the signer's certificate. */
const ofTheMessage: ReadonlySet<CmsFault> = new Set<CmsFault>(['BadSignature', 'Malformed', 'WrongContentType', 'SignerMissing']);

/** A date of `signPdf`; undefined for another form. */
function claimedTime(value: PdfValue | undefined): Date | undefined {
  const text = value?.kind === 'string' && !value.hex ? Buffer.from(value.bytes).toString('latin1') : '';
  const [, ...parts] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

import type { PathFault } from './fault.ts';
import { type VerifyPathOptions, verifyPath } from './path/verify.ts';
import { purposes } from './purpose.ts';
import { type PurposeContext, verifyFor } from './verify-for.ts';

/** Whether a certificate is valid, and if not why, in one line: `valid` or `invalid CODE: reason in plain words`. */
export function explain(certificate: Uint8Array, options: VerifyPathOptions): { readonly valid: boolean; readonly line: string } {
  const result = verifyPath(certificate, options);
  if (result.ok) return { valid: true, line: 'valid' };
  return { valid: false, line: `invalid ${result.code}: ${pathFaultWords[result.code]} (${result.detail})` };
}

/** What a certificate is good for, of the purposes that laptops and HQ ask for: `good for …`. */
export function explainPurposes(certificate: Uint8Array, context: PurposeContext): string {
  const good = purposes.filter((purpose) => verifyFor(purpose, certificate, context).ok);
  return `good for ${good.join(', ') || 'no purpose of a laptop or of HQ'}`;
}

/** For the person in ICT who holds a card that does not work: what is wrong, and who can mend it. */
export const pathFaultWords: Readonly<Record<PathFault, string>> = {
  Malformed: 'this is not a readable certificate; export it again from the card',
  UntrustedAnchor:
    'no chain of authorities leads from this certificate to the given anchor; an authority is missing, or it is of another force',
  BadSignature: 'a signature is wrong; the certificate was changed or damaged, or another authority uses the same name',
  NameChaining: 'the issuer that the certificate names is not the authority that signed it',
  NotCa: 'it was issued by somebody who is no certification authority',
  PathTooLong: 'there are more authorities between the certificate and the anchor than are allowed',
  PathLength: 'it is an authority that may make other authorities; its basicConstraints need pathlen:0',
  KeyUsage: 'a key was used for something that its certificate does not allow',
  ExtendedKeyUsage: 'the certificate is not for this purpose',
  Expired: 'its time is over; it must be renewed',
  NotYetValid: 'its time has not begun; check the clock, or wait',
  Revoked: 'it was revoked by its authority',
  RevocationUnknown: 'nothing says whether it was revoked; a revocation list of its authority is missing or not properly signed',
  RevocationStale: 'the revocation list of its authority is out of date; fetch a new one',
  WeakKey: 'its key is too small or of a kind that is no longer safe',
  WeakHash: 'it was signed with a method that is no longer safe',
  UnknownCriticalExtension: 'it carries a condition that this program does not understand and must not ignore',
  NameConstraints: 'it holds a name that its authority is not allowed to certify',
  Policy: 'it, or the authority that issued it, is not marked with the certificate policy that this takes',
};

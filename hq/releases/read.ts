import { release as contract, type Release } from '../../contracts/domain/release.ts';
import { MAX_SIGNED_RELEASE_BYTES } from '../../contracts/hq/releases.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../pki/index.ts';
import type { Material } from '../authority/trust.ts';
import { parseJson } from '../http/json.ts';

/** Untrusted: not signed by a release certificate of this force that stands. WrongForce: signed so, but for another force. */
export type ReleaseFault = 'Malformed' | 'Untrusted' | 'WrongForce';

/** Reads a signed release: CMS SignedData by the release certificate, which the root itself issued. Never throws on hostile input. */
export const readSignedRelease = (
  signed: Uint8Array,
  rules: { readonly material: Material; readonly force: string; readonly at: Date },
): Result<Release, ReleaseFault> => {
  const { material, force, at } = rules;
  if (signed.byteLength > MAX_SIGNED_RELEASE_BYTES) return fail('Malformed');
  const checked = verifyCms(signed, { ...material, purpose: 'release', at });
  if (!checked.ok) return fail(checked.code === 'Malformed' ? 'Malformed' : 'Untrusted');
  if (parseCertificate(checked.signer).subject.organization !== force) return fail('Untrusted');
  const parsed = contract.safeParse(parseJson(checked.content)).data;
  if (parsed === undefined) return fail('Malformed');
  return parsed.force === force ? ok(parsed) : fail('WrongForce');
};

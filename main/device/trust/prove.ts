import { trustBundle } from '../../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { type Crl, type ProvenTrust, proveTrust, type TrustRefusal } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import type { TrustUpdateRefusal } from './trust.ts';

/** A trust bundle of which every part has proved itself under the force root. */
export interface ProvenBundle extends ProvenTrust {
  readonly issuedAt: Date;
}

/**
 * Reads a bundle that came from anywhere (bytes of JSON or the value) and proves it (`proveTrust`); a bundle with a single part that does
 * not prove itself is refused whole. `known` are lists that were proved before.
 */
export const proveBundle = (
  input: unknown,
  root: Uint8Array,
  at: Date,
  known: readonly Crl[] = [],
): Result<ProvenBundle, TrustUpdateRefusal> => {
  const parsed = trustBundle.safeParse(input instanceof Uint8Array ? parseJson(input) : input);
  if (!parsed.success) return fail('Malformed');
  const { authorities, crls, recovery, issuedAt } = parsed.data;
  const parts = { authorities: authorities.map(fromBase64), lists: crls.map(fromBase64), recovery: fromBase64(recovery) };
  const proven = proveTrust(parts, root, at, known);
  return proven.ok ? ok({ ...proven.value, issuedAt: new Date(issuedAt) }) : fail(faultOf(proven));
};

/** A list that is signed as it should be, yet begins in the future or cannot be put in order with others, is a mistake and not a forgery. */
const faultOf = ({ code }: TrustRefusal): TrustUpdateRefusal => {
  if (code === 'Future') return 'FromFuture';
  return code === 'NoNumber' || code === 'NoNextUpdate' ? 'Malformed' : 'Untrusted';
};

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

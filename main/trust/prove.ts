import { type TrustBundle, trustBundle } from '../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { type Crl, parseCertificate, verifyPath } from '../../pki/index.ts';
import { type RevocationListOf, readSignedList } from './lists.ts';
import type { TrustFault } from './trust.ts';

/** A trust bundle of which every part has proved itself under the force root. */
export interface ProvenBundle {
  readonly authorities: readonly Uint8Array[];
  readonly lists: readonly RevocationListOf[];
  readonly recovery: Uint8Array;
  readonly issuedAt: Date;
}

/** HQ's clock and a laptop's differ by minutes; a list of the future is somebody's mistake or worse. */
const CLOCK_TOLERANCE_MS = 300_000;
/** How old lists are is said by Trust.state(); here only their truth is judged. */
const ANY_AGE_MS = 50 * 365 * 24 * 60 * 60 * 1000;

/**
 * Reads a bundle that came from anywhere (bytes of JSON or the value) and proves it: every authority leads to the root and is not
 * revoked by the very lists that come along, every list is signed by the root or one of them, and the recovery certificate is one.
 * `known` are lists that were proved before: what they say counts too, so that an older bundle brings no revoked authority back.
 * A bundle with a single part that does not prove itself is refused whole; only an authority that is revoked is merely left out.
 */
export const proveBundle = (input: unknown, root: Uint8Array, at: Date, known: readonly Crl[] = []): Result<ProvenBundle, TrustFault> => {
  const parsed = trustBundle.safeParse(input instanceof Uint8Array ? parseJson(input) : input);
  if (!parsed.success) return fail('Malformed');
  const bundle = parsed.data;
  const ders = bundle.authorities.map(fromBase64);
  const lists = readLists(bundle, [root, ...ders], at);
  if (!lists.ok) return lists;
  const crls: readonly Crl[] = [...known, ...lists.value.map(({ crl }) => crl)];
  const rules = { anchors: [root], intermediates: ders, crls, at, crlGrace: ANY_AGE_MS };
  const authorities: Uint8Array[] = [];
  for (const der of ders) {
    if (!isAuthority(der)) return fail('Untrusted');
    const verdict = verifyPath(der, { ...rules, keyUsage: 'keyCertSign' });
    if (verdict.ok) authorities.push(der);
    else if (verdict.code !== 'Revoked') return fail('Untrusted');
  }
  const recovery = fromBase64(bundle.recovery);
  if (!isRecovery(recovery) || !verifyPath(recovery, { ...rules, keyUsage: 'keyEncipherment' }).ok) return fail('Untrusted');
  // A list of an authority that was left out proves nothing any more.
  const standing = new Set([root, ...authorities]);
  return ok({
    authorities,
    recovery,
    issuedAt: new Date(bundle.issuedAt),
    lists: lists.value.filter(({ issuer }) => standing.has(issuer)),
  });
};

const readLists = (bundle: TrustBundle, issuers: readonly Uint8Array[], at: Date): Result<readonly RevocationListOf[], TrustFault> => {
  const lists: RevocationListOf[] = [];
  for (const encoded of bundle.crls) {
    const list = readSignedList(fromBase64(encoded), issuers);
    if (list === undefined) return fail('Untrusted');
    if (list.crl.nextUpdate === undefined || list.crl.number === undefined) return fail('Malformed');
    if (list.crl.thisUpdate.getTime() > at.getTime() + CLOCK_TOLERANCE_MS) return fail('Untrusted');
    lists.push(list);
  }
  return ok(lists);
};

const isAuthority = (der: Uint8Array): boolean => {
  try {
    return parseCertificate(der).authority;
  } catch {
    return false;
  }
};

/**
 * Every store key is sealed to the recovery certificate too. A warrant card's 9D certificate also allows keyEncipherment; were one
 * taken for the recovery certificate, its holder could open every officer's store. So: no person, no mail, no device in it.
 */
const isRecovery = (der: Uint8Array): boolean => {
  try {
    const { subject, authority, sanEmails, sanUris, publicKey } = parseCertificate(der);
    const nobody = subject.userId === undefined && subject.serialNumber === undefined && subject.title === undefined;
    return !authority && nobody && sanEmails.length === 0 && sanUris.length === 0 && publicKey.kind === 'rsa';
  } catch {
    return false;
  }
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { claimsPurpose, parseCertificate, parseCertsOnly } from '../../../pki/index.ts';

/** A P-256 key for the device certificate: BoringSSL's TLS takes no Ed25519, and P-256 is what HQ's profile asks. */
export const makeDeviceKey = async (): Promise<KeyObject> => (await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })).privateKey;

/**
 * The device certificate in an EST answer (certs-only, RFC 7030 §4.2.3; DER): for this key, this laptop, and made out as a laptop's. Whether
 * HQ stands behind it is HQ's own matter: the gateway checks it at every connection, and who answered has proved to be HQ.
 */
export const readIssued = (der: Uint8Array, key: KeyObject, device: string): Result<Uint8Array, 'HqUnusable'> => {
  try {
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    const certificate = parseCertsOnly(der).find((one) => Buffer.compare(parseCertificate(one).spki, spki) === 0);
    if (certificate === undefined) return fail('HqUnusable');
    const { subject } = parseCertificate(certificate);
    return claimsPurpose('device', certificate) && subject.commonName === device ? ok(certificate) : fail('HqUnusable');
  } catch {
    return fail('HqUnusable');
  }
};

import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deviceName } from '../../../contracts/domain/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { claimsPurpose, parseCertificate } from '../../../pki/index.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import type { Secrets } from '../../platform/shell/port.ts';

/** Who this laptop is to HQ. The private key was made here and is never exported. */
export interface DeviceCredential {
  readonly device: string;
  /** O of the certificate's subject: the force. */
  readonly force: string;
  readonly key: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** DeviceUnknown: this laptop was never enrolled. DeviceKeyUnreadable: it was, but the sealed key cannot be opened here, or is another one's. */
export type CredentialRefusal = 'DeviceUnknown' | 'DeviceKeyUnreadable';

/** Where the credential rests: `<data>/device`, and what seals it. */
export interface CredentialPlace {
  readonly folder: string;
  readonly secrets: Secrets;
}

const files = (folder: string) => ({
  key: join(folder, 'key.sealed'),
  nextKey: join(folder, 'key.next.sealed'),
  certificate: join(folder, 'certificate.der'),
});

/**
 * Opens the device credential: key.sealed and certificate.der. A renewal that a power cut interrupted is finished here: the new key
 * waits beside the old one until its certificate is in place.
 */
export const loadCredential = async ({ folder, secrets }: CredentialPlace): Promise<Result<DeviceCredential, CredentialRefusal>> => {
  const place = files(folder);
  if (!existsSync(place.certificate)) return fail('DeviceUnknown');
  const certificate = new Uint8Array(readFileSync(place.certificate));
  const described = readSubject(certificate);
  if (described === undefined) return fail('DeviceKeyUnreadable');
  // Of a version before certificates were marked for a purpose: HQ knows it no more, and takes the laptop with a new one-time code.
  if (!claimsPurpose('device', certificate)) return fail('DeviceUnknown');
  const key = await openKey(place.key, secrets, certificate);
  if (key !== undefined) return ok({ ...described, key, certificate });
  const nextKey = await openKey(place.nextKey, secrets, certificate);
  if (nextKey === undefined) return fail('DeviceKeyUnreadable');
  renameSync(place.nextKey, place.key);
  return ok({ ...described, key: nextKey, certificate });
};

/**
 * Keeps a new key and its certificate in place of any older pair. At every instant one whole pair is on the disk: first the new key
 * beside the old, then the certificate over the old, then the key over the old.
 */
export const saveCredential = async (
  { folder, secrets }: CredentialPlace,
  pair: { readonly key: KeyObject; readonly certificate: Uint8Array },
): Promise<DeviceCredential> => {
  const described = readSubject(pair.certificate);
  if (described === undefined || !belongs(pair.key, pair.certificate)) throw new TypeError('not a device credential');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = files(folder);
  const clear = pair.key.export({ type: 'pkcs8', format: 'der' });
  try {
    writeFileAtomic(place.nextKey, await secrets.seal(clear));
  } finally {
    clear.fill(0);
  }
  writeFileAtomic(place.certificate, pair.certificate);
  renameSync(place.nextKey, place.key);
  return { ...described, ...pair };
};

/** Destroys the key, then the certificate: the laptop is unknown from here on. */
export const destroyCredential = (folder: string): void => {
  const place = files(folder);
  for (const file of [place.key, place.nextKey, place.certificate]) rmSync(file, { force: true });
};

/** What the certificate says of the laptop; undefined when it is not one of ours. */
const readSubject = (certificate: Uint8Array): Pick<DeviceCredential, 'device' | 'force' | 'notBefore' | 'notAfter'> | undefined => {
  try {
    const { subject, notBefore, notAfter } = parseCertificate(certificate);
    const device = deviceName.safeParse(subject.commonName);
    return device.success ? { device: device.data, force: subject.organization ?? '', notBefore, notAfter } : undefined;
  } catch {
    return undefined;
  }
};

const openKey = async (file: string, secrets: Secrets, certificate: Uint8Array): Promise<KeyObject | undefined> => {
  if (!existsSync(file)) return undefined;
  let clear: Uint8Array | undefined;
  try {
    clear = await secrets.open(new Uint8Array(readFileSync(file)));
    const key = createPrivateKey({ key: Buffer.from(clear.buffer, clear.byteOffset, clear.byteLength), type: 'pkcs8', format: 'der' });
    return belongs(key, certificate) ? key : undefined;
  } catch {
    return undefined; // Damaged, or sealed by another account: the caller says DeviceKeyUnreadable.
  } finally {
    clear?.fill(0);
  }
};

const belongs = (key: KeyObject, certificate: Uint8Array): boolean =>
  createPublicKey(key).equals(new X509Certificate(certificate).publicKey);

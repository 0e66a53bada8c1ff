import { extendedKeyUsages, type PathFault, parseCertificate, verifyPath } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import type { Gate, Refusal } from './gate.ts';

/** A laptop, by its certificate and by the register. */
export interface DeviceIdentity {
  readonly device: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly notAfter: Date;
}

/** Lets a laptop in whose certificate the device authority issued, whose certificate stands, and which the register has as active. */
export const deviceGate = (parts: { readonly query: Query; readonly trust: Trust }): Gate<DeviceIdentity> => {
  const { query, trust } = parts;
  return async (certificate, at) => {
    const rules = { keyUsage: 'digitalSignature', extendedKeyUsage: extendedKeyUsages.clientAuth } as const;
    const checked = verifyPath(certificate, { ...(await trust.material(at, ['device'])), ...rules, at });
    if (!checked.ok) return { ok: false, code: refusalOf(checked.code) };
    const { serialHex, fingerprint, notAfter } = parseCertificate(certificate);
    const registered = await findCertificate(query, 'device', serialHex);
    if (registered?.device == null || registered.fingerprint !== fingerprint) return { ok: false, code: 'DeviceUnknown' };
    if (registered.revoked_at !== null) return { ok: false, code: 'DeviceRevoked' };
    const device = await findDevice(query, registered.device);
    if (device?.state !== 'active') return { ok: false, code: device?.state === 'revoked' ? 'DeviceRevoked' : 'DeviceUnknown' };
    const identity = { device: device.name, certificate, notAfter };
    return { ok: true, identity, notAfter, subjects: [`device:${device.name}`] };
  };
};

const refusalOf = (fault: PathFault): Refusal['code'] => {
  if (fault === 'Revoked') return 'DeviceRevoked';
  // A list that somebody else keeps has run out: no fault of the laptop's.
  return fault === 'RevocationStale' ? 'TryLater' : 'NotAuthorised';
};

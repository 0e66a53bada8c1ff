import type { Selectable } from 'kysely';
import { type PathFault, parseCertificate, verifyFor } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import type { DeviceTable } from '../database/tables.ts';
import { WIPED_GRACE_MS } from '../fleet/receipts/wiped.ts';
import type { Gate, Refusal } from './gate.ts';

/** A laptop, by its certificate and by the register. */
export interface DeviceIdentity {
  readonly device: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly notAfter: Date;
  /** What is open to it: held ones have the device channel alone, wiped ones no more of it than receipts. */
  readonly standing: 'active' | 'held' | 'wiped';
}

/** Lets a laptop in whose certificate the device authority issued, whose certificate stands, and which the register has not cut off. */
export const deviceGate = (parts: { readonly query: Query; readonly trust: Trust }): Gate<DeviceIdentity> => {
  const { query, trust } = parts;
  return async (certificate, at) => {
    const checked = verifyFor('device', certificate, { ...(await trust.material(at, ['device'])), at });
    if (!checked.ok) return { ok: false, code: refusalOf(checked.code) };
    const { serialHex, fingerprint, notAfter } = parseCertificate(certificate);
    const registered = await findCertificate(query, 'device', serialHex);
    if (registered?.device == null || registered.fingerprint !== fingerprint) return { ok: false, code: 'DeviceUnknown' };
    if (registered.revoked_at !== null) return { ok: false, code: 'DeviceRevoked' };
    const device = await findDevice(query, registered.device);
    const standing = device && standingOf(device, at);
    if (device === undefined || standing === undefined) {
      return { ok: false, code: device === undefined || device.state === 'expected' ? 'DeviceUnknown' : 'DeviceRevoked' };
    }
    const identity = { device: device.name, certificate, notAfter, standing };
    return { ok: true, identity, notAfter, subjects: [`device:${device.name}`] };
  };
};

/** Undefined for a laptop that has nothing to say here, or no longer. */
const standingOf = ({ state, wiped_at }: Selectable<DeviceTable>, at: Date): DeviceIdentity['standing'] | undefined => {
  switch (state) {
    case 'active':
      return 'active';
    case 'locked':
    case 'wiping':
      return 'held';
    case 'wiped':
      return wiped_at !== null && at.getTime() < wiped_at.getTime() + WIPED_GRACE_MS ? 'wiped' : undefined;
    case 'expected':
    case 'revoked':
      return undefined;
  }
};

const refusalOf = (fault: PathFault): Refusal['code'] => {
  if (fault === 'Revoked') return 'DeviceRevoked';
  // A list that somebody else keeps has run out: no fault of the laptop's.
  return fault === 'RevocationStale' ? 'TryLater' : 'NotAuthorised';
};

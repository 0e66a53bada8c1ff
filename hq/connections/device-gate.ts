import type { Selectable } from 'kysely';
import type { DeviceProblem } from '../../contracts/hq/device.ts';
import { type CertificateInfo, type PathFault, parseCertificate, verifyFor } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query, Transaction } from '../database/database.ts';
import { findDevice, lockDevice } from '../database/devices.ts';
import type { DeviceTable } from '../database/tables.ts';
import { HttpError } from '../http/answer.ts';
import type { Gate, Refusal } from './gate.ts';

/**
 * For so long a wiped laptop may say again that it is: it needs HQ's 200 before it destroys its own key, and may have lost it in
 * a dead spot. Nothing else is open to it meanwhile.
 */
export const WIPED_GRACE_MS = 60 * 60_000;

/** A laptop, by its certificate and by the register. */
export interface DeviceIdentity {
  readonly device: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly notAfter: Date;
  /** What is open to it: held ones have the device channel alone, wiped ones no more of it than receipts. */
  readonly deviceState: 'active' | 'held' | 'wiped';
}

/** Lets a laptop in whose certificate the device authority issued, whose certificate stands, and which the register has not cut off. */
export const deviceGate = (parts: { readonly query: Query; readonly trust: Trust }): Gate<DeviceIdentity> => {
  const { query, trust } = parts;
  return async (certificate, at) => {
    const checked = verifyFor('device', certificate, { ...(await trust.material(at, ['device'])), at });
    if (!checked.ok) return { ok: false, code: refusalOf(checked.code) };
    const info = parseCertificate(certificate);
    const admission = await admitDevice(query, info, at);
    if (!admission.ok) return admission;
    const { device, deviceState } = admission;
    const { notAfter } = info;
    return { ok: true, identity: { device, certificate, notAfter, deviceState }, notAfter, subjects: [`device:${device}`] };
  };
};

type DeviceAdmission =
  | ({ readonly ok: true } & Pick<DeviceIdentity, 'device' | 'deviceState'>)
  | { readonly ok: false; readonly code: DeviceProblem };

/** The register's part of it, for a device certificate whose path was checked already. */
const admitDevice = async (query: Query, { serialHex, fingerprint }: CertificateInfo, at: Date): Promise<DeviceAdmission> => {
  const registered = await findCertificate(query, 'device', serialHex);
  if (registered?.device == null || registered.fingerprint !== fingerprint) return { ok: false, code: 'DeviceUnknown' };
  if (registered.revoked_at !== null) return { ok: false, code: 'DeviceRevoked' };
  const device = await findDevice(query, registered.device);
  const deviceState = device && deviceStateOf(device, at);
  if (device === undefined || deviceState === undefined) {
    return { ok: false, code: device === undefined || device.state === 'expected' ? 'DeviceUnknown' : 'DeviceRevoked' };
  }
  return { ok: true, device: device.name, deviceState };
};

/**
 * Judges a laptop once more, where something is issued to it or changed for it: a request's body may come a minute after the gate let
 * it in. Its row is held until the transaction ends, so that what is decided about it meanwhile waits. The refusal, unless it stands as
 * one of `deviceStates`.
 */
export const refusalNow = async (
  transaction: Transaction,
  device: DeviceIdentity,
  deviceStates: readonly DeviceIdentity['deviceState'][],
  at: Date,
): Promise<DeviceProblem | undefined> => {
  await lockDevice(transaction, device.device);
  const admission = await admitDevice(transaction, parseCertificate(device.certificate), at);
  if (!admission.ok) return admission.code;
  return deviceStates.includes(admission.deviceState) ? undefined : 'DeviceHeld';
};

/** refusalNow for what the device channel offers to a laptop that is held, too. Throws HttpError. */
export const demandChannel = async (transaction: Transaction, device: DeviceIdentity, at: Date): Promise<void> => {
  const refusal = await refusalNow(transaction, device, ['active', 'held'], at);
  if (refusal !== undefined) throw new HttpError(refusal);
};

/** Undefined for a laptop that has nothing to say here, or no longer. */
const deviceStateOf = ({ state, wiped_at }: Selectable<DeviceTable>, at: Date): DeviceIdentity['deviceState'] | undefined => {
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
  switch (fault) {
    case 'Revoked':
      return 'DeviceRevoked';
    // A list that somebody else keeps has run out: no fault of the laptop's.
    case 'RevocationStale':
      return 'TryLater';
    case 'Expired':
    case 'NotYetValid':
      return 'Stale';
    default:
      return 'NotAuthorised';
  }
};

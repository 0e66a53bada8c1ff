import type { Officer } from '../../contracts/domain/officer.ts';
import type { DeviceProblem } from '../../contracts/hq/device.ts';
import { type CertificateInfo, deviceUri, parseCertificate, verifyFor } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import { findOfficer } from '../database/officers.ts';
import type { DeviceTable } from '../database/tables.ts';
import type { Admitted, Gate } from './gate.ts';

/** An officer on one laptop for one shift. */
export interface ShiftIdentity {
  readonly officer: Officer;
  readonly device: string;
  /** Of the laptop's program, as it last reported; null: not yet. */
  readonly version: string | null;
}

/** How every laptop's name begins in the shift certificate's subjectAltName. */
const DEVICE_URN = deviceUri('');

/** Lets an officer in whose shift certificate the shift authority issued and nobody revoked, nor the officer or the laptop since. */
export const shiftGate = (parts: { readonly query: Query; readonly trust: Trust }): Gate<ShiftIdentity> => {
  const { query, trust } = parts;
  return async (certificate, at) => {
    const checked = verifyFor('shift', certificate, { ...(await trust.material(at, ['shift'])), at });
    if (!checked.ok && checked.code !== 'Revoked') {
      return { ok: false, code: checked.code === 'RevocationStale' ? 'TryLater' : 'NotAuthorised' };
    }
    const admission = await admitShift(query, parseCertificate(certificate));
    // The register knows why a certificate was revoked: the officer's own revocation is worth a word of its own.
    return checked.ok || !admission.ok ? admission : { ok: false, code: 'NotAuthorised' };
  };
};

type ShiftAdmission = Admitted<ShiftIdentity> | { readonly ok: false; readonly code: DeviceProblem };

/** The register's part of it, for a shift certificate whose path was checked already. */
export const admitShift = async (query: Query, certificate: CertificateInfo): Promise<ShiftAdmission> => {
  const registered = await findCertificate(query, 'shift', certificate.serialHex);
  const named = deviceOfShift(certificate);
  if (registered?.staff_id == null || registered.fingerprint !== certificate.fingerprint || named === undefined) {
    return { ok: false, code: 'NotAuthorised' };
  }
  const entry = await findOfficer(query, registered.staff_id);
  if (entry === undefined) return { ok: false, code: 'OfficerUnknown' };
  if (entry.state !== 'active') return { ok: false, code: 'OfficerRevoked' };
  const device = await findDevice(query, named);
  if (device === undefined || device.state !== 'active') return { ok: false, code: problemOfDevice(device?.state) };
  // Last: a laptop that is held has lost its shifts as well, and should hear why.
  if (registered.revoked_at !== null) return { ok: false, code: 'NotAuthorised' };
  const { officer } = entry;
  const subjects = [`staff:${officer.staffId}`, `device:${device.name}`] as const;
  return { ok: true, identity: { officer, device: device.name, version: device.version }, notAfter: certificate.notAfter, subjects };
};

/** Why a laptop that is not at work gets nothing for its officers. */
export const problemOfDevice = (state: DeviceTable['state'] | undefined): DeviceProblem => {
  if (state === undefined || state === 'expected') return 'DeviceUnknown';
  return state === 'revoked' ? 'DeviceRevoked' : 'DeviceHeld';
};

/** The laptop for which a shift certificate was issued; undefined when it does not name exactly one. */
const deviceOfShift = (certificate: CertificateInfo): string | undefined => {
  const [uri, ...others] = certificate.sanUris.filter((candidate) => candidate.startsWith(DEVICE_URN));
  return others.length === 0 ? uri?.slice(DEVICE_URN.length) : undefined;
};

import { certsOnly } from '../../pki/index.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { giveChallenge } from '../est/challenge.ts';
import type { DeviceCertificateParts } from '../est/device-certificate.ts';
import { type CmcParts, fullCmc } from '../est/full-cmc.ts';
import { reenroll } from '../est/reenroll.ts';
import { type FleetDeviceParts, fleetDeviceHandlers } from '../fleet/device-routes.ts';
import { type LeaseParts, lend } from '../fleet/lease.ts';
import { HttpError, orRefuse } from '../http/answer.ts';
import { type Handlers, routesOf } from '../http/endpoints.ts';
import type { Route } from '../http/router.ts';
import { journalHandlers } from '../journal/routes.ts';
import { type RewrapParts, rewrap } from '../recovery/rewrap.ts';
import { type ReleaseParts, releaseHandlers } from '../releases/handlers.ts';
import { keepUnsentBundle } from '../unsent/keep.ts';
import { keepPart } from '../unsent/parts.ts';

export type DeviceParts = CmcParts & DeviceCertificateParts & LeaseParts & FleetDeviceParts & RewrapParts & ReleaseParts;

/** The device channel. A wiped laptop may only say again that it is. */
export const deviceRoutes = (parts: DeviceParts): readonly Route<DeviceIdentity>[] =>
  routesOf<'device', DeviceIdentity>(
    { ...identityHandlers(parts), ...fleetDeviceHandlers(parts), ...journalHandlers(parts), ...releaseHandlers(parts) },
    (row, device) => {
      if (device.deviceState === 'wiped' && row.openToWiped !== true) throw new HttpError('DeviceHeld');
    },
    ({ device }) => device,
  );

/** Certificates and keys of the laptop and its officers. */
const identityHandlers = (
  parts: DeviceParts,
): Handlers<
  | 'caCertificates'
  | 'shiftChallenge'
  | 'fullCmc'
  | 'simpleReenroll'
  | 'trust'
  | 'lease'
  | 'rewrap'
  | 'leaveUnsentBundle'
  | 'leaveUnsentBundlePart',
  DeviceIdentity
> => ({
  /** The authorities that issue here, and the root. */
  caCertificates: async () => {
    const { device, shift, officer, server, root } = parts.authorities;
    return certsOnly([device.certificate, shift.certificate, officer, server, root]);
  },
  shiftChallenge: async (_, { device }) => {
    const challenge = await giveChallenge(parts.database.query, device, new Date());
    return { challenge: Buffer.from(challenge).toString('base64') };
  },
  fullCmc: (call, device) => fullCmc(parts, device, call, new Date()),
  simpleReenroll: async (call, device) => reenroll(parts, device, await call.body(), new Date()),
  trust: () => parts.trust.bundle(new Date()),
  lease: async (call, device) => orRefuse(await lend(parts, device, await call.body(), new Date())),
  rewrap: async (call, device) => {
    const envelope = orRefuse(await rewrap(parts, device, await call.body(), new Date()));
    return { envelope: Buffer.from(envelope).toString('base64') };
  },
  leaveUnsentBundle: async (call, device) => orRefuse(await keepUnsentBundle(parts.database, device, await call.body(), new Date())),
  leaveUnsentBundlePart: async (call, device) => {
    const { id, digest } = call.segments;
    await keepPart(parts.database, device, { bundle: id, digest, data: await call.body() }, new Date());
    return undefined;
  },
});

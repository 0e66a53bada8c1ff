import type { TrustBundle } from '../../contracts/hq/device.ts';
import { certsOnly, estMediaTypes } from '../../pki/index.ts';
import type { Authorities } from '../authority/authorities.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { estAnswer } from '../est/answer.ts';
import type { DeviceCertificateParts } from '../est/device-certificate.ts';
import { MAX_REQUEST_BYTES } from '../est/device-certificate.ts';
import { type CmcParts, fullCmc } from '../est/full-cmc.ts';
import { reenroll } from '../est/reenroll.ts';
import { type FleetDeviceParts, fleetDeviceRoutes } from '../fleet/device-routes.ts';
import { type LeaseParts, lend } from '../fleet/lease.ts';
import { type Answer, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Route } from '../http/router.ts';
import { journalRoutes } from '../journal/routes.ts';
import type { RewrapParts } from '../recovery/rewrap.ts';
import { recoveryRoutes } from '../recovery/routes.ts';
import { parcelDeviceRoutes } from '../unsent/routes.ts';

export type DeviceHandler = (asked: Asked, device: DeviceIdentity, segments: Readonly<Record<string, string>>) => Promise<Answer>;
export type DeviceParts = CmcParts & DeviceCertificateParts & LeaseParts & FleetDeviceParts & RewrapParts;

/** A card's certificates may carry a photograph's hash and long names, but no message of ours comes near this. */
const MAX_CMC_BYTES = 64 * 1024;
const MAX_LEASE_REQUEST_BYTES = 32 * 1024;

/** The device channel (contracts/hq/device.ts). */
export const deviceRoutes = (parts: DeviceParts): readonly Route<DeviceHandler>[] => [
  { method: 'GET', path: '/.well-known/est/cacerts', handle: async () => caCertificates(parts.authorities) },
  {
    method: 'POST',
    path: '/.well-known/est/fullcmc',
    handle: async (asked, device) => fullCmc(parts, device, await asked.body(MAX_CMC_BYTES), new Date()),
  },
  {
    method: 'POST',
    path: '/.well-known/est/simplereenroll',
    handle: async (asked, device) => reenroll(parts, device, await asked.body(MAX_REQUEST_BYTES), new Date()),
  },
  { method: 'GET', path: '/v1/device/trust', handle: async () => trust(parts) },
  { method: 'POST', path: '/v1/device/lease', handle: async (asked, device) => lease(parts, device, asked) },
  ...fleetDeviceRoutes(parts),
  ...journalRoutes(parts),
  ...parcelDeviceRoutes(parts),
  ...recoveryRoutes(parts),
];

/** GET /.well-known/est/cacerts (RFC 7030 §4.1): the authorities that issue here, and the root. */
const caCertificates = (authorities: Authorities): Answer =>
  estAnswer(
    200,
    estMediaTypes.certsOnly,
    certsOnly([authorities.device.certificate, authorities.shift.certificate, authorities.officer, authorities.server, authorities.root]),
  );

const trust = async (parts: DeviceParts): Promise<Answer> => {
  const bundle: TrustBundle = await parts.trust.bundle(new Date());
  return jsonAnswer(bundle);
};

const lease = async (parts: DeviceParts, device: DeviceIdentity, asked: Asked): Promise<Answer> => {
  const lent = await lend(parts, device, await asked.body(MAX_LEASE_REQUEST_BYTES), new Date());
  if (lent.ok) return jsonAnswer(lent.value);
  return problemAnswer(lent.code === 'Malformed' ? 400 : 403, lent.code);
};

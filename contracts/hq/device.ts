import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { deviceName } from '../domain/device.ts';
import { staffId } from '../domain/officer.ts';

export const leaseRequest = z.object({ device: deviceName, staffId, at: instant, nonce: z.base64().max(64) });
export type LeaseRequest = z.infer<typeof leaseRequest>;

/** What the card signs in a request for a shift certificate, so that none is made in stock: 32 bytes, once, on this laptop, for five minutes. */
export const shiftChallenge = z.object({ challenge: z.base64().length(44) });

/** Everything with which certificates are checked while offline. DER, base64. */
export const trustBundle = z.object({
  issuedAt: instant,
  /** Intermediate CAs under the force root: officer, device, shift, HQ servers. */
  authorities: z.array(z.base64()).max(20),
  /** Certificate revocation lists of the root and of every authority. */
  crls: z.array(z.base64()).max(40),
  /** The force's recovery certificate: second recipient of every store key. */
  recovery: z.base64(),
});
export type TrustBundle = z.infer<typeof trustBundle>;

/** Codes of problem details on the device channel. */
export const deviceProblem = z.enum([
  /** Not in HQ's register, which may be an older one, from a backup: takes no right away. */
  'DeviceUnknown',
  /** Cut off by ICT, or wiped. */
  'DeviceRevoked',
  /** By order: locked, being wiped or wiped. The device channel stays; there is no lease, no shift and no system. */
  'DeviceHeld',
  /** Not in HQ's directory, which may be an older one: takes no right away. */
  'OfficerUnknown',
  'OfficerRevoked',
  'CardRevoked',
  'WrongForce',
  /** What was asked for is not given for this certificate: takes no right away. */
  'NotAuthorised',
  'Malformed',
  /** By HQ's clock a request or a certificate is out of its time, or the request is a replay. */
  'Stale',
]);
export type DeviceProblem = z.infer<typeof deviceProblem>;

/** Authorities that a client asks the gateway to CONNECT to; HQ maps them to hosts of its own. */
export const authorities = { services: 'services.hq:443', imap: 'mail.hq:993', submission: 'mail.hq:465' } as const;

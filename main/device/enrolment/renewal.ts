import { fail, ok, type Result } from '../../../contracts/result.ts';
import { createRequest, parseCertificate } from '../../../pki/index.ts';
import { deviceCaller, failureOf } from '../tunnel/call.ts';
import { type CredentialPlace, type DeviceCredential, saveCredential } from '../tunnel/credential.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { makeDeviceKey, readIssued } from './issued.ts';

export type RenewalRefusal = 'TunnelDown' | 'Refused' | 'HqUnusable';

/** With 90 days of life a month is left for a laptop that lies in a cupboard. */
const RENEW_AFTER_SHARE = 2 / 3;
/** How often is looked whether it is time. */
const LOOK_MS = 6 * 60 * 60 * 1000;

/** Whether two thirds of the certificate's life are over. */
export const isDueForRenewal = (credential: DeviceCredential, at: Date): boolean => {
  const life = credential.notAfter.getTime() - credential.notBefore.getTime();
  return at.getTime() >= credential.notBefore.getTime() + life * RENEW_AFTER_SHARE;
};

/**
 * Takes a new device certificate, for a new key, over the device channel (EST simplereenroll, RFC 7030 §4.2.2; the subject stays).
 * It is on the disk when this resolves; the tunnel uses it from its next connection on.
 */
export const renewCredential = async (
  tunnel: Tunnel,
  credential: DeviceCredential,
  place: CredentialPlace,
): Promise<Result<DeviceCredential, RenewalRefusal>> => {
  const key = await makeDeviceKey();
  const { subject } = parseCertificate(credential.certificate);
  const called = await deviceCaller(tunnel)('simpleReenroll', { body: await createRequest({ subject, key }) });
  if (called.kind === 'failed') return fail(failureOf(called.code));
  if (called.kind === 'refused') return fail(called.status < 500 ? 'Refused' : 'HqUnusable');
  const issued = readIssued(called.value, key, credential.device);
  if (!issued.ok) return issued;
  // An older certificate than ours would end the laptop's life sooner, not later.
  if (parseCertificate(issued.value).notAfter < credential.notAfter) return fail('HqUnusable');
  return ok(await saveCredential(place, { key, certificate: issued.value }));
};

/**
 * Renews the device certificate when it is due and the tunnel is up, unnoticed. `renewed` gets the new credential, `told` the outcome
 * of each try for the log. Returns the way to stop.
 */
export const keepCredentialFresh = (options: {
  readonly tunnel: Tunnel;
  readonly credential: () => DeviceCredential;
  readonly place: CredentialPlace;
  readonly renewed: (credential: DeviceCredential) => void;
  readonly told?: (outcome: 'renewed' | RenewalRefusal) => void;
  readonly clock?: () => Date;
}): (() => void) => {
  const clock = options.clock ?? (() => new Date());
  let running = false;
  const look = async (): Promise<void> => {
    if (running || options.tunnel.status.link === 'offline' || !isDueForRenewal(options.credential(), clock())) return;
    running = true;
    try {
      const renewed = await renewCredential(options.tunnel, options.credential(), options.place);
      if (renewed.ok) options.renewed(renewed.value);
      options.told?.(renewed.ok ? 'renewed' : renewed.code);
    } finally {
      running = false;
    }
  };
  const unlisten = options.tunnel.onStatus(() => void look());
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return () => {
    unlisten();
    clearInterval(timer);
  };
};

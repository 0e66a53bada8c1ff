import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { deviceProblem } from '../../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import {
  buildPkiData,
  contentTypes,
  createRequest,
  deviceUri,
  type PkiResponse,
  parseCertificate,
  parsePkiResponse,
  parseRequest,
  type Signer,
  signCms,
  verifyCms,
  verifyFor,
} from '../../../pki/index.ts';
import type { Trust } from '../../device/trust/trust.ts';
import { type Called, deviceCaller } from '../../device/tunnel/call.ts';
import { type DeviceChannelRefusal, faultOfCall, faultOfProblem } from '../../device/tunnel/problem.ts';
import type { Tunnel } from '../../device/tunnel/tunnel.ts';

/** Who the officer is to HQ's systems for one shift. The key exists in this process's memory only. */
export interface ShiftCredential {
  readonly key: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly staffId: string;
  readonly notAfter: Date;
}

export interface TakeShiftOptions {
  readonly tunnel: Tunnel;
  /** The warrant card's authentication key (9A). What it throws passes through: the card may be gone. */
  readonly signer: Signer;
  /** The card's other certificates (9C, 9D): HQ learns what belongs to one card, so that it can revoke them together. */
  readonly cardCertificates?: readonly Uint8Array[];
  readonly device: string;
  readonly trust: Trust;
  readonly at: Date;
}

/** HQ refuses a nonce of under 16 bytes or one that it has seen (RFC 5272 §6.6). */
const NONCE_BYTES = 16;
const TRANSACTION_ID_BYTES = 12;
/** The longest shift, and an hour for certificates that begin in the past for laggard clocks. */
const LONGEST_LIFE_MS = 11 * 60 * 60 * 1000;

/**
 * Takes a certificate for one shift: a new P-256 key, requested in a CMC full request that the warrant card signs (RFC 5272, RFC 7030
 * §4.3), for a challenge of HQ's and on this laptop by name. The answer counts only when HQ's responder signed it, it repeats our transaction and nonce, and the certificate in it is a
 * valid one for our key, this officer and this laptop.
 */
export const takeShiftCertificate = async (options: TakeShiftOptions): Promise<Result<ShiftCredential, DeviceChannelRefusal>> => {
  const { tunnel, signer, device, trust, at, cardCertificates = [] } = options;
  const staffId = parseCertificate(signer.certificate).subject.userId;
  if (staffId === undefined) return fail('OfficerUnknown');
  const call = deviceCaller(tunnel);
  const [{ privateKey }, challenged] = await Promise.all([
    promisify(generateKeyPair)('ec', { namedCurve: 'P-256' }),
    call('shiftChallenge', {}),
  ]);
  const challenge = challengeIn(challenged, device);
  if (!challenge.ok) return challenge;
  const request = await createRequest({ subject: { commonName: staffId }, key: privateKey });
  const transactionId = BigInt(`0x${randomBytes(TRANSACTION_ID_BYTES).toString('hex')}`);
  const senderNonce = new Uint8Array(randomBytes(NONCE_BYTES));
  const content = buildPkiData({ transactionId, senderNonce, request, ...challenge.value });
  const message = await signCms({ content, contentType: contentTypes.pkiData, signer, certificates: cardCertificates, at });
  const called = await call('fullCmc', { body: message });
  if (called.kind !== 'answered') return fail(faultOfCall(called));
  const opened = openResponse(called.value, trust, at);
  if (!opened.ok) return opened;
  const { response, certificates } = opened.value;
  // HQ cannot repeat what it could not read, so a refusal may come without; a certificate may not.
  if (response.status !== 'success') return fail(faultOfProblem(deviceProblem.safeParse(response.text).data));
  if (response.transactionId !== transactionId || !sameBytes(response.recipientNonce, senderNonce)) return fail('HqUnusable');
  const { spki } = parseRequest(request);
  const certificate = certificates.find((candidate) => sameBytes(spkiOf(candidate), spki));
  if (certificate === undefined) return fail('HqUnusable');
  return checkShift(certificate, { staffId, device, trust, at, key: privateKey });
};

/** HQ's challenge. An HQ of the version before has none to give, and refuses a request that names one or the laptop. */
const challengeIn = (
  called: Called<'shiftChallenge'>,
  device: string,
): Result<{ readonly recipientNonce?: Uint8Array; readonly registration?: string }, DeviceChannelRefusal> => {
  if (called.kind === 'answered') {
    return ok({ recipientNonce: new Uint8Array(Buffer.from(called.value.challenge, 'base64')), registration: deviceUri(device) });
  }
  return called.kind === 'refused' && called.code === 'NotFound' ? ok({}) : fail(faultOfCall(called));
};

/** The answer's content, if HQ's CMC responder signed it (id-kp-cmcCA, RFC 6402 §2.10). */
const openResponse = (
  der: Uint8Array,
  trust: Trust,
  at: Date,
): Result<{ readonly response: PkiResponse; readonly certificates: readonly Uint8Array[] }, DeviceChannelRefusal> => {
  const verified = verifyCms(der, {
    anchors: trust.anchors,
    intermediates: trust.intermediates,
    crls: trust.crls,
    at,
    contentType: contentTypes.pkiResponse,
    purpose: 'cmcResponder',
  });
  if (!verified.ok) return fail(verified.code === 'NotYetValid' || verified.code === 'Expired' ? 'ClockTurnedBack' : 'HqUnusable');
  try {
    return ok({ response: parsePkiResponse(verified.content), certificates: verified.certificates });
  } catch {
    return fail('HqUnusable');
  }
};

const checkShift = (
  certificate: Uint8Array,
  expected: { readonly staffId: string; readonly device: string; readonly trust: Trust; readonly at: Date; readonly key: KeyObject },
): Result<ShiftCredential, DeviceChannelRefusal> => {
  const { staffId, device, trust, at, key } = expected;
  const { anchors, intermediates, crls } = trust;
  const path = verifyFor('shift', certificate, { anchors, intermediates, crls, at });
  if (!path.ok) return fail(path.code === 'NotYetValid' || path.code === 'Expired' ? 'ClockTurnedBack' : 'HqUnusable');
  const { subject, sanUris, notBefore, notAfter } = parseCertificate(certificate);
  const ours = subject.commonName === staffId && sanUris.includes(deviceUri(device));
  const forOneShift = notAfter.getTime() - notBefore.getTime() <= LONGEST_LIFE_MS;
  return ours && forOneShift ? ok({ key, certificate, staffId, notAfter }) : fail('HqUnusable');
};

const spkiOf = (certificate: Uint8Array): Uint8Array | undefined => {
  try {
    return parseCertificate(certificate).spki;
  } catch {
    return undefined;
  }
};

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0;

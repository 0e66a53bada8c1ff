import { request as httpRequest } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { deviceName } from '../../../contracts/domain/device.ts';
import { enrolmentCode } from '../../../contracts/hq/enrolment.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { createRequest, encodeEstBody, estMediaTypes } from '../../../pki/index.ts';
import { connectSecurely, SecureError } from '../trust/secure.ts';
import { type CredentialPlace, type DeviceCredential, saveCredential } from '../tunnel/credential.ts';
import { makeDeviceKey, readIssued } from './issued.ts';

/**
 * NotACode, NotADevice: not even of the right form; nothing was sent. CodeRefused: wrong, used, too old, or for another laptop; HQ
 * does not say which. TooManyTries: HQ waits before it listens again. HqUntrusted: whoever answers there is not the force.
 */
export type EnrolmentRefusal = 'NotACode' | 'NotADevice' | 'CodeRefused' | 'TooManyTries' | 'HqUnreachable' | 'HqUntrusted' | 'HqUnusable';

export interface EnrolOptions {
  /** The site's enrolment service. */
  readonly host: string;
  readonly port: number;
  /** DNS name that its certificate must carry. */
  readonly gatewayName: string;
  /** The force's root, DER, pinned by the configuration. */
  readonly root: Uint8Array;
  readonly device: string;
  /** The one-time code from ICT. */
  readonly code: string;
  readonly place: CredentialPlace;
  readonly clock?: () => Date;
}

const EST_SIMPLE_ENROLL = '/.well-known/est/simpleenroll';
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** HQ checks a code and issues a certificate in 0.1 s; the rest is for the link. */
const ANSWER_TIMEOUT_MS = 20_000;
/** A device certificate and its authority are 2 KiB. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Makes this laptop known to HQ (EST simpleenroll, RFC 7030 §4.2.1): a key is made here and never leaves, HQ answers with the device
 * certificate, both are kept. The server must lead to the pinned root and carry the gateway's name before the code is sent. Its
 * revocation cannot be known yet: a fresh laptop has no lists; the code, which works once and for minutes, bounds what that risks.
 */
export const enrol = async (options: EnrolOptions): Promise<Result<DeviceCredential, EnrolmentRefusal>> => {
  const { device, code, root, place } = options;
  if (!deviceName.safeParse(device).success) return fail('NotADevice');
  if (!enrolmentCode.safeParse(code).success) return fail('NotACode');
  const key = await makeDeviceKey();
  const body = encodeEstBody(await createRequest({ subject: { commonName: device }, key }));
  try {
    const { socket } = await connectSecurely({
      over: { host: options.host, port: options.port },
      name: options.gatewayName,
      trust: { anchors: [root], intermediates: [], crls: [] },
      at: options.clock ?? (() => new Date()),
      protocol: 'http/1.1',
      deadlineMs: HANDSHAKE_TIMEOUT_MS,
    });
    const answer = await post(socket, options, body).finally(() => socket.destroy());
    if (answer.status !== 200) return fail(faultOf(answer.status));
    const issued = readIssued(answer.body, key, device);
    return issued.ok ? ok(await saveCredential(place, { key, certificate: issued.value })) : issued;
  } catch (error) {
    if (error instanceof SecureError && (error.code === 'Untrusted' || error.code === 'WrongProtocol')) return fail('HqUntrusted');
    if (error instanceof SecureError || error instanceof AnswerError)
      return fail(error instanceof AnswerError ? error.code : 'HqUnreachable');
    throw error; // The disk, or secret storage: not HQ's fault, and nothing was kept.
  }
};

class AnswerError extends Error {
  readonly code: 'HqUnreachable' | 'HqUnusable';
  constructor(code: 'HqUnreachable' | 'HqUnusable') {
    super(code);
    this.code = code;
  }
}

const post = (socket: TLSSocket, { gatewayName, device, code }: EnrolOptions, body: string) =>
  new Promise<{ readonly status: number; readonly body: Uint8Array }>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), ANSWER_TIMEOUT_MS);
    const request = httpRequest({
      createConnection: () => socket,
      method: 'POST',
      path: EST_SIMPLE_ENROLL,
      headers: {
        host: gatewayName,
        authorization: `Basic ${Buffer.from(`${device}:${code}`).toString('base64')}`,
        'content-type': estMediaTypes.request,
        'content-transfer-encoding': 'base64',
        'content-length': Buffer.byteLength(body),
      },
    });
    const finish = (): void => clearTimeout(timer);
    request.once('error', () => {
      finish();
      reject(new AnswerError('HqUnreachable'));
    });
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
        else socket.destroy();
      });
      response.once('close', () => {
        finish();
        if (response.complete && size <= MAX_ANSWER_BYTES)
          resolve({ status: response.statusCode ?? 0, body: new Uint8Array(Buffer.concat(chunks)) });
        else reject(new AnswerError(size > MAX_ANSWER_BYTES ? 'HqUnusable' : 'HqUnreachable'));
      });
    });
    request.end(body);
  });

const faultOf = (status: number): EnrolmentRefusal => {
  if (status === 401 || status === 403) return 'CodeRefused';
  return status === 429 ? 'TooManyTries' : 'HqUnusable';
};

import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { deviceName } from '../../../contracts/domain/device.ts';
import { enrolmentCode } from '../../../contracts/hq/enrolment.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { createRequest } from '../../../pki/index.ts';
import { beginOrderLog, ORDER_LOG } from '../orders/order-log.ts';
import { connectSecurely, SecureError } from '../trust/secure.ts';
import { type CallFailure, callerOver, failureOf } from '../tunnel/call.ts';
import { type CredentialPlace, type DeviceCredential, saveCredential } from '../tunnel/credential.ts';
import { type DeviceAnswer, type DeviceRequest, TunnelError } from '../tunnel/tunnel.ts';
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

const HANDSHAKE_TIMEOUT_MS = 10_000;

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
  const request = await createRequest({ subject: { commonName: device }, key });
  try {
    const { socket } = await connectSecurely({
      over: { host: options.host, port: options.port },
      name: options.gatewayName,
      trust: { anchors: [root], intermediates: [], crls: [] },
      at: options.clock ?? (() => new Date()),
      protocol: 'http/1.1',
      deadlineMs: HANDSHAKE_TIMEOUT_MS,
    });
    let said: string | undefined;
    const call = callerOver<'enrolment'>(async (asked) => {
      const answer = await post(socket, options, asked);
      said = answer.headers.date;
      return answer;
    });
    const called = await call('simpleEnroll', { body: request }).finally(() => socket.destroy());
    if (called.kind !== 'answered') return fail(called.kind === 'refused' ? faultOf(called.status) : faultOfFailure(called.code));
    const issued = readIssued(called.value, key, device);
    if (!issued.ok) return issued;
    beginOrderLog(join(place.folder, ORDER_LOG), device, enrolledAt(options.clock?.() ?? new Date(), said));
    return ok(await saveCredential(place, { key, certificate: issued.value }));
  } catch (error) {
    if (error instanceof SecureError && (error.code === 'Untrusted' || error.code === 'WrongProtocol')) return fail('HqUntrusted');
    if (error instanceof SecureError) return fail('HqUnreachable');
    throw error; // The disk, or secret storage: not HQ's fault, and nothing was kept.
  }
};

/** A laptop that is further ahead of HQ has no lists that count, and takes no order before its clock is right. */
const MOST_AHEAD_MS = 24 * 60 * 60_000;

/**
 * Since when orders count here: now, by HQ's clock (the answer's Date, RFC 9110 §6.6.1) where the laptop's is ahead of it. Else it would
 * take every order for one of before until the hour had come. An HQ that lies wins back no more than a day.
 */
const enrolledAt = (own: Date, said: string | undefined): Date => {
  const hq = Date.parse(said ?? '');
  return hq < own.getTime() && hq >= own.getTime() - MOST_AHEAD_MS ? new Date(hq) : own;
};

/** One request over HTTP/1.1 with the laptop's name and code (RFC 7030 §3.2.3), and its whole answer. Rejects with TunnelError. */
const post = (socket: TLSSocket, { gatewayName, device, code }: EnrolOptions, asked: DeviceRequest) =>
  new Promise<DeviceAnswer>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), asked.timeoutMs);
    const request = httpRequest({
      createConnection: () => socket,
      method: asked.method,
      path: asked.path,
      headers: {
        ...asked.headers,
        host: gatewayName,
        authorization: `Basic ${Buffer.from(`${device}:${code}`).toString('base64')}`,
        'content-length': asked.body?.byteLength ?? 0,
      },
    });
    const finish = (): void => clearTimeout(timer);
    request.once('error', () => {
      finish();
      reject(new TunnelError('TunnelDown'));
    });
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size <= asked.maxBytes) chunks.push(chunk);
        else socket.destroy();
      });
      response.once('close', () => {
        finish();
        if (size > asked.maxBytes || !response.complete) reject(new TunnelError(size > asked.maxBytes ? 'AnswerTooLarge' : 'TunnelDown'));
        else {
          const { 'content-type': type = '', date } = response.headers;
          const headers = { 'content-type': type, ...(date === undefined ? {} : { date }) };
          resolve({ status: response.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(chunks)) });
        }
      });
    });
    request.end(asked.body);
  });

const faultOfFailure = (code: CallFailure): EnrolmentRefusal => (failureOf(code) === 'TunnelDown' ? 'HqUnreachable' : 'HqUnusable');

const faultOf = (status: number): EnrolmentRefusal => {
  if (status === 401 || status === 403) return 'CodeRefused';
  return status === 429 ? 'TooManyTries' : 'HqUnusable';
};

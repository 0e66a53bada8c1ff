import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { encodePem } from '../../../pki/index.ts';
import { checkServer, type ServerVerdict } from './server.ts';
import type { TrustMaterial } from './trust.ts';

/**
 * Why no secure connection came about. Unreachable: nobody speaks TLS there. Untrusted: somebody does, and it is not the force's
 * server. WrongProtocol: it is, but does not speak what was asked. DeadlinePassed: too slow.
 */
export type SecureErrorCode = 'Unreachable' | 'Untrusted' | 'WrongProtocol' | 'DeadlinePassed';
export class SecureError extends Error {
  readonly code: SecureErrorCode;
  /** Of Untrusted, what is wrong with the server's certificate. */
  readonly detail: string;
  constructor(code: SecureErrorCode, detail = '', cause?: unknown) {
    super(detail === '' ? code : `${code} (${detail})`, { cause });
    this.name = 'SecureError';
    this.code = code;
    this.detail = detail;
  }
}

export interface SecureOptions {
  /** Where to: an address, or a stream that somebody opened already. */
  readonly over: Duplex | { readonly host: string; readonly port: number };
  /** The name that the server's certificate must carry; also sent as SNI. */
  readonly name: string;
  readonly trust: TrustMaterial;
  readonly at: () => Date;
  readonly client?: { readonly key: KeyObject; readonly certificate: Uint8Array };
  /** ALPN: the server must choose it. */
  readonly protocol?: 'h2' | 'http/1.1';
  readonly deadlineMs: number;
  /** Gives up at once. */
  readonly signal?: AbortSignal;
}

export interface SecureConnection {
  readonly socket: tls.TLSSocket;
  /** Whether revocation could be checked; `unchecked` is for the caller to decide. */
  readonly revocation: Extract<ServerVerdict, { ok: true }>['revocation'];
  /** As the server presented it, to be checked again when the lists change. */
  readonly presented: X509Certificate | undefined;
}

/**
 * A TLS 1.3 connection whose server has proved to be the force's. Resolves only after the certificate was checked by pki; not a byte
 * of ours goes out before. Sessions are never resumed: a resumed one would skip both sides' certificates. Rejects with SecureError.
 */
export const connectSecurely = (options: SecureOptions): Promise<SecureConnection> =>
  new Promise((resolve, reject) => {
    const { name, trust, at, client, protocol, deadlineMs, signal } = options;
    const socket = tls.connect({
      ...transportOf(options.over),
      servername: name,
      minVersion: 'TLSv1.3',
      // Not an open door: OpenSSL and BoringSSL know neither our required revocation nor our name rule, and their error texts differ.
      // checkServer decides below, before anything is sent.
      rejectUnauthorized: false,
      ...(protocol === undefined ? {} : { ALPNProtocols: [protocol] }),
      ...(client === undefined
        ? {}
        : { key: client.key.export({ type: 'pkcs8', format: 'pem' }), cert: encodePem(client.certificate, 'CERTIFICATE') }),
    });
    const timer = setTimeout(() => fail(new SecureError('DeadlinePassed')), deadlineMs);
    const onError = (cause: unknown): void => fail(new SecureError('Unreachable', '', cause));
    const onAbort = (): void => fail(new SecureError('Unreachable', 'given up'));
    const onClose = (): void => fail(new SecureError('Unreachable', 'closed'));
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('close', onClose);
      socket.off('error', onError);
    };
    // Stays: an error between two owners, or after the last, must not end the program. Owners see the close.
    socket.on('error', () => undefined);
    const fail = (error: SecureError): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('close', onClose);
    socket.once('secureConnect', () => {
      if (protocol !== undefined && socket.alpnProtocol !== protocol) return fail(new SecureError('WrongProtocol'));
      const presented = socket.getPeerX509Certificate();
      const verdict = checkServer(presented, name, trust, at());
      if (!verdict.ok) return fail(new SecureError('Untrusted', verdict.code));
      settle();
      resolve({ socket, revocation: verdict.revocation, presented });
    });
  });

const transportOf = (over: SecureOptions['over']) =>
  // Nagle's algorithm would hold back a CONNECT's small frames for a round trip.
  'read' in over ? { socket: over } : { host: over.host, port: over.port, noDelay: true };

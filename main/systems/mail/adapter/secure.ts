import { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { encodePem } from '../../../../pki/index.ts';
import { checkServer } from '../../../device/trust/server.ts';
import type { TrustMaterial } from '../../../device/trust/trust.ts';
import { MailError } from '../errors.ts';

/** The shift certificate and its key, PEM, in memory only, and what HQ's servers are checked against. */
export interface MailIdentity {
  readonly key: string;
  readonly certificate: string;
  readonly trust: TrustMaterial;
}

/** The name in the mail server's certificate. */
export const MAIL_SERVER = 'mail.hq';
/** TLS and login take three round trips; a link so slow that this is not enough cannot carry mail. */
export const CONNECT_TIMEOUT_MS = 20_000;
/** The stream, unless `signal` comes first: one that comes later is destroyed. Its own deadline is whoever's who opens it. */
export const openStream = (connect: () => Promise<Duplex>, signal: AbortSignal): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const give = (error: unknown): void => reject(new MailError('Unreachable', error));
    const end = (): void => give(signal.reason);
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    connect().then((stream) => {
      signal.removeEventListener('abort', end);
      // TLS tells of its end; an error that the stream tells by itself as well must not end the program.
      stream.on('error', () => undefined);
      if (signal.aborted) stream.destroy();
      else resolve(stream);
    }, give);
  });

/** TLS with the shift certificate inside the stream. */
export const openTls = async (stream: Duplex, identity: MailIdentity, signal: AbortSignal): Promise<TLSSocket> => {
  const socket = tlsConnect({
    socket: stream,
    servername: MAIL_SERVER,
    minVersion: 'TLSv1.3',
    key: identity.key,
    cert: identity.certificate,
    ca: [...identity.trust.anchors, ...identity.trust.intermediates].map((der) => encodePem(der, 'CERTIFICATE')),
    // OpenSSL takes a server of any authority below the root; ours must be marked for servers, and not revoked.
    checkServerIdentity: (name, { raw }) => {
      const verdict = checkServer(new X509Certificate(raw), name, identity.trust, new Date());
      return verdict.ok && verdict.revocation === 'checked' ? undefined : new Error(verdict.ok ? 'RevocationUnknown' : verdict.code);
    },
  });
  return await new Promise<TLSSocket>((resolve, reject) => {
    const give = (error: unknown): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.destroy();
      stream.destroy();
      const untrusted = socket.authorizationError !== null && socket.authorizationError !== undefined;
      reject(new MailError(untrusted ? 'Untrusted' : 'Unreachable', error));
    };
    const end = (): void => give(signal.reason);
    const timer = setTimeout(give, CONNECT_TIMEOUT_MS, new Error('deadline passed'));
    signal.addEventListener('abort', end, { once: true });
    socket.once('error', give);
    socket.once('close', give);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.off('error', give);
      socket.off('close', give);
      // Between here and imapflow's own listener an error must not go unheard.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
};

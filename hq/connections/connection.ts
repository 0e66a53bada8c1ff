import { constants, type ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { Connection, Refusal } from './gate.ts';
import type { Guard } from './guard.ts';

/** Puts a new session under guard; undefined when it came without a certificate. `stays` hears each time that it was judged anew. */
export const guardedSession = <Identity>(
  session: ServerHttp2Session,
  guard: Guard<Identity>,
  stays: (identity: Identity) => void,
): Connection<Identity> | undefined => {
  const certificate = peerCertificate(session.socket as TLSSocket);
  if (certificate === undefined) return undefined;
  const admission = guard.enter({
    certificate,
    cut: (code) => cutSession(session, code),
    stays,
    onEnd: (ended) => {
      if (session.destroyed) ended();
      else session.once('close', ended);
    },
  });
  return { certificate, admission };
};

/** The certificate with which the other end of a connection came, DER; undefined when there is none. */
const peerCertificate = (socket: TLSSocket): Uint8Array | undefined => {
  const certificate = socket.getPeerX509Certificate();
  return certificate && new Uint8Array(certificate.raw);
};

/** Ends a session and its streams at once; the GOAWAY frame's debug data says why (RFC 9113 §6.8). */
const cutSession = (session: ServerHttp2Session, code: Refusal['code']): void => {
  if (session.destroyed) return;
  session.goaway(constants.NGHTTP2_INADEQUATE_SECURITY, 0, Buffer.from(code));
  session.destroy();
};

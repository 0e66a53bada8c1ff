import { createHash } from 'node:crypto';
import { constants, type ServerHttp2Session } from 'node:http2';

/** A laptop has one tunnel and an officer a handful of sessions; one whose link broke leaves the old one behind until HQ notices. */
const MOST_OF_A_CERTIFICATE = 8;

/** Bounds what one certificate can hold open on a server: the session that came first makes room, so that nobody locks a laptop out of a new one. */
export class SessionCap {
  readonly #sessions = new Map<string, Set<ServerHttp2Session>>();

  /** `certificate`: DER. */
  enter(certificate: Uint8Array, session: ServerHttp2Session): void {
    const key = createHash('sha256').update(certificate).digest('base64');
    const sessions = this.#sessions.get(key) ?? new Set();
    this.#sessions.set(key, sessions.add(session));
    session.once('close', () => {
      sessions.delete(session);
      if (sessions.size === 0 && this.#sessions.get(key) === sessions) this.#sessions.delete(key);
    });
    // One that has been destroyed and is not closed yet is counted no more: to speak to it throws, which would end HQ.
    const [oldest, ...others] = [...sessions].filter(({ destroyed }) => !destroyed);
    if (oldest === undefined || others.length < MOST_OF_A_CERTIFICATE) return;
    oldest.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    oldest.destroy();
  }
}

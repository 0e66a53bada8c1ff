import { deviceName } from '../../contracts/domain/device.ts';
import { staffId } from '../../contracts/domain/officer.ts';
import { claimsPurpose, parseCertificate } from '../../pki/index.ts';
import type { Database } from '../database/database.ts';
import { faultOf, type Log } from '../log.ts';
import type { Admission, Connection, Gate, Refusal } from './gate.ts';

/** A live connection as the guard needs it. */
export interface Guarded<Identity = unknown> {
  /** DER, as TLS proved possession of its key. */
  readonly certificate: Uint8Array;
  /** Cuts the connection and all that goes through it, now. */
  cut(code: Refusal['code']): void;
  /** It was judged anew and stays; less may be open to it than before. */
  stays?(identity: Identity): void;
  /** Calls back once, when the connection has ended. */
  onEnd(ended: () => void): void;
}

/**
 * A lost connection to the database has everybody judged again, and every request is judged when it comes; this is for what
 * nobody thought of.
 */
const RECHECK_MS = 10 * 60_000;
/** Whoever is refused hears why on the first request, and has this long to ask. */
const REFUSED_MS = 2000;
/** setTimeout takes no longer delay; a connection that is older than its 24 days may well be made anew. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Watches over the live connections of one server: each ends with its certificate, and at once when the certificate, its
 * officer or its laptop is revoked, here or in another HQ process.
 */
export class Guard<Identity> {
  readonly #gate: Gate<Identity>;
  readonly #log: Log;
  /** With whom it concerns; undefined while a connection is being judged, when anything may concern it. */
  readonly #live = new Map<Guarded<Identity>, readonly string[] | undefined>();
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;
  /** How often something was revoked. */
  #revocations = 0;

  constructor(parts: { readonly gate: Gate<Identity>; readonly database: Pick<Database, 'listen'>; readonly log: Log }) {
    this.#gate = parts.gate;
    this.#log = parts.log;
    this.#stopListening = parts.database.listen('hq_revocation', (subject) => void this.#recheck(subject));
    this.#timer = setInterval(() => void this.#recheck(undefined), RECHECK_MS).unref();
  }

  /** Judges a new connection, and watches it to its end when it is let in. Never rejects: what cannot be judged is refused. */
  async enter(connection: Guarded<Identity>): Promise<Admission<Identity>> {
    // Before it is judged: a revocation in between must find it.
    this.#live.set(connection, undefined);
    const admission = await this.#judge(connection.certificate);
    const left = admission.ok ? admission.notAfter.getTime() - Date.now() : REFUSED_MS;
    const code = admission.ok ? 'NotAuthorised' : admission.code;
    const timer = setTimeout(() => connection.cut(code), Math.min(left, LONGEST_TIMER_MS)).unref();
    if (admission.ok) this.#live.set(connection, admission.subjects);
    else {
      this.#live.delete(connection);
      this.#log('connectionRefused', { code, ...holderOf(connection.certificate) });
    }
    connection.onEnd(() => {
      clearTimeout(timer);
      this.#live.delete(connection);
    });
    return admission;
  }

  /** Judges a certificate as things stand now. Never rejects. */
  async #judge(certificate: Uint8Array): Promise<Admission<Identity>> {
    try {
      return await this.#gate(certificate, new Date());
    } catch (error) {
      this.#log('gateFailed', faultOf(error));
      return { ok: false, code: 'TryLater' };
    }
  }

  /**
   * The admission of a connection for one request, as things stand when it comes: whoever was revoked since gets nothing
   * more, even when the notification was lost. Never older than the last revocation that this process heard of: a stream that is
   * let in has not missed its end.
   */
  async now(connection: Connection<Identity>): Promise<Admission<Identity>> {
    const first = await connection.admission;
    if (!first.ok) return first;
    for (;;) {
      const heard = this.#revocations;
      const admission = await this.#judge(connection.certificate);
      if (heard === this.#revocations) return admission;
    }
  }

  /** Judges the live connections that a revocation may concern again (all, if nobody knows which) and cuts those that may no longer be. */
  async #recheck(subject: string | undefined): Promise<void> {
    this.#revocations += 1;
    for (const [connection, subjects] of [...this.#live]) {
      if (subject !== undefined && subjects !== undefined && !subjects.includes(subject)) continue;
      const admission = await this.#judge(connection.certificate);
      if (admission.ok) connection.stays?.(admission.identity);
      // What was let in stays in while nobody can be asked: a moment without the database must not cut a whole force off.
      else if (admission.code !== 'TryLater') connection.cut(admission.code);
    }
  }

  close(): void {
    this.#stopListening();
    clearInterval(this.#timer);
  }
}

/** Whose certificate it is, where HQ itself gave it an id as its name: never a person's name, which cards carry. */
const holderOf = (certificate: Uint8Array): { readonly device?: string; readonly officer?: string } => {
  if (claimsPurpose('device', certificate)) return { device: deviceName.safeParse(commonNameOf(certificate)).data ?? '' };
  return claimsPurpose('shift', certificate) ? { officer: staffId.safeParse(commonNameOf(certificate)).data ?? '' } : {};
};

const commonNameOf = (certificate: Uint8Array): string | undefined => parseCertificate(certificate).subject.commonName;

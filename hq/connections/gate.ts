import type { DeviceProblem } from '../../contracts/hq/device.ts';

/** Whether the holder of a certificate may be connected. */
export type Admission<Identity> = Admitted<Identity> | Refusal;

export interface Admitted<Identity> {
  readonly ok: true;
  readonly identity: Identity;
  readonly notAfter: Date;
  readonly subjects: readonly Subject[];
}

/** TryLater: nobody can be asked now, HQ's database or a list's file is out of reach. */
export interface Refusal {
  readonly ok: false;
  readonly code: DeviceProblem | 'TryLater';
}

/**
 * Judges a TLS client certificate, DER, as things stand at `at`. Asked at the start of every connection (TLS itself does not
 * look again at the certificate of a resumed session, not even at its end), and again whenever something may have changed.
 */
export type Gate<Identity> = (certificate: Uint8Array, at: Date) => Promise<Admission<Identity>>;

/** Whom a revocation can concern: a connection names all of its own, a revocation one. */
export type Subject = `device:${string}` | `staff:${string}`;

/** A connection whose holder is being judged, or was. */
export interface Connection<Identity> {
  /** DER, as TLS proved possession of its key. */
  readonly certificate: Uint8Array;
  readonly admission: Promise<Admission<Identity>>;
}

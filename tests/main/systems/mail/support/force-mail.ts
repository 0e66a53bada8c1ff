import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningMail, startMail } from '../../../../../hq/demo/mail/server.ts';
import { type DemoOfficer, demoOfficers } from '../../../../../hq/demo/officers.ts';
import { demoPki, type ForcePki, issueFor, publishList } from '../../../../../hq/demo/pki.ts';
import { makeKey } from '../../../../../hq/provision/keys.ts';
import { openStore } from '../../../../../main/store/open.ts';
import type { Store } from '../../../../../main/store/store.ts';
import type { MailIdentity } from '../../../../../main/systems/mail/adapter/secure.ts';
import { decodePem, encodePem, parseCertificate, parseCrl, type Signer } from '../../../../../pki/index.ts';

const HOUR_MS = 3_600_000;
const WORKER = new URL('../../../../../main/app/store-worker.ts', import.meta.url);

/** A force's PKI and its real mail servers in a temporary folder. */
export interface ForceMail {
  readonly folder: string;
  readonly pki: ForcePki;
  readonly mail: RunningMail;
  readonly officer: DemoOfficer;
  /** A shift certificate for the officer, of the force's shift authority unless told otherwise. */
  shift(options?: ShiftOptions): Promise<Shift>;
  /** Publishes the shift authority's list with this certificate on it, and has the servers take it. */
  revoke(shift: Shift): Promise<void>;
  /** A TCP stream to the IMAP server; `live` holds those that are open. */
  readonly connect: () => Promise<Socket>;
  readonly live: Set<Socket>;
  close(): Promise<void>;
}

export interface ShiftOptions {
  readonly staffId?: string;
  readonly issuer?: Signer;
  readonly notAfter?: Date;
}

export interface Shift {
  readonly identity: MailIdentity;
  readonly serialHex: string;
}

export const startForceMail = async (): Promise<ForceMail> => {
  const folder = mkdtempSync(join(tmpdir(), 'force-mail-'));
  const now = new Date();
  const [officer] = demoOfficers;
  if (officer === undefined) throw new Error('no officers');
  const pki = await demoPki(join(folder, 'pki'), { now });
  const mail = await startMail({ folder: join(folder, 'mail'), pki: pki.folder, officers: demoOfficers, start: { now, seed: 3 } });
  const live = new Set<Socket>();
  let lists = 1;
  return {
    folder,
    pki,
    mail,
    officer,
    live,
    shift: (options = {}) => makeShift(pki, { staffId: officer.staffId, ...options }),
    async revoke({ serialHex }) {
      lists += 1;
      await publishList(pki.folder, 'shift-ca', pki.shiftAuthority, { number: lists, now, revoked: [{ serialHex, at: now }] });
      await mail.reloadCrl();
    },
    async connect() {
      const socket = connect(mail.ports.imap, '127.0.0.1');
      await once(socket, 'connect');
      live.add(socket);
      socket.once('close', () => live.delete(socket));
      return socket;
    },
    async close() {
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const makeShift = async (pki: ForcePki, { staffId = '', issuer = pki.shiftAuthority, notAfter }: ShiftOptions): Promise<Shift> => {
  const key = await makeKey('p256');
  const end = notAfter ?? new Date(Date.now() + HOUR_MS);
  const certificate = await issueFor(issuer, { commonName: staffId }, { kind: 'shift', device: 'LAP-0417' }, key, {
    notBefore: new Date(end.getTime() - 9 * HOUR_MS),
    notAfter: end,
  });
  const identity = {
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: encodePem(certificate, 'CERTIFICATE') + encodePem(issuer.certificate, 'CERTIFICATE'),
    trust: {
      anchors: [pki.root.certificate],
      intermediates: [pki.serverAuthority.certificate],
      crls: ['root', 'server-ca']
        .flatMap((name) => decodePem(readFileSync(join(pki.folder, `${name}.crl`), 'utf8'), 'X509 CRL'))
        .map(parseCrl),
    },
  };
  return { identity, serialHex: parseCertificate(certificate).serialHex };
};

/** An encrypted store of its own, and the way to be rid of it. */
export const openTestStore = async (): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-store-'));
  const store = await openStore(WORKER)({ folder, key: new Uint8Array(32).fill(7) });
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Asks again until `ready` holds; throws when it never does. */
export const eventually = async <Value>(ask: () => Promise<Value>, ready: (value: Value) => boolean): Promise<Value> => {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const value = await ask();
    if (ready(value)) return value;
    if (Date.now() > deadline) throw new Error('it never came to be');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** A plain message as a stranger's program writes it. */
export const plainMessage = (subject: string, text = 'Words.'): Buffer =>
  Buffer.from(
    `From: Somebody <somebody@example.org>\r\nTo: You <you@lancs.example>\r\nDate: ${new Date().toUTCString()}\r\nSubject: ${subject}\r\n\r\n${text}\r\n`,
  );

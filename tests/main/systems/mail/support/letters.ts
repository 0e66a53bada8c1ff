import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex, Transform } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Store } from '../../../../../main/store/store.ts';
import type { OutgoingItem } from '../../../../../main/sync/dispatch.ts';
import type { Letter } from '../../../../../main/systems/mail/letter/compose.ts';
import { createSubmission, type Submission } from '../../../../../main/systems/mail/letter/submission.ts';
import { createMailSender } from '../../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../../main/systems/mail/service.ts';
import { openStoreIn } from '../../../support/store.ts';
import { eventually, type ForceMail, type Shift, startForceMail } from './force-mail.ts';

/** Only root may start Postfix. */
export const isRoot = process.getuid?.() === 0;
export const AISHA = { name: 'PC 2418 Aisha Rahman', address: 'aisha.rahman@lancs.example' };
export const TOM = { name: 'PC 4127 Tom Halliwell', address: 'tom.halliwell@lancs.example' };
export const MEGAN = { name: 'PC 2377 Megan Clarke', address: 'megan.clarke@lancs.example' };

/** A letter of Aisha's to Tom on its way. */
export const item = (subject: string, rest: Partial<Letter> = {}): OutgoingItem => ({
  ...{ id: randomUUID(), system: 'mail', command: 'mail.send', itemKind: 'letter', itemId: randomUUID(), baseVersion: 0 },
  payload: { from: AISHA, to: [TOM], cc: [], bcc: [], subject, marking: 'OFFICIAL', text: 'Words.', at: new Date().toISOString(), ...rest },
  at: new Date().toISOString(),
});

/** Aisha's laptop before the force's real servers, anew for each test, and Tom's and Megan's mailboxes. */
export interface LetterDesk {
  readonly force: ForceMail;
  readonly shift: Shift;
  /** Aisha's. */
  readonly service: MailService;
  readonly tom: MailService;
  readonly megan: MailService;
  readonly store: Store;
  /** Ends the store's worker and opens the same store again, as a lock and a restart do. */
  reopen(): Promise<void>;
  toServer(): Promise<Socket>;
  submissionOver(way?: () => Promise<Duplex>): Submission;
  send(what: OutgoingItem, submission?: Submission, signal?: AbortSignal): ReturnType<ReturnType<typeof createMailSender>>;
  /** The messages of a folder that bear the Message-ID of a command, whole. */
  copies(of: MailService, key: string, folder?: string): Promise<readonly string[]>;
  /** The same of the inbox, once there are any. */
  arrived(of: MailService, key: string): Promise<readonly string[]>;
}

/** Sets the servers up for a file of tests, and a laptop for each of them. `ready`: once they run. */
export const letterDesk = (ready: (force: ForceMail) => Promise<void> = async () => undefined): LetterDesk => {
  let force: ForceMail | undefined;
  let shift: Shift | undefined;
  let [service, tom, megan]: (MailService | undefined)[] = [];
  let store: Store | undefined;
  let folder = '';
  const mailOf = async (staffId: string) =>
    createMailService({ connect: desk.force.connect, identity: (await desk.force.shift({ staffId })).identity });
  beforeAll(async () => {
    force = await startForceMail();
    await ready(desk.force);
    shift = await desk.force.shift();
    tom = await mailOf('LC004127');
    megan = await mailOf('LC002377');
  });
  afterAll(async () => {
    await tom?.close();
    await megan?.close();
    await force?.close();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mail-store-'));
    store = await openStoreIn(folder);
    service = createMailService({ connect: desk.force.connect, identity: desk.shift.identity });
  });
  afterEach(async () => {
    await desk.service.close();
    await desk.store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const desk: LetterDesk = {
    get force() {
      return force as ForceMail;
    },
    get shift() {
      return shift as Shift;
    },
    get service() {
      return service as MailService;
    },
    get tom() {
      return tom as MailService;
    },
    get megan() {
      return megan as MailService;
    },
    get store() {
      return store as Store;
    },
    async reopen() {
      await desk.store.close();
      store = await openStoreIn(folder);
    },
    async toServer() {
      const socket = connect(desk.force.mail.ports.submission, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
    submissionOver: (way = desk.toServer) => createSubmission({ connect: way, identity: desk.shift.identity }),
    send: (what, submission = desk.submissionOver(), signal) =>
      createMailSender({ store: desk.store, service: desk.service, submission })(what, signal),
    copies: async (of, key, path = 'INBOX') =>
      (await of.inFolder(path, async (open) => {
        const uids = await open.withMessageId(`<${key}@lancs.example>`);
        const raws = await Promise.all(uids.map((uid) => open.source(uid, 0, 20_000_000)));
        return raws.map((raw) => Buffer.from(raw ?? []).toString('latin1'));
      })) ?? [],
    arrived: (of, key) =>
      eventually(
        () => desk.copies(of, key),
        (found) => found.length > 0,
      ),
  };
  return desk;
};

/** The real server, of which nothing is heard any more after a letter's last line. */
export const losingLastWord = (desk: LetterDesk): Submission => {
  let cut = (): void => undefined;
  const lossy = desk.submissionOver(async () => {
    const link = cuttable(await desk.toServer());
    cut = link.freezeDown;
    return link.stream;
  });
  return { submit: (envelope, ports) => lossy.submit(envelope, { ...ports, onBegun: () => ports.onBegun().then(() => cut()) }) };
};

/** A stream like the tunnel's that breaks after so many pieces have come or so many bytes gone, or lets nothing come any more. */
export const cuttable = (socket: Socket, pieces = Number.POSITIVE_INFINITY, upstream = Number.POSITIVE_INFINITY) => {
  let came = 0;
  let frozen = false;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      came += 1;
      if (came > pieces) stream.destroy(new Error('cut'));
      if (frozen) pass();
      else pass(null, chunk);
    },
  });
  let went = 0;
  const going = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      went += chunk.byteLength;
      if (went > upstream) stream.destroy(new Error('cut'));
      else pass(null, chunk);
    },
  });
  going.pipe(socket);
  const stream = Duplex.from({ readable: socket.pipe(counted), writable: going });
  stream.once('close', () => socket.destroy());
  stream.on('error', () => undefined);
  socket.on('error', () => undefined);
  return {
    stream,
    freezeDown: () => {
      frozen = true;
    },
  };
};

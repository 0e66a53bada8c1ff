import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../../../main/sync/clock.ts';
import { createHeld } from '../../../main/sync/held.ts';
import { runSender } from '../../../main/sync/sender.ts';
import { createWakeSignal } from '../../../main/sync/wake-signal.ts';
import type { MailIdentity } from '../../../main/systems/mail/adapter/secure.ts';
import { createSubmission } from '../../../main/systems/mail/letter/submission.ts';
import { messageIdIn } from '../../../main/systems/mail/message-id.ts';
import type { MailReader } from '../../../main/systems/mail/reader/client.ts';
import { createMailSender } from '../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../main/systems/mail/service.ts';
import { createMailSync } from '../../../main/systems/mail/sync.ts';
import { type LocalStore, localStore } from '../../main/support/store.ts';

/** Waits between tries are a twentieth of what they are. */
const HASTE = 20;
const hurried: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / HASTE, signal) };

export interface MailLaptopOptions {
  /** To be made; the caller's to remove. */
  readonly folder: string;
  readonly identity: MailIdentity;
  readonly reader: MailReader;
  readonly ports: { readonly imap: number; readonly submission: number };
  /** A command is tried. */
  readonly onTry: (key: string) => void;
  /** A letter is given to the submission server. */
  readonly onSubmit: (messageId: string) => void;
  /** What neither link nor server can be the reason of. */
  readonly onFault: (code: string) => void;
}

/** The officer's laptop: the product's store, mail service, sync and sender, as work that is open runs them. */
export interface MailLaptop {
  readonly store: () => LocalStore;
  readonly service: () => MailService;
  tryNow(): void;
  /** A lock, and the next sign-in. */
  lock(): Promise<void>;
  /** The program is ended in the midst of whatever it does, and started again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

interface Work {
  readonly store: LocalStore;
  readonly service: MailService;
  tryNow(): void;
  /** Cuts everything off at once. */
  end(): Promise<unknown>;
}

const dial = async (port: number): Promise<Duplex> => {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
};

const openWork = ({ identity, reader, ports, onTry, onSubmit, onFault }: MailLaptopOptions, place: string): Work => {
  const store = localStore(place);
  const ended = new AbortController();
  const service = createMailService({ connect: () => dial(ports.imap), identity });
  const toServer = createSubmission({ connect: () => dial(ports.submission), identity });
  const submission: typeof toServer = {
    submit(envelope, submitPorts) {
      onSubmit(messageIdIn(envelope.message) ?? '');
      return toServer.submit(envelope, submitPorts);
    },
  };
  const mailSync = createMailSync({
    ...{ store, service, reader, clock: hurried, onRefreshed: () => undefined },
    onSyncError: (code) => code === 'Internal' && onFault('the sync of mail failed by itself'),
  });
  const work = createWakeSignal(hurried);
  const urgent = createWakeSignal(hurried);
  const unlisten = store.onChange((topics) => topics.includes('outbox') && work.wake());
  const held = createHeld(hurried, ended.signal, () => work.wake());
  const send = createMailSender({ store, service, submission });
  const running = runSender(
    {
      ...{ system: 'mail', store, work, urgent, held, onAnswered: () => undefined },
      send(item, signal, onProgress) {
        onTry(item.id);
        return send(item, signal, onProgress);
      },
    },
    {
      ...{ clock: hurried, random: Math.random, signal: ended.signal, end: () => ended.abort() },
      onSyncError: ({ code }) => code !== 'NoAnswer' && onFault(`the sender failed by itself (${code})`),
    },
  );
  return {
    ...{ store, service },
    tryNow() {
      mailSync.tryNow();
      urgent.wake();
    },
    end() {
      unlisten();
      ended.abort();
      return Promise.allSettled([service.close(), mailSync.stop(), running]);
    },
  };
};

export const openMailLaptop = (options: MailLaptopOptions): MailLaptop => {
  let starts = 0;
  const place = () => join(options.folder, String(starts));
  mkdirSync(place(), { recursive: true });
  let work = openWork(options, place());
  return {
    store: () => work.store,
    service: () => work.service,
    tryNow: () => work.tryNow(),
    async lock() {
      await work.end();
      await work.store.close();
      work = openWork(options, place());
    },
    async crash() {
      const before = work;
      const old = place();
      starts += 1;
      // As the files stand at this moment; the sockets break in the same one.
      cpSync(old, place(), { recursive: true });
      const ended = before.end();
      work = openWork(options, place());
      await ended;
      await before.store.close();
      rmSync(old, { recursive: true, force: true });
    },
    async close() {
      await work.end();
      await work.store.close();
    },
  };
};

import { randomUUID } from 'node:crypto';
import type { MailMessage } from '../../contracts/domain/mail.ts';
import type { DomainHandlers } from '../../contracts/ipc/define.ts';
import { NOT_FETCHED } from '../../contracts/ipc/fetched.ts';
import type { mail } from '../../contracts/ipc/mail.ts';
import { fail, ok } from '../../contracts/result.ts';
import { LockedError } from '../ipc/locked.ts';
import type { Store } from '../store/store.ts';
import { bodyPath } from './body-route.ts';
import { MailError } from './errors.ts';
import { sanitiseHtml } from './html/sanitise.ts';
import { type ReadMessage, type ReadPart, readMessage } from './read.ts';
import type { StoredMessage } from './repository/messages.ts';
import { boundBodies, saveBody } from './save-body.ts';
import type { MailService } from './service.ts';

export interface MailHandlersOptions {
  /** The open store, undefined while nobody is signed in. */
  readonly store: () => Store | undefined;
  /** The force's mail, undefined while nobody is signed in or there is no shift certificate. */
  readonly service: () => MailService | undefined;
  /** An officer opens a message: a consultation, which is recorded before anything of it is shown. */
  readonly onView?: (id: string) => Promise<void>;
}

/** A message that is not on the laptop is fetched while the officer looks at a skeleton; longer than this they will not. */
const FETCH_TIMEOUT_MS = 20_000;

/** Answers contracts/ipc/mail.ts. Throws LockedError when nobody is signed in. */
export const mailHandlers = ({ store, service, onView }: MailHandlersOptions): DomainHandlers<typeof mail> => {
  const openStore = (): Store => {
    const open = store();
    if (open === undefined) throw new LockedError();
    return open;
  };
  return {
    folders: async () => {
      const folders = await openStore().read('mail.folders', null);
      // A mailbox has at least its inbox: none at all means that the list has not come.
      return ok(folders.length === 0 ? NOT_FETCHED : { known: true, value: [...folders] });
    },

    list: async (request) => {
      const page = await openStore().read('mail.list', request);
      if (page === undefined) return fail('NotFound');
      return ok(page.asOf === undefined ? NOT_FETCHED : { known: true, value: { ...page, rows: [...page.rows] } });
    },

    message: async ({ id }) => {
      const open = openStore();
      const stored = await open.read('mail.message', { id });
      if (stored === undefined) return fail('NotFound');
      await onView?.(id);
      if (stored.raw !== undefined) return ok(toMessage(stored, await readMessage(stored.raw)));
      const raw = await fetchSource(service(), stored);
      if (raw === 'NotHere') return fail('NotHere');
      if (raw === undefined) return fail('NotFound');
      const message = await saveBody(open, id, raw);
      await boundBodies(open);
      return ok(toMessage((await open.read('mail.message', { id })) ?? stored, message));
    },

    setSeen: async ({ id, seen }) => {
      const known = await openStore().write('mail.wishSeen', { id, seen, outboxId: randomUUID(), at: new Date().toISOString() });
      return known ? ok(null) : fail('NotFound');
    },
  };
};

const fetchSource = async (service: MailService | undefined, stored: StoredMessage): Promise<Uint8Array | undefined | 'NotHere'> => {
  if (service === undefined) return 'NotHere';
  const { summary, uid, uidValidity } = stored;
  const source = service.source({ folder: summary.folder, uidValidity, uid }).catch((error: unknown) => {
    if (error instanceof MailError) return 'NotHere' as const;
    throw error;
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<'NotHere'>((resolve) => {
    timer = setTimeout(resolve, FETCH_TIMEOUT_MS, 'NotHere');
  });
  return await Promise.race([source, tooLong]).finally(() => clearTimeout(timer));
};

const toMessage = ({ summary }: StoredMessage, message: ReadMessage): MailMessage => ({
  ...summary,
  to: [...message.to],
  cc: [...message.cc],
  replyTo: [...message.replyTo],
  text: message.text,
  ...(message.html === undefined ? {} : { bodyPath: bodyPath(summary.id) }),
  // Told by sanitising it: the frame gets its own copy when it asks for bodyPath.
  remoteContentBlocked: message.html !== undefined && sanitiseHtml(message.html, () => undefined).remoteContentBlocked,
  damaged: message.damaged,
  parts: message.parts.flatMap(toListedPart),
});

/** `index` is the part's place in the message, whether or not those before it are listed. */
const toListedPart = ({ name, type, bytes, related }: ReadPart, index: number): MailMessage['parts'] =>
  related ? [] : [{ index, name, type, size: bytes.byteLength }];

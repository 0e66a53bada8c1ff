import type { MailMessage } from '../../../contracts/domain/mail.ts';
import type { DomainHandlers } from '../../../contracts/ipc/define.ts';
import { NOT_FETCHED } from '../../../contracts/ipc/fetched.ts';
import type { mail } from '../../../contracts/ipc/mail.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { LockedError } from '../../platform/ipc/locked.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import { attachmentPath, bodyPath, pdfPath } from './body-route.ts';
import { MailError } from './errors.ts';
import { keepCertificates } from './keep-certificates.ts';
import { keepFiles } from './letter/keep-files.ts';
import { type LetterWriter, letterHandlers } from './letter/signing.ts';
import { createServerSearch } from './lookup/asked.ts';
import { findMessage, rememberOpened } from './lookup/sought.ts';
import { viewingOf } from './mime/file-type.ts';
import type { MailReader } from './reader/client.ts';
import type { OpenedMessage } from './reader/messages.ts';
import type { StoredMessage } from './repository/messages.ts';
import { boundBodies, saveBody } from './save-body.ts';
import type { MailService } from './service.ts';

export interface MailHandlersOptions {
  /** The open store, undefined while nobody is signed in. */
  readonly store: () => Store | undefined;
  /** Reads messages; undefined while nobody is signed in. */
  readonly reader: () => MailReader | undefined;
  /** The force's mail, undefined while nobody is signed in or there is no shift certificate. */
  readonly service: () => MailService | undefined;
  /** The same on a connection of its own, for what takes the server long. */
  readonly lookup?: () => MailService | undefined;
  /** What protects letters that are written; undefined while nobody is signed in. */
  readonly writer?: () => LetterWriter | undefined;
  /** An officer opens a message: a consultation, which is recorded before anything of it is shown. */
  readonly onView?: (id: string) => Promise<void>;
  /** Takes files into the open store. */
  readonly receiverOf: (store: Store) => Receiver;
}

/** A message that is not on the laptop is fetched while the officer looks at a skeleton, for as long as something of it comes this often. */
const FETCH_SILENCE_MS = 20_000;

/** Answers contracts/ipc/mail.ts. Throws LockedError when nobody is signed in. */
export const mailHandlers = ({
  store,
  reader,
  service,
  onView,
  receiverOf,
  writer = () => undefined,
  lookup = () => undefined,
}: MailHandlersOptions): DomainHandlers<typeof mail> => {
  const openReader = (): MailReader => {
    const open = reader();
    if (open === undefined) throw new LockedError();
    return open;
  };
  /** Messages on their way, by id: whoever comes back to one meanwhile waits for the same. */
  const coming = new Map<string, Promise<OpenedMessage | 'NotHere' | 'NotFound'>>();
  const fetchMessage = (open: Store, stored: StoredMessage): Promise<OpenedMessage | 'NotHere' | 'NotFound'> => {
    const { id } = stored.summary;
    const known = coming.get(id);
    if (known !== undefined) return known;
    const fetching = async (): Promise<OpenedMessage | 'NotHere' | 'NotFound'> => {
      const raw = await fetchSource(service(), stored);
      if (raw === 'NotHere') return raw;
      if (raw === undefined) return 'NotFound';
      if (stored.summary.atServer === true) {
        rememberOpened(open, id, raw);
        return openReader().open(raw);
      }
      const message = await saveBody(open, openReader(), id, raw);
      await boundBodies(open);
      return message;
    };
    const fetched = fetching().finally(() => coming.delete(id));
    coming.set(id, fetched);
    return fetched;
  };
  return {
    ...letterHandlers(writer),

    searchServer: createServerSearch({ store, reader: openReader, service: lookup }),

    folders: () =>
      whileOpen(store, async (open) => {
        const folders = await open.read('mail.folders', null);
        // A mailbox has at least its inbox: none at all means that the list has not come.
        return ok(folders.length === 0 ? NOT_FETCHED : { known: true, value: [...folders] });
      }),

    list: (request) =>
      whileOpen(store, async (open) => {
        const page = await open.read('mail.list', request);
        if (page === undefined) return fail('NotFound');
        return ok(page.asOf === undefined ? NOT_FETCHED : { known: true, value: { ...page, rows: [...page.rows] } });
      }),

    conversations: (request) =>
      whileOpen(store, async (open) => {
        await placeNew(open);
        const shown = await open.read('mail.conversations', request);
        if (shown === undefined) return fail('NotFound');
        return ok(shown.asOf === undefined ? NOT_FETCHED : { known: true, value: { ...shown, rows: [...shown.rows] } });
      }),

    ofConversations: (request) =>
      whileOpen(store, async (open) => {
        const { rows, total } = await open.read('mail.ofConversations', request);
        return ok({ rows: [...rows], total });
      }),

    search: (request) =>
      whileOpen(store, async (open) => {
        const { rows, total, more } = await open.read('mail.search', request);
        return ok({ known: true, value: { rows: [...rows], total, more } });
      }),

    recipients: ({ text }) => whileOpen(store, async (open) => ok([...(await open.read('mail.recipients', { text }))])),

    message: ({ id }) =>
      whileOpen(store, async (open) => {
        const stored = await findMessage(open, id);
        if (stored === undefined) return fail('NotFound');
        await onView?.(id);
        const shown = async (here: StoredMessage, raw: Uint8Array): Promise<MailMessage> => {
          const message = await openReader().open(raw, { byCard: true, shownAt: Date.parse(here.summary.at) });
          // A signature within an encryption is seen by the card alone.
          await keepCertificates(open, message);
          return toMessage(here, message);
        };
        if (stored.raw !== undefined) return ok(await shown(stored, stored.raw));
        const message = await fetchMessage(open, stored);
        if (typeof message === 'string') return fail(message);
        // Read once more, as a message that is opened: what was fetched asked no card.
        const fetched = await findMessage(open, id);
        return ok(fetched?.raw === undefined ? toMessage(fetched ?? stored, message) : await shown(fetched, fetched.raw));
      }),

    folderOf: ({ id }) =>
      whileOpen(store, async (open) => {
        const folder = await open.read('mail.folderOf', { id });
        return ok(folder === undefined ? {} : { folder });
      }),

    conversation: ({ id }) =>
      whileOpen(store, async (open) => {
        await placeNew(open);
        const { rows, total } = await open.read('mail.conversation', { id });
        return ok({ rows: [...rows], total });
      }),

    keepFiles: ({ id }) =>
      whileOpen(store, async (open) => {
        const stored = await findMessage(open, id);
        if (stored === undefined) return fail('NotFound');
        const raw = stored.raw ?? (await fetchSource(service(), stored));
        if (raw === undefined) return fail('NotFound');
        if (raw === 'NotHere') return fail(raw);
        const files = await openReader().files(raw);
        return files === undefined ? fail('NotHere') : ok(await keepFiles(receiverOf(open), files));
      }),
  };
};

/** What came since is put into its conversation before one is shown; of very much the rest follows when what is shown is asked for again. */
const placeNew = async (open: Store): Promise<void> => {
  if (await open.read('mail.unplaced', null)) await open.write('mail.placeInConversations', null);
};

const fetchSource = async (service: MailService | undefined, stored: StoredMessage): Promise<Uint8Array | undefined | 'NotHere'> => {
  if (service === undefined) return 'NotHere';
  const { folder, uid, uidValidity } = stored;
  const silence = Promise.withResolvers<'NotHere'>();
  const timer = setTimeout(silence.resolve, FETCH_SILENCE_MS, 'NotHere');
  const source = service
    .source({ folder, uidValidity, uid }, () => timer.refresh())
    .catch((error: unknown) => {
      if (error instanceof MailError) return 'NotHere' as const;
      throw error;
    });
  return await Promise.race([source, silence.promise]).finally(() => clearTimeout(timer));
};

const toMessage = ({ summary, messageId }: StoredMessage, message: OpenedMessage): MailMessage => ({
  ...summary,
  ...(messageId === undefined ? {} : { messageId }),
  authors: [...message.authors],
  to: [...message.to],
  cc: [...message.cc],
  replyTo: [...message.replyTo],
  text: message.text,
  ...(message.hasHtml ? { bodyPath: bodyPath(summary.id) } : {}),
  ...(message.protectedSubject === undefined ? {} : { subject: message.protectedSubject }),
  protection: [...message.layers],
  remoteContentBlocked: message.remoteContentBlocked,
  damaged: message.damaged,
  cut: message.cut,
  parts: message.parts.map((part) => {
    const viewing = viewingOf(part.type);
    if (viewing === undefined) return part;
    return { ...part, viewPath: (viewing === 'pdf' ? pdfPath : attachmentPath)(summary.id, part.index) };
  }),
});

import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../../../contracts/result.ts';
import { commands } from '../../../../contracts/systems/index.ts';
import type { Store } from '../../../store/store.ts';
import { readBlob } from '../../../sync/blobs/read.ts';
import type { OutgoingItem } from '../../../sync/dispatch.ts';
import type { CommandAnswer } from '../../../sync/services.ts';
import { done, refused } from '../reasons.ts';
import type { MailService } from '../service.ts';
import { recipientsOf } from './compose.ts';
import { type Encryption, protectLetter } from './protect.ts';
import type { Submission, SubmissionAnswer } from './submission.ts';
import { writeLetter } from './write-letter.ts';

export interface LetterPorts {
  readonly store: Store;
  readonly service: MailService;
  readonly submission: Submission;
  /** Without it what is to be encrypted is refused. */
  readonly encryption?: Omit<Encryption, 'known'> | undefined;
}

/** A server that files what it took does so within seconds; a letter of which nobody knows whether it was taken is looked for as long. */
const LOST_ANSWER_MS = 8000;
/** The same after its yes: then a second copy among those that were sent is all that can come of haste. */
const FILED_MS = 2000;
const LOOK_AGAIN_MS = 250;

/**
 * Sends a letter once, over any cut. Its Message-ID is made of the command's key. Whether the server has it is known from its yes, which is
 * kept, or else from the folder of sent mail, which is looked through before the letter goes (again); where it may have gone and nothing
 * tells, the officer decides. `onProgress`: some more of it is on its way. Rejects with MailError.
 */
export const sendLetter = async (
  { store, service, submission, encryption }: LetterPorts,
  { id: key, payload }: OutgoingItem,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress?: (() => void) | undefined },
): Promise<CommandAnswer> => {
  const letter = commands.mail['mail.send'].parse(payload);
  const { from, attachments = [] } = letter;
  if (from === undefined) return refused('NoSender');
  const here = await store.read('blob.here', { hashes: attachments.map(({ hash }) => hash) });
  if (attachments.some(({ hash }) => !here.includes(hash))) return refused('FileMissing');
  const sent = await sentFolder(store, service);
  const before = await store.read('mail.submission', { key });
  const { messageId, message: written } = await writeLetter(letter, from, key, (file) => readBlob(store, file));
  const known = (addresses: readonly string[]) => store.read('mail.certificates', { addresses });
  const made = await protectLetter(letter, written, encryption && { ...encryption, known });
  try {
    if (before !== 'taken' && !(await isFiled(service, sent, messageId, before === 'begun' ? LOST_ANSWER_MS : 0, signal))) {
      if (before === 'begun' && (sent === undefined || made.kind === 'refused')) return refused('MayHaveGone');
      if (made.kind === 'refused') return refused(made.reason, made.words);
      const answer = await submission.submit(
        { from: from.address, to: recipientsOf(letter), message: made.message },
        { signal, onProgress, onBegun: () => store.write('mail.submitted', { key, state: 'begun' }) },
      );
      if (answer.kind !== 'taken') {
        // Only of this try is it known that the server has not taken it.
        if (before === undefined) await store.write('mail.notSubmitted', { key });
        return notTaken(answer, before === 'begun');
      }
    }
    await store.write('mail.submitted', { key, state: 'taken' });
    // Without a folder for it, or where there is no room, the letter has gone all the same: to say anything else would send it twice.
    if (sent !== undefined && made.kind === 'message' && !(await isFiled(service, sent, messageId, FILED_MS, signal)))
      await (await service.mailbox()).append(sent, made.message);
    return done;
  } finally {
    // Nobody reads them any more.
    written.fill(0);
    if (made.kind === 'message') made.message.fill(0);
  }
};

/** `mayHaveGone`: with an earlier try, of which the answer was lost. */
const notTaken = (answer: Exclude<SubmissionAnswer, { readonly kind: 'taken' }>, mayHaveGone: boolean): CommandAnswer => {
  switch (answer.kind) {
    case 'notNow':
      return { kind: 'unknown' };
    case 'tooLarge':
      return refused(mayHaveGone ? 'MayHaveGone' : 'LetterTooLarge', `at most ${Math.floor(answer.most / (1024 * 1024))} MB`);
    case 'refused':
      return refused(mayHaveGone ? 'MayHaveGone' : 'LetterRefused', answer.words);
    default:
      return assertNever(answer);
  }
};

/** What it is called where the server has none. */
const SENT = 'Sent';

/** The folder of sent mail, which is made where there is none: a letter whose answer was lost is looked for in it. Undefined: it may not be made. */
const sentFolder = async (store: Store, service: MailService): Promise<string | undefined> => {
  const known = await store.read('mail.specialFolder', { special: 'sent' });
  if (known !== undefined) return known;
  const mailbox = await service.mailbox();
  const there = (await mailbox.folders()).find(({ special }) => special === 'sent');
  return there?.path ?? mailbox.create(SENT);
};

/** Whether the letter is among those that were sent, waited for at most so long; it is marked as read there. */
const isFiled = async (
  service: MailService,
  folder: string | undefined,
  messageId: string,
  patienceMs: number,
  signal: AbortSignal,
): Promise<boolean> => {
  if (folder === undefined) return false;
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    const found = await service.inFolder(folder, async (open) => {
      const uids = await open.withMessageId(messageId);
      for (const uid of uids) await open.setFlag(uid, '\\Seen', true);
      return uids.length > 0;
    });
    if (found === true) return true;
    if (waited >= patienceMs || signal.aborted) return false;
    await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
};

import { setTimeout as delay } from 'node:timers/promises';
import { commands } from '../../../../contracts/systems/index.ts';
import type { Store } from '../../../store/store.ts';
import type { OutgoingItem } from '../../../sync/dispatch.ts';
import type { CommandAnswer } from '../../../sync/services.ts';
import { done, refused } from '../reasons.ts';
import type { MailService } from '../service.ts';
import { recipientsOf } from './compose.ts';
import { type Encryption, protectLetter } from './protect.ts';
import type { Submission } from './submission.ts';
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
 * kept, or else from the folder of sent mail, which is looked through before the letter goes (again). Rejects with MailError.
 */
export const sendLetter = async (
  { store, service, submission, encryption }: LetterPorts,
  { id: key, payload }: OutgoingItem,
  signal: AbortSignal,
): Promise<CommandAnswer> => {
  const letter = commands.mail['mail.send'].parse(payload);
  const { from } = letter;
  if (from === undefined) return refused('NoSender');
  const { messageId, message } = await writeLetter(letter, from, key);
  const sent = await sentFolder(store, service);
  const known = (addresses: readonly string[]) => store.read('mail.certificates', { addresses });
  const made = await protectLetter(letter, message, encryption && { ...encryption, known });
  const before = await store.read('mail.submission', { key });
  if (before !== 'taken' && !(await isFiled(service, sent, messageId, before === 'begun' ? LOST_ANSWER_MS : 0, signal))) {
    if (made.kind === 'refused') return refused(made.reason, made.words);
    const answer = await submission.submit(
      { from: from.address, to: recipientsOf(letter), message: made.message },
      { signal, onBegun: () => store.write('mail.submitted', { key, state: 'begun' }) },
    );
    // Only of this try is it known that the server has not taken it.
    if (answer.kind !== 'taken' && before === undefined) await store.write('mail.notSubmitted', { key });
    if (answer.kind === 'refused') return refused('LetterRefused', answer.words);
    if (answer.kind === 'notNow') return { kind: 'unknown' };
  }
  await store.write('mail.submitted', { key, state: 'taken' });
  // Without a folder for it, or where there is no room, the letter has gone all the same: to say anything else would send it twice.
  if (sent !== undefined && made.kind === 'message' && !(await isFiled(service, sent, messageId, FILED_MS, signal)))
    await (await service.mailbox()).append(sent, made.message);
  return done;
};

const sentFolder = async (store: Store, service: MailService): Promise<string | undefined> =>
  (await store.read('mail.specialFolder', { special: 'sent' })) ??
  (await (await service.mailbox()).folders()).find(({ special }) => special === 'sent')?.path;

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

import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { fail } from '../../../contracts/result.ts';
import type { Given } from '../../../contracts/systems/index.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';

/** What can be done with one message in its folder. */
export type FilingAct = 'archive' | 'delete' | 'junk' | 'notJunk' | 'flag' | 'unread';
/** A message as far as what is done with it needs to know. */
export type Filed = Pick<MailSummary, 'id' | 'subject' | 'seen' | 'flagged'>;

/** Where an act moves a message; undefined for one that moves none, or has nowhere to. */
export const targetOf = (act: FilingAct, folders: readonly MailFolder[]): MailFolder | undefined => {
  const special = { archive: 'archive', delete: 'trash', junk: 'junk', notJunk: 'inbox', flag: undefined, unread: undefined } as const;
  return special[act] === undefined ? undefined : folders.find((folder) => folder.special === special[act]);
};

/** Of what the officer wrote: a list says whom each message goes to, since who wrote it goes without saying. */
export const isMade = ({ special }: MailFolder): boolean => special === 'drafts' || special === 'sent';

/** Whether the act makes sense for a message of this folder. */
export const isOffered = (act: FilingAct, here: MailFolder, folders: readonly MailFolder[]): boolean => {
  if (here.readOnly === true) return false;
  switch (act) {
    case 'flag':
    case 'unread':
    case 'delete':
      return true;
    case 'notJunk':
      return here.special === 'junk';
    case 'archive':
    case 'junk': {
      const to = targetOf(act, folders);
      return to !== undefined && to.path !== here.path && !(act === 'junk' && isMade(here));
    }
  }
};

/** Deleted from here it is gone for good: there is nowhere else for it. */
export const isErasing = (here: MailFolder, folders: readonly MailFolder[]): boolean => {
  const trash = targetOf('delete', folders);
  return trash === undefined || trash.path === here.path;
};

/** Of several: they are flagged if any is not, and read if any is not; else the other way round. */
export const isFlagging = (messages: readonly Filed[]): boolean => messages.some(({ flagged }) => !flagged);
export const isMarkingRead = (messages: readonly Filed[]): boolean => messages.length > 1 && messages.some(({ seen }) => !seen);

/** What became of a command that was given for each of several messages: what can be taken back, and why the first that was not done was not. */
export interface GivenEach {
  readonly outboxIds: readonly string[];
  readonly code: ErrorCode | undefined;
}

/** Gives a command for each message, in their order; one that is refused holds up no other. Never rejects. */
export const giveEach = async <C extends 'mail.move' | 'mail.erase' | 'mail.setSeen' | 'mail.setFlagged'>(
  command: C,
  messages: readonly Filed[],
  payload: Given<'mail', C>,
): Promise<GivenEach> => {
  const outboxIds: string[] = [];
  let code: ErrorCode | undefined;
  for (const { id } of messages) {
    const answer = await give('mail', command, payload, { itemId: id }).catch(() => fail('Internal'));
    if (answer.ok) outboxIds.push(answer.value.outboxId);
    else code ??= answer.code;
  }
  return { outboxIds, code };
};

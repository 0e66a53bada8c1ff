import type { CommandAnswer } from '../../sync/services.ts';
import type { Refusal } from './adapter/refusal.ts';

/** Why a wish for mail is not done, for the officer (RFC 9457 problem details). */
export type Reason =
  | 'UnknownCommand'
  | 'MessageGone'
  | 'FolderGone'
  | 'FolderRenumbered'
  | 'FolderReadOnly'
  | 'MailboxFull'
  | 'CannotErase'
  | 'NoSender'
  | 'FileMissing'
  | 'LetterRefused'
  | 'NotEncrypted'
  | 'EncryptedBlindCopy'
  | 'SignatureStale'
  | 'LetterTooLarge'
  | 'MayHaveGone'
  | 'ServerSaidNo';

const WORDS: Readonly<Record<Reason, string>> = {
  UnknownCommand: 'This version of Mobile Office cannot send it',
  MessageGone: 'The message is not in its folder any more: it was moved or deleted elsewhere',
  FolderGone: 'There is no folder of that name any more',
  FolderRenumbered:
    'The mail server has numbered the folder anew, and the message cannot be told from others in it. Do it again on the message itself',
  FolderReadOnly: 'You may read this folder, and not change what is in it',
  MailboxFull: 'The mailbox is full. Delete something, then send it again',
  CannotErase: 'The mail server cannot delete a single message for good',
  NoSender: 'HQ knows no mail address of yours. Tell the ICT Service Desk',
  FileMissing: 'An attachment of it is not on this laptop. Take it out, or send the message from the laptop that has it',
  LetterRefused: 'The mail server did not take the message',
  NotEncrypted: 'The message was not sent, since it cannot be encrypted to everybody. Take them out, or turn Encrypt off',
  EncryptedBlindCopy: 'An encrypted message shows everybody for whom it is. Use Copy to, or turn Encrypt off',
  SignatureStale: 'The message is not as your card signed it. Change it, and sign it again',
  LetterTooLarge: 'The mail server takes no message of this size. Take an attachment out',
  MayHaveGone:
    'The link broke at the last word, and nothing tells whether the message went. Ask somebody it was for; send it again only if it did not come',
  ServerSaidNo: 'The mail server said no',
};

/** `words`: the server's own, cleaned and cut. */
export const refused = (reason: Reason, words = ''): CommandAnswer => {
  const detail = words === '' ? WORDS[reason] : `${WORDS[reason]}: ${words}`;
  return { kind: 'refused', problem: { type: 'about:blank', title: WORDS[reason], detail, status: 422, code: reason } };
};

/** The server's NO, by its response code (RFC 5530) where it is one that means something to an officer. */
export const refusedBy = ({ code, words }: Refusal): CommandAnswer => {
  switch (code) {
    case 'NOPERM':
    case 'READ-ONLY':
      return refused('FolderReadOnly');
    case 'OVERQUOTA':
    case 'LIMIT':
      return refused('MailboxFull');
    case 'TRYCREATE':
    case 'NONEXISTENT':
      return refused('FolderGone');
    case 'CANNOT':
      return refused('CannotErase');
    default:
      return refused('ServerSaidNo', words);
  }
};

/** Mail's items have no versions of their own. */
export const done: CommandAnswer = { kind: 'done', version: 1 };

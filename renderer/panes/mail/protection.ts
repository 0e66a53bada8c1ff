import type { MailMessage } from '../../../contracts/domain/mail.ts';

/** Whether any of its words came encrypted. */
export const isEncrypted = ({ protection }: MailMessage): boolean => protection.some(({ kind }) => kind === 'encrypted');

/** Somebody changed it on the way: what is attached stays closed, and its text does not look like any other. */
export const isChanged = ({ protection }: MailMessage): boolean =>
  protection.some(({ kind, verdict }) => kind === 'signed' && verdict === 'changed');

import type { OutboxCommand } from '../../../contracts/ipc/link.ts';

/** The field of a command's payload that holds what the officer wrote, for commands that are changed where they stand in the outbox and not in a form. */
const FIELDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['incident.addLine', 'task.note', 'task.result', 'task.return', 'task.approve', 'clip.addMark'],
      ...['missing.sighting', 'missing.enquiry', 'missing.note'],
      ...['leave.decide', 'overtime.decide', 'expense.decide', 'details.decide', 'swap.decide', 'swap.answer', 'caseFile.check'],
    ].map((command) => [command, 'text']),
  ),
  'incident.strikeLine': 'reason',
  'link.withdraw': 'reason',
  'caseFile.update': 'summary',
};

/** Whether a command's words, if it has any, are changed in the outbox. */
export const isSaidInWords = (command: string): boolean => Object.hasOwn(FIELDS, command);

/** What the officer wrote in such a command, and the field it stands in; undefined where nothing is written. */
export const writtenWords = ({ command, payload }: OutboxCommand): { readonly field: string; readonly text: string } | undefined => {
  const field = FIELDS[command];
  const text = field === undefined ? undefined : payload[field];
  return field !== undefined && typeof text === 'string' && text.trim() !== '' ? { field, text } : undefined;
};

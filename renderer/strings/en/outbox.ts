import type { OutboxItem } from '../../../contracts/ipc/link.ts';

export const outbox = {
  untold: 'What is unsent',
  title: (number: number) => (number === 0 ? 'All sent' : `${number} waiting to go`),
  lead: 'Sealed on this laptop. Each goes out once, in this order.',
  unsealed: ({ left, full }: { readonly left: number; readonly full: boolean }) =>
    full
      ? `${left} kept on this laptop only: the sealed copy is full. If this laptop is lost, so are they.`
      : `${left} kept on this laptop only until the sealed copy has them.`,
  attachments: (sent: string, total: string) => `Attachments: ${sent} of ${total} MB at HQ.`,
  leadNone: 'Everything you wrote has reached HQ.',
  label: 'Unsent, oldest first',
  close: 'Close',
  loading: 'Looking at what is unsent',
  since: (clock: string) => `since ${clock}`,
  states: { waiting: 'Waiting', sending: 'Going out', conflict: 'Two versions', refused: 'Not taken' } satisfies Readonly<
    Record<OutboxItem['state'], string>
  >,
  conflictWhy: 'HQ has another version. Yours is kept here. Do it again if it still holds.',
  refusedWhy: (reason: string | undefined) => reason ?? 'HQ gave no reason. It is kept here.',
  failedWhy: (reason: string) => `HQ could not take it (${reason}). It is kept here and sent again.`,
  systems: { storm: 'Storm', crime: 'Crime', people: 'People', mail: 'Mail' } satisfies Readonly<Record<OutboxItem['system'], string>>,
  open: 'Open',
  tried: (clock: string) => `Tried at ${clock}.`,
  notTried: 'Not tried yet.',
  next: (seconds: number) => `Next try in ${seconds} s.`,
  tryNow: 'Try now',
} as const;

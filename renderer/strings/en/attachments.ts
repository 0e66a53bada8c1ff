import type { FetchFault } from '../../../contracts/ipc/blobs.ts';
import { count } from '../count.ts';

const MB = 1024 * 1024;
const decimals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** "320 KB", "4.2 MB". */
const size = (bytes: number): string => (bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${decimals.format(bytes / MB)} MB`);

const kinds: Readonly<Record<string, string>> = {
  'image/jpeg': 'Photograph',
  'image/png': 'Picture',
  'image/gif': 'Picture',
  'image/webp': 'Picture',
  'text/plain': 'Text',
  'application/pdf': 'PDF document',
  'video/mp4': 'Film',
  'video/webm': 'Film',
  'audio/wav': 'Sound',
  'audio/mp4': 'Sound',
};

/** Photographs and documents that forms and items carry. */
export const attachments = {
  title: 'Attachments',
  add: 'Attach files',
  hint: (most: number, each: number | undefined, together: number | undefined) => {
    const bound = together !== undefined ? `, ${size(together)} together` : each === undefined ? '' : `, ${size(each)} each`;
    return `Photographs or documents: also by dropping them on the form, or pasting. Up to ${count(most, 'file')}${bound}.`;
  },
  list: 'Attached',
  size,
  kind: (type: string): string => kinds[type] ?? 'File',
  meta: (type: string, bytes: number): string => `${attachments.kind(type)}, ${size(bytes)}`,
  remove: (name: string) => `Take out ${name}`,
  keeping: (kept: number, bytes: number) => `Keeping it on this laptop: ${size(kept)} of ${size(bytes)}`,
  keepingLabel: (name: string) => `Keeping ${name}`,
  stop: 'Stop',
  stopLabel: (name: string) => `Stop ${name}`,
  again: 'Try again',
  againLabel: (name: string) => `Try again: ${name}`,
  added: (name: string) => `${name} is attached.`,
  /** The bytes are on another laptop. */
  elsewhere: (laptop: string | undefined) =>
    `Not on this laptop: it is on ${laptop ?? 'the laptop that it was added on'}. Send this from there, or take it out.`,
  wrong: {
    keeping: 'Wait until everything is attached, or stop it',
    failed: 'Try again with what could not be attached, or take it out',
    elsewhere: 'Send this from the laptop that has the attachment, or take it out',
  },
  faults: {
    BlobTooLarge: 'It is too large for this laptop. Take a smaller picture, or cut the film.',
    BlobsFull: 'There is no room for more attachments on this laptop. Send what waits, then try again.',
    TooMany: 'Too much is being attached at once. Try again in a moment.',
    TooManyFiles: 'No more files fit in one form. Send the others with another one.',
    Empty: 'There is nothing in this file.',
    Unreadable: 'It could not be read any more. Put the memory card back, or choose it again.',
    NotKept: 'It could not be kept on this laptop. The file itself is as it was. Try again.',
  },
  /** Of an item that HQ sent. */
  fetch: 'Fetch',
  fetchLabel: (name: string) => `Fetch ${name} from HQ`,
  atHq: 'At HQ',
  coming: (received: number, bytes: number) => `Coming from HQ: ${size(received)} of ${size(bytes)}`,
  comingLabel: (name: string) => `Coming: ${name}`,
  open: 'Open',
  openLabel: (name: string) => `Open ${name}`,
  fetchFaults: {
    NoSignal: 'It did not come: no signal. It is safe at HQ. Try again when there is signal.',
    NotAtHq: 'HQ does not have it any more, or it is not yours to see. Ask whoever sent it.',
    Damaged: 'What came is not this file, so it was thrown away. Try again. If it comes back, tell ICT.',
    BlobTooLarge: 'It is too large for this laptop. Open it at a station.',
    BlobsFull: 'There is no room for it on this laptop. Send what waits, then try again.',
    TooMany: 'Too much is being fetched at once. Try again in a moment.',
  } satisfies Readonly<Record<FetchFault, string>>,
  viewer: {
    loading: 'Opening the file',
    failed: 'It could not be opened just now. It is safe on this laptop.',
    tooLarge: 'This picture is too large to be shown here. It is kept as it came.',
    notShown: 'This kind of file cannot be opened here. It is kept as it came.',
    cut: (bytes: number) => `Only the first ${size(bytes)} are shown.`,
    facts: { name: 'Name', type: 'Kind of file', bytes: 'Size' },
  },
} as const;

/** Why a file is not attached. */
export type AttachFault = keyof typeof attachments.faults;

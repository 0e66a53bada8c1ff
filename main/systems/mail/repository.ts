import type { Reads, Writes } from '../../store/db.ts';
import { mailFolderReads, mailFolderWrites } from './repository/folders.ts';
import { mailMessageReads, mailMessageWrites } from './repository/messages.ts';
import { mailSeenWrites } from './repository/seen.ts';

/** What the store worker answers about mail. */
export const mailReads = { ...mailFolderReads, ...mailMessageReads } as const satisfies Reads;

/** What the store worker writes for mail. */
export const mailWrites = { ...mailFolderWrites, ...mailMessageWrites, ...mailSeenWrites } as const satisfies Writes;

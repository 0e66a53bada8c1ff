import type { Reads, Writes } from '../../store/db.ts';
import { mailCertificateReads, mailCertificateWrites } from './repository/certificates.ts';
import { mailConversationReads } from './repository/conversation.ts';
import { mailFiledReads, mailFiledWrites } from './repository/filed.ts';
import { mailFolderReads, mailFolderWrites } from './repository/folders.ts';
import { mailFoundReads } from './repository/found.ts';
import { mailMessageReads, mailMessageWrites } from './repository/messages.ts';
import { mailPlacingReads, mailPlacingWrites } from './repository/placing.ts';
import { mailRecipientReads } from './repository/recipients.ts';

/** What the store worker answers about mail. */
export const mailReads = {
  ...mailFolderReads,
  ...mailMessageReads,
  ...mailFiledReads,
  ...mailFoundReads,
  ...mailRecipientReads,
  ...mailCertificateReads,
  ...mailConversationReads,
  ...mailPlacingReads,
} as const satisfies Reads;

/** What the store worker writes for mail. */
export const mailWrites = {
  ...mailFolderWrites,
  ...mailMessageWrites,
  ...mailFiledWrites,
  ...mailCertificateWrites,
  ...mailPlacingWrites,
} as const satisfies Writes;

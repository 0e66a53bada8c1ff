import { z } from 'zod';
import { instant } from './common.ts';

/** What the journal records: Data Protection Act 2018 s.62 (collection, alteration, consultation, disclosure, erasure) and access. */
export const journalAction = z.enum([
  'cardSeen',
  'cardRefused',
  'signIn',
  'signInFailed',
  'lock',
  'switch',
  'open',
  'leaseTaken',
  /** HQ lends another device share than the one that opens the officer's work here: HQ was restored from an older backup, or lost it. */
  'deviceShareDiffers',
  'shiftCertificate',
  'view',
  /** A clip, or what came of it, is not as HQ sealed it: it was not played. */
  'clipRefused',
  'search',
  'edit',
  'send',
  'print',
  'export',
  'pinChanged',
  'pinUnblocked',
  'cardTakenOver',
  'folderShredded',
  'policy',
  'order',
  /** The program's next version: downloaded, verified, handed to the installer, installed, or failed with a code of updateFault. */
  'update',
  /** The chain itself was broken, or does not follow what HQ holds; from here on it goes on anew. */
  'journalBroken',
]);

/** One entry; hash covers the previous hash and every other field (see pki/journal.ts). No content, no names: ids only. */
export const journalEntry = z.object({
  seq: z.number().int().min(1),
  at: instant,
  action: journalAction,
  subject: z.string().max(100),
  detail: z.string().max(200),
  previous: z.string().length(64),
  hash: z.string().length(64),
});
export type JournalEntry = z.infer<typeof journalEntry>;
export type JournalAction = z.infer<typeof journalAction>;

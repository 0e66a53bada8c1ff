import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { caseMark, caseFile as file, handOver } from '../domain/case-file.ts';
import { handOverPurposes, MOST_BUNDLE_FILES, MOST_CASE_MARKS } from '../domain/case-file-limits.ts';
import { caseFileNumber } from '../domain/case-file-number.ts';
import { instant } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { itemId } from '../domain/item-id.ts';
import { LONG_TEXT_LENGTH, maybeText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const caseFileId = itemId(caseFileNumber);
const about = { item: 'caseFile', itemField: 'caseFileId' } as const;

/** Case files, by the officer in the case or a supervisor who sees the crime, and their hand-overs. */
export const caseFiles = {
  items: { caseFile: file, handOver },
  commands: {
    /** A crime has one: AlreadyNumbered names it. */
    'caseFile.create': {
      effect: 'create',
      item: 'caseFile',
      references: { crimeId: { kind: 'crime' } },
      payload: z.object({ crimeId: itemId(crimeNumber), at: instant }),
      refusals: ['NotYourCrime'],
    },
    /** Summary and marks, whole, each where it is given. It takes a supervisor's check away. 409 where the file was changed since. */
    'caseFile.update': {
      ...about,
      effect: 'change',
      payload: z
        .object({
          caseFileId,
          summary: maybeText(LONG_TEXT_LENGTH).optional(),
          marks: z.array(caseMark).max(MOST_CASE_MARKS).optional(),
          at: instant,
        })
        .refine(({ marks = [] }) => new Set(marks.map(({ kind, id }) => `${kind} ${id}`)).size === marks.length),
      refusals: ['NotYourCrime'],
    },
    /** A supervisor who is not the officer in the case approves the file as it stands, or returns it with reasons. 409 as update. */
    'caseFile.check': {
      ...about,
      effect: 'change',
      payload: z
        .object({ caseFileId, state: z.enum(['approved', 'returned']), text: maybeText(LONG_TEXT_LENGTH), at: instant })
        .refine(({ state, text }) => state === 'approved' || text.trim() !== ''),
      refusals: ['OnlySupervisorsCheck', 'OwnCaseFile'],
    },
    /**
     * The file goes as a bundle. HQ reads `manifest` and every byte of `bundle` itself. SignatureBroken: no card signed the manifest.
     * SignerAnother: another officer's did. BundleBroken: the ZIP is not exactly what the manifest says. BundleDiffers: what it says is not
     * this case file at HQ. CheckMissing: no supervisor has approved the file as it stands. HandOverAnother: one was handed over since.
     */
    'caseFile.handOver': {
      effect: 'create',
      item: 'handOver',
      cardSigned: true,
      references: { caseFileId: { kind: 'caseFile' } },
      payload: z.object({
        caseFileId: caseFileNumber,
        /** As the manifest has them, for whoever reads the command and not the manifest. */
        crimeId: crimeNumber,
        number: z.number().int().min(1),
        files: z.number().int().min(1).max(MOST_BUNDLE_FILES),
        purpose: z.enum(handOverPurposes),
        bundle: attachment,
        manifest: attachment,
        at: instant,
      }),
      refusals: ['NotYourCrime', 'SignatureBroken', 'SignerAnother', 'BundleBroken', 'BundleDiffers', 'CheckMissing', 'HandOverAnother'],
    },
  },
} as const satisfies SystemContract;

import { z } from 'zod';
import { programVersion } from '../domain/release.ts';
import { defineDomain } from './define.ts';

/**
 * Why a release that is meant for this laptop is ICT's to install. NoInstaller: the program came by no package. NoRights: whoever runs it may
 * not replace it. NotInstalled: it was tried, and this version still runs. NoRoom: the disk has none for it.
 */
export const forIct = z.enum(['NoInstaller', 'NoRights', 'NotInstalled', 'NoRoom']);
export type ForIct = z.infer<typeof forIct>;

export const updateStatus = z.object({
  /** What HQ offers this laptop. Absent: nothing newer. */
  release: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('preparing'), version: programVersion, done: z.number().min(0).max(1) }),
      /** Goes in once nobody is at work. */
      z.object({ kind: z.literal('ready'), version: programVersion }),
      z.object({ kind: z.literal('forIct'), version: programVersion, why: forIct }),
    ])
    .optional(),
  /** The policy's minimum version, where this one is below it: what waits still goes out, and HQ gives nothing else. */
  outdated: programVersion.optional(),
});
export type UpdateStatus = z.infer<typeof updateStatus>;

/** The program's next version. Also while nobody has signed in. */
export const update = defineDomain({
  calls: { status: { request: z.null(), response: updateStatus, errors: [] } },
  events: { changed: { payload: updateStatus } },
});

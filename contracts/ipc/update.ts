import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { programVersion, updateFault } from '../domain/release.ts';
import { defineDomain } from './define.ts';

/**
 * Why a release that is meant for this laptop is ICT's to install. NoInstaller: the program came by no package. NoRights: whoever runs it may
 * not replace it. The others: updateFault.
 */
export const forIct = z.enum(['NoInstaller', 'NoRights', ...updateFault.extract(['NotInstalled', 'WrongPublisher', 'NoRoom']).options]);
export type ForIct = z.infer<typeof forIct>;

/**
 * When the officer wants a version that is ready. cardOut: nobody has said, and it goes in soon after the card was taken out. shiftEnd: not
 * at a break; once the card has been out for long, access has ended, or the window is closed.
 */
export const goesIn = z.enum(['cardOut', 'shiftEnd']);
export type GoesIn = z.infer<typeof goesIn>;

export const updateStatus = z.object({
  /** What HQ offers this laptop. Absent: nothing newer. */
  release: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('preparing'), version: programVersion, done: z.number().min(0).max(1) }),
      z.object({ kind: z.literal('ready'), version: programVersion, goesIn }),
      /** Now; the program ends for it, and comes up again. */
      z.object({ kind: z.literal('installing'), version: programVersion }),
      z.object({ kind: z.literal('forIct'), version: programVersion, why: forIct }),
    ])
    .optional(),
  /** The policy's minimum version, where this one is below it: what waits still goes out, and HQ gives nothing else. */
  outdated: programVersion.optional(),
  /** Where it will be, and when. */
  due: z.object({ version: programVersion, at: instant }).optional(),
  /** The version that runs did not prove itself on this laptop. */
  unfit: updateFault.extract(['NotStarted', 'SelfTestFailed']).optional(),
});
export type UpdateStatus = z.infer<typeof updateStatus>;

/** The program's next version. Also while nobody has signed in. */
export const update = defineDomain({
  calls: {
    status: { request: z.null(), response: updateStatus, errors: [] },
    /**
     * The officer's word on a version that is ready. `now` locks, installs and starts the program again. NotReady: there is none any more.
     * Only while work is open.
     */
    choose: { request: z.object({ when: z.enum(['now', 'shiftEnd']) }), response: z.null(), errors: ['NotReady'] },
  },
  events: { changed: { payload: updateStatus } },
});

import { z } from 'zod';
import { instant, marking, shortText } from './common.ts';
import { staffId } from './officer.ts';
import { orderKind } from './order.ts';
import { programVersion } from './release.ts';

/** From what a photograph takes to what a laptop's disk can spare. */
const byteCount = z.number().int().min(1_048_576).max(68_719_476_736);

/**
 * The force's rules for its laptops: the content of a CMS SignedData by the force's policy certificate (issued by the root, extended key
 * usage id-kp-documentSigning, RFC 9336). A laptop never takes an older version than it has; offline it keeps the last.
 */
export const policy = z.strictObject({
  version: z.number().int().min(1),
  force: shortText,
  issuedAt: instant,
  /** At most 900 s, whatever a policy says. */
  idleLockSeconds: z.number().int().min(30).max(900),
  /** The card's removal always locks; `forget` also takes the officer's name off the sign-in screen. */
  cardRemoval: z.enum(['lock', 'forget']),
  pin: z.strictObject({ minLength: z.number().int().min(6).max(16), maxLength: z.number().int().min(6).max(64) }),
  /** How long a laptop opens an officer's work without HQ. 0: never, and no device share is kept on the laptop. */
  offlineHours: z.number().min(0).max(720),
  retention: z.strictObject({
    /** An officer's folder is shredded when it was not opened for so long and nothing unsent is in it. */
    unusedFolderDays: z.number().int().min(1).max(365),
  }),
  /**
   * Whether what an officer has begun and not sent travels, sealed for the officer's own card, by way of HQ to the officer's other
   * laptops. A policy from before there was a choice says no.
   */
  draftsTravel: z.boolean().optional(),
  /** Attachments, in bytes: one, and all of an officer's on a laptop. Absent: as the program says. */
  blobs: z.strictObject({ maxBytes: byteCount, maxTotalBytes: byteCount }).optional(),
  /** How much of an officer's unsent work may lie sealed beside the store, in bytes. Absent: as the program says. */
  unsent: z.strictObject({ maxBytes: byteCount }).optional(),
  /**
   * Whether the system may take pictures of the window: screenshots, shared screens, Windows Recall. Absent: forbidden. It is kept only where
   * the system can forbid it (Windows, macOS).
   */
  screenCapture: z.enum(['forbidden', 'allowed']).optional(),
  /** Whether laptops take only lists of codes that the policy certificate has signed (signed-code-list.ts). Absent: they take HQ's word. */
  codeLists: z.strictObject({ signed: z.boolean() }).optional(),
  /**
   * Whether a message is signed, and encrypted, unless its writer says otherwise. Absent: neither. `plainOnly`: messages are written as plain
   * text. `linkHosts`: links in them lead only to these and what is under them; absent: to any by https.
   */
  mail: z
    .strictObject({
      sign: z.boolean(),
      encrypt: z.boolean(),
      plainOnly: z.boolean().optional(),
      linkHosts: z.array(z.hostname()).max(100).optional(),
    })
    .optional(),
  /** Whether a search at HQ asks why. Absent: always. */
  search: z.strictObject({ reason: z.enum(['always', 'never']) }).optional(),
  /** New jobs: `atLock`, whether a locked laptop says that some wait, without what they are; `sound`, whether anything sounds. Absent: yes. */
  alerts: z.strictObject({ atLock: z.boolean(), sound: z.boolean() }).optional(),
  /** The program's own versions. Absent: every release goes to everybody once it is general, and no version is too old. */
  updates: z
    .strictObject({
      /** Below it an officer works on with what is on the laptop, and what waits goes out; nothing else is asked of HQ. */
      minimumVersion: programVersion.optional(),
      /** From when on that holds. Absent: at once. Until then laptops below it say by when they want the new version. */
      minimumFrom: instant.optional(),
      /** Whose laptops take pilot releases: those of these pools, and this share of all others, always the same ones. */
      pilot: z.strictObject({ percent: z.number().int().min(0).max(100), pools: z.array(shortText).max(100) }).optional(),
    })
    .optional(),
  /** The marking of whatever carries none of its own. */
  defaultMarking: marking,
  orders: z.strictObject({
    /** Staff ids of the ICT officers whose cards may sign orders. */
    signers: z.array(staffId).max(200),
    /** Kinds of order that need a second ICT officer's signature. */
    countersign: z.array(orderKind),
  }),
});
export type Policy = z.infer<typeof policy>;

/** The version below which HQ gives nothing more at that time; undefined: none is too old. Laptops and HQ ask this one rule. */
export const minimumVersionAt = (
  updates: { readonly minimumVersion?: string | undefined; readonly minimumFrom?: string | undefined },
  at: Date,
): string | undefined => (updates.minimumFrom !== undefined && at < new Date(updates.minimumFrom) ? undefined : updates.minimumVersion);

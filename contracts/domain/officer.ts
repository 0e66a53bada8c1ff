import { z } from 'zod';
import { callSign, collarNumber, shortText } from './common.ts';
import { growing } from './growing.ts';

/** Comes from HQ, never from the card. */
export const role = z.enum(['officer', 'supervisor', 'ict', 'auditor']);
export type Role = z.infer<typeof role>;

/** The stable staff id in the warrant card's certificate (subject UID). */
export const staffId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/** What the warrant card's certificate says of its holder: enough to greet, not to authorise. */
export const cardHolder = z.object({
  staffId,
  name: shortText,
  rank: z.string().max(40),
  collarNumber,
  force: shortText,
});
export type CardHolder = z.infer<typeof cardHolder>;

/** An officer as HQ's directory knows them. */
export const officer = z.object({
  staffId,
  name: shortText,
  rank: z.string().max(40),
  collarNumber,
  /** One that is not known here gives no right here. */
  roles: z.array(growing(role.options)).min(1),
  team: shortText,
  station: shortText,
  area: shortText,
  callSign: callSign.optional(),
  supervisor: staffId.optional(),
  mailAddress: z.string().max(254).optional(),
  /** Of the force's: a mobile, or an extension. */
  telephone: z.string().max(40).optional(),
});
export type Officer = z.infer<typeof officer>;

/** A certificate, DER in base64: 48 KiB at most, of which a warrant card's take two. */
const certificate = z.base64().min(1).max(65_536);
/** An officer in the people feed: with the card's certificate (9D) that mail is encrypted to, once HQ has met the card. */
export const listedOfficer = officer.extend({ mailCertificate: certificate.optional() });
export type ListedOfficer = z.infer<typeof listedOfficer>;

import { z } from 'zod';
import { collarNumber, day, instant, shortText } from './common.ts';
import { growing } from './growing.ts';

export const coverMember = z.object({
  officer: collarNumber,
  /** "2418 Rahman" */
  name: shortText,
  state: growing(['duty', 'rest', 'away']),
  /** Of a duty: "Early". */
  label: shortText.optional(),
  start: instant.optional(),
  end: instant.optional(),
});

/**
 * Who of a team works on a day, for whoever plans or asks for leave. Colleagues see that somebody is away, never why. least: how many the
 * team must have on duty.
 */
export const cover = z.object({
  /** The day and the team. */
  id: z.string().max(100),
  version: z.number().int().min(1),
  day,
  team: shortText,
  least: z.number().int().min(0),
  members: z.array(coverMember).max(200),
});
export type Cover = z.infer<typeof cover>;
export type CoverMember = Cover['members'][number];

import { z } from 'zod';
import { growing } from './growing.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** An instant, ISO 8601 in UTC, e.g. 2021-05-18T14:42:08.000Z. Shown in Europe/London. */
export const instant = z.iso.datetime();
/** A calendar day, ISO 8601, in the force's own time zone. */
export const day = z.iso.date();

/** The force's numbers are short and printable; anything longer is not one. */
export const shortText = z.string().min(1).max(200);
export const longText = z.string().min(1).max(LONG_TEXT_LENGTH);

/** Government Security Classifications, as shown on view, print and export. One that is not known here is shown as it came. */
export const marking = growing(['OFFICIAL', 'OFFICIAL-SENSITIVE']);
export type Marking = z.infer<typeof marking>;

/** Collar number: 1 to 5 digits. */
export const collarNumber = z.string().regex(/^\d{1,5}$/);
/** Call sign of a resource, e.g. LD21. */
export const callSign = z.string().regex(/^[A-Z]{1,3}\d{1,3}$/);

export const place = z.object({
  text: shortText,
  postcode: z.string().max(10).optional(),
  /** The area whose officers see the item, e.g. "South Ribble". */
  area: shortText,
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
});
export type Place = z.infer<typeof place>;

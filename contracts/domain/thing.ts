import { z } from 'zod';
import { growing } from './growing.ts';
import { decided, MOST_DECISIONS, recordFields } from './record.ts';
import { thingTypes } from './thing-type.ts';

/** Number of the record of a vehicle, a place (address), a telephone number or an object: V-3104, A-871, TN-22, O-5. */
export const thingNumber = z.string().regex(/^(?:V|A|TN|O)-\d{1,9}$/);

export const thingType = z.enum(thingTypes);

/** What the force knows of a vehicle, a place, a telephone number or an object. Its name is its registration, address, number or mark. */
export const thing = z.object({
  id: thingNumber,
  type: growing(thingTypes),
  ...recordFields,
  decisions: z.array(decided.extend({ thingId: thingNumber })).max(MOST_DECISIONS),
});
export type Thing = z.infer<typeof thing>;

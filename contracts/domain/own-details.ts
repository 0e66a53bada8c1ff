import { z } from 'zod';
import { shortText } from './common.ts';
import { hrRequest } from './hr-request.ts';
import { maybeText, writtenText } from './text.ts';

/** Change of an officer's own details: DT-5. */
export const detailsNumber = z.string().regex(/^DT-\d{1,8}$/);

/** Whom the force rings where something happens to the officer. */
const nextOfKin = { name: shortText, relation: shortText.optional(), telephone: z.string().max(40) };

/** What HR holds of an officer, as it is to be from now on; what is absent stays. The telephone number is the one of the force's directory. */
export const ownDetails = z.object({
  ...hrRequest,
  id: detailsNumber,
  telephone: z.string().max(40).optional(),
  nextOfKin: z.object(nextOfKin).optional(),
  address: shortText.optional(),
});
export type OwnDetails = z.infer<typeof ownDetails>;

/** What is asked for: at least one of them. */
export const askedDetails = {
  telephone: writtenText(40).optional(),
  nextOfKin: z.object({ name: writtenText(200), relation: maybeText(200).optional(), telephone: writtenText(40) }).optional(),
  address: writtenText(200).optional(),
};

import { z } from 'zod';
import { deviceName } from '../domain/device.ts';

/** Base64 of the longest envelope: a MiB of drafts as UTF-8, as JSON within JSON, sealed. */
const envelope = z.base64().max(4_194_304);

/**
 * For officers, over the services (shift certificate), where the policy lets drafts travel (draftsTravel):
 *   POST /v1/drafts   body: draftsEnvelope; the officer's drafts as they stand on this laptop, in place of what it gave before. 200 once
 *                     durable. 403 DraftsStay where the policy does not let them
 *   GET  /v1/drafts   the officer's own from every laptop, newest first: draftsList
 * An envelope is AuthEnvelopedData (RFC 5083) for the officer's card (9D) and the recovery key; its content is signedWork over
 * travellingDrafts (domain/draft.ts). HQ can open none.
 */
export const draftsEnvelope = z.object({ envelope });

/** An officer works on a few laptops of a pool; those that were not used for longest are forgotten first. */
export const MAX_DRAFTS_LAPTOPS = 5;
export const draftsList = z.object({ laptops: z.array(z.object({ device: deviceName, envelope })).max(MAX_DRAFTS_LAPTOPS) });

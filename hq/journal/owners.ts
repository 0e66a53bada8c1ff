import { createHmac } from 'node:crypto';
import type { Query } from '../database/database.ts';

/** Hexadecimal digits of a tag (contracts/hq/orders.ts, officerTag): 128 bits, so that no two officers of a force share one. */
const TAG_DIGITS = 32;

/**
 * Whose tags are whose on a laptop: of everybody who ever had a lease there. Nobody else can have left work or a trace of it. The key
 * is the laptop's and is used here only.
 */
export const ownersOfTags = async (query: Query, device: string, tagKey: Uint8Array): Promise<ReadonlyMap<string, string>> => {
  const officers = await query.selectFrom('lease').select('staff_id').distinct().where('device', '=', device).execute();
  return new Map(officers.map(({ staff_id }) => [tagOf(tagKey, staff_id), staff_id]));
};

const tagOf = (tagKey: Uint8Array, staffId: string): string =>
  createHmac('sha256', tagKey).update(staffId).digest('hex').slice(0, TAG_DIGITS);

import type { Query } from '../database/database.ts';

/** A card's certificate that is revoked: its serial number as a revocation list has it, and since when. */
export interface CancelledCard {
  readonly serialHex: string;
  readonly at: string;
}

/** Every certificate of a cancelled card that has not ended by itself (RFC 5280 §3.3: that needs no entry), the first cancelled first. */
export const cancelledCards = async (query: Query, at: Date): Promise<readonly CancelledCard[]> => {
  const rows = await query
    .selectFrom('certificate')
    .select(['serial', 'revoked_at'])
    .where('kind', '=', 'card')
    .where('revoked_at', 'is not', null)
    .where('not_after', '>', at)
    .orderBy('revoked_at')
    .orderBy('serial')
    .execute();
  return rows.flatMap(({ serial, revoked_at }) => (revoked_at === null ? [] : [{ serialHex: serial, at: revoked_at.toISOString() }]));
};

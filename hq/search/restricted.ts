import type { Officer } from '../../contracts/domain/officer.ts';
import type { HqResult } from '../../contracts/hq/search.ts';

/** How a record is restricted; null where it is not. */
export interface Restricted {
  readonly contact: string | null;
  readonly staff_ids: readonly string[] | null;
}

/** What an officer who is not named learns of a restricted record: that it exists, and whom to ask. Undefined for who may see it. */
export const hiddenFrom = (
  { staffId }: Officer,
  { contact, staff_ids }: Restricted,
  what: string,
  item: NonNullable<HqResult['item']>,
): Omit<HqResult, 'source'> | undefined =>
  contact === null || staff_ids?.includes(staffId) === true
    ? undefined
    : { what, item, number: item.id, title: '', detail: '', fields: [], restricted: { contact } };

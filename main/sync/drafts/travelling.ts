import type { TravellingDrafts } from '../../../contracts/domain/draft.ts';

type Travelling = Pick<TravellingDrafts, 'drafts' | 'ended'>;

/** Bytes of drafts as JSON: sealed and in base64 it stays under what HQ takes (contracts/hq/drafts.ts). */
const MAX_TRAVELLING_BYTES = 1024 * 1024;

/** What goes to the officer's other laptops: the newest drafts and ends first. What does not fit stays on this laptop. */
export const travellingOf = ({ drafts, ended }: Travelling): Travelling => {
  let bytes = 0;
  const fits = (part: unknown): boolean => {
    const length = Buffer.byteLength(JSON.stringify(part));
    if (bytes + length > MAX_TRAVELLING_BYTES) return false;
    bytes += length;
    return true;
  };
  return { drafts: drafts.filter(fits), ended: ended.filter(fits) };
};

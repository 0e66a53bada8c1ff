import type { ExhibitRecord } from './exhibit.ts';
import { type ContinuityAct, continuityActs, MOST_CONTINUITY } from './exhibit-words.ts';

// No schemas here, since the window reads it too.

/** Who has it and where it is, by its continuity: of the last entry that moved it. */
export const heldNow = ({ continuity }: Pick<ExhibitRecord, 'continuity'>): ExhibitRecord['continuity'][number] | undefined =>
  continuity.findLast(({ act }) => act !== 'corrected');

/** The seal that it is under: of the last entry that says one. */
export const sealNow = ({ continuity }: Pick<ExhibitRecord, 'continuity'>): string | undefined =>
  continuity.findLast(({ seal }) => seal !== undefined)?.seal;

const moved: readonly ContinuityAct[] = ['handedOver', 'stored', 'returned'];
const FOLLOWED_BY: Readonly<Record<ContinuityAct, readonly ContinuityAct[]>> = {
  ...{ taken: moved, handedOver: moved, takenOut: moved, stored: ['takenOut', 'returned'], returned: [], corrected: [] },
};

/** What can happen to it next. After what only a newer HQ knows, anything but its taking. */
export const nextActs = (exhibit: Pick<ExhibitRecord, 'continuity'>): readonly ContinuityAct[] => {
  const act = heldNow(exhibit)?.act ?? '';
  const next = Object.hasOwn(FOLLOWED_BY, act) ? FOLLOWED_BY[act as ContinuityAct] : continuityActs.slice(1, -1);
  return [...next, 'corrected'];
};

type ContinuityRefusal = 'ContinuityMoved' | 'NotHeldSo' | 'RecordFull';
/** Why an entry cannot be the next. `after`: the entry that its writer saw last, so that nobody writes past what somebody else wrote first. */
export const whyNotNext = (
  exhibit: Pick<ExhibitRecord, 'continuity'>,
  { act, after }: { readonly act: ContinuityAct; readonly after: string },
): ContinuityRefusal | undefined => {
  if (exhibit.continuity.length >= MOST_CONTINUITY) return 'RecordFull';
  if (exhibit.continuity.at(-1)?.id !== after) return 'ContinuityMoved';
  return nextActs(exhibit).includes(act) ? undefined : 'NotHeldSo';
};

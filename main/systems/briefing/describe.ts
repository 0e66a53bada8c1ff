import type { Briefing } from '../../../contracts/domain/briefing.ts';
import type { ItemDescription } from '../../store/items.ts';

export const briefingKinds = {
  /** Found in no search: it is read where the day is. */
  briefing: {
    idOf: ({ id }: Briefing) => id,
    describe: (): ItemDescription => ({ summary: {}, links: [], search: undefined }),
  },
};

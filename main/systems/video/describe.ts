import type { Clip } from '../../../contracts/domain/clip.ts';
import type { ItemDescription } from '../../store/items.ts';

export const videoKinds = {
  /** Found in no search: it is opened from its crime. */
  clip: {
    idOf: ({ id }: Clip) => id,
    describe: ({ crimeId }: Clip): ItemDescription => ({ summary: {}, links: [{ role: 'crime', value: crimeId }], search: undefined }),
  },
};

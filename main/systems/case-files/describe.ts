import type { CaseFile, HandOver } from '../../../contracts/domain/case-file.ts';
import type { ItemDescription } from '../../store/items.ts';

export const caseFileKinds = {
  caseFile: {
    idOf: ({ id }: CaseFile) => id,
    describe: ({ crimeId }: CaseFile): ItemDescription => ({ summary: {}, links: [{ role: 'crime', value: crimeId }], search: undefined }),
  },
  handOver: {
    idOf: ({ id }: HandOver) => id,
    describe: ({ caseFileId }: HandOver): ItemDescription => ({
      ...{ summary: {}, search: undefined },
      links: [{ role: 'caseFile', value: caseFileId }],
    }),
  },
};

import type { AnswerOf } from '../../contracts/ipc/define.ts';
import type { update } from '../../contracts/ipc/update.ts';
import { api } from '../api.ts';
import { draftsKept } from './useDraft.ts';

/** The officer's word on the version that is ready. `now` locks: what is typed is kept before that. */
export const chooseUpdate = async (when: 'now' | 'shiftEnd'): Promise<AnswerOf<(typeof update)['calls']['choose']>> => {
  if (when === 'now') await draftsKept();
  return api.update.choose({ when });
};

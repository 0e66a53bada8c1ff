import type { AnswerOf } from '../../contracts/ipc/define.ts';
import type { update } from '../../contracts/ipc/update.ts';
import { api } from '../api.ts';

/** The officer's word on the version that is ready. `now` locks: what is being typed is saved when its box is left, before that. */
export const chooseUpdate = (when: 'now' | 'shiftEnd'): Promise<AnswerOf<(typeof update)['calls']['choose']>> => {
  if (when === 'now' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return api.update.choose({ when });
};

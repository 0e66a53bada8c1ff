import { useEffect } from 'react';
import { isAnswerNew } from '../../../../contracts/domain/hr-steps.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { requestKind, type ShownRequest } from './requestWords.ts';
import { see } from './steps.ts';

/** An answer that the officer has opened is not told of again, here or on another laptop. */
export const useAnswerSeen = (request: ShownRequest, isOpened: boolean): void => {
  const { officer } = useWorkspace();
  const { id } = request;
  const kind = requestKind(request);
  const isNew = isOpened && request.version > 0 && isAnswerNew(request, officer);
  useEffect(() => {
    if (!isNew) return;
    // Where it cannot be kept now, it is told of again.
    void see(kind, id);
  }, [id, isNew, kind]);
};

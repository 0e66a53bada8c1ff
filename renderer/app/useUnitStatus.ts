import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MyUnit } from '../../contracts/ipc/storm.ts';
import { give } from '../give.ts';
import { firstQuestions } from '../hooks/firstQuestions.ts';
import { useFetched } from '../hooks/useAsk.ts';

export interface UnitStatus {
  /** The officer's own unit; null when on none, undefined until known. */
  readonly unit: MyUnit | null | undefined;
  readonly refused: boolean;
  readonly set: (status: number) => void;
}

/** The status of the officer's own unit, and the way to set it; setting what already is does nothing. */
export const useUnitStatus = (): UnitStatus => {
  const call = useFetched(firstQuestions.unit.key, firstQuestions.unit.call, firstQuestions.unit);
  const [refused, setRefused] = useState(false);
  const unit = call.state.kind === 'ready' ? call.state.value : undefined;
  const callSign = unit?.callSign;
  const now = unit?.status;
  const { again } = call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is said until the status changes
  useEffect(() => setRefused(false), [now]);

  const set = useCallback(
    (status: number): void => {
      if (callSign === undefined || status === now) return;
      void give('storm', 'unit.setStatus', { callSign, status }).then((answer) => {
        setRefused(!answer.ok);
        if (answer.ok) again();
      });
    },
    [callSign, now, again],
  );
  return useMemo(() => ({ unit, refused, set }), [unit, refused, set]);
};

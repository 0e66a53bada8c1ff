import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { statusKind } from '../../contracts/domain/deployment.ts';
import type { MyUnit } from '../../contracts/ipc/storm.ts';
import { serialOf } from '../format/text.ts';
import { give } from '../give.ts';
import { firstQuestions } from '../hooks/firstQuestions.ts';
import { useFetched } from '../hooks/useAsk.ts';
import { strings } from '../strings/index.ts';
import type { Codes } from '../workspace/codes.ts';
import type { OpenLog } from '../workspace/workspace.ts';

const { status: w } = strings.storm;

/** How long what was done is said, and can be undone. */
const saidMs = 10_000;

/** What was just done to the unit. `undo`: what it took the unit off can be taken back. */
export interface StatusSaid {
  readonly text: string;
  readonly refused: boolean;
  readonly undo?: { readonly label: string; readonly act: () => void } | undefined;
}

export interface UnitStatus {
  /** The officer's own unit; null when on none, undefined until known. */
  readonly unit: MyUnit | null | undefined;
  readonly said: StatusSaid | undefined;
  readonly unsay: () => void;
  /**
   * Sets the status of the own unit, 1 to 16, by what is open: beside an open log of the unit's that it is not on, a committed one puts it
   * on that log; an available one takes it off its log; a message changes neither.
   */
  readonly set: (status: number) => void;
  /** Puts the unit on a log. */
  readonly assign: (log: OpenLog, status: number) => void;
  /** The log that is on screen, if one is. */
  readonly look: (log: OpenLog | undefined) => void;
}

type Given = ReturnType<typeof give>;

/** The status and the attachment of the officer's own unit, and the way to set them; what is so already is not set again. */
export const useUnitStatus = (codes: Codes): UnitStatus => {
  const call = useFetched(firstQuestions.unit.key, firstQuestions.unit.call, firstQuestions.unit);
  const unit = call.state.kind === 'ready' ? call.state.value : undefined;
  const { again } = call;
  const [said, setSaid] = useState<StatusSaid>();
  const open = useRef<OpenLog>(undefined);
  const look = useCallback((log: OpenLog | undefined): void => {
    open.current = log;
  }, []);
  const unsay = useCallback((): void => setSaid(undefined), []);
  useEffect(() => {
    // A refusal stays until it was read.
    if (said === undefined || said.refused) return undefined;
    const timer = setTimeout(unsay, saidMs);
    return () => clearTimeout(timer);
  }, [said, unsay]);

  const tell = useCallback(
    (given: Given, text: string, undo?: StatusSaid['undo']): void =>
      void given.then(({ ok }) => {
        setSaid(ok ? { text, refused: false, undo } : { text: strings.storm.statusRefused, refused: true });
        if (ok) again();
      }),
    [again],
  );

  const assign = useCallback(
    (log: OpenLog, status: number): void => {
      if (!unit) return;
      const { callSign, incidentId: left } = unit;
      const to = (id: string, code: number, upTo?: string): Given =>
        give('storm', 'unit.assign', { callSign, incidentId: id, status: code, ...(upTo === undefined ? {} : { upTo }) });
      const text = w.on(callSign, codes.status(status), serialOf(log.id));
      const leaves = left !== undefined && left !== log.id;
      tell(
        to(log.id, status, log.upTo),
        leaves ? text + w.off(serialOf(left)) : text,
        leaves
          ? undoOf(unit, left, () => tell(to(left, unit.status), w.on(callSign, codes.status(unit.status), serialOf(left))))
          : undefined,
      );
    },
    [unit, codes, tell],
  );

  const set = useCallback(
    (status: number): void => {
      if (!unit) return;
      const { callSign, incidentId } = unit;
      const words = codes.status(status);
      const log = open.current;
      switch (statusKind(status)) {
        case 'emergency':
          return;
        case 'message':
          tell(give('storm', 'unit.sendMessage', { callSign, status }), w.message(callSign, words, codes.status(unit.status)));
          return;
        case 'committed':
          if (log?.mine !== true || !log.open || log.id === incidentId) break;
          assign(log, status);
          return;
        case 'available':
          if (incidentId === undefined) break;
          tell(
            give('storm', 'unit.standDown', { callSign, incidentId, status }),
            w.alone(callSign, words) + w.off(serialOf(incidentId)),
            undoOf(unit, incidentId, () => assign({ id: incidentId, mine: true, open: true }, unit.status)),
          );
          return;
        case 'other':
          break;
      }
      if (status === unit.status) return;
      const where = incidentId === undefined ? w.alone(callSign, words) : w.on(callSign, words, serialOf(incidentId));
      const not = log === undefined || log.id === incidentId ? '' : w.notOpen(serialOf(log.id));
      tell(give('storm', 'unit.setStatus', { callSign, status, ...(incidentId === undefined ? {} : { incidentId }) }), where + not);
    },
    [unit, codes, tell, assign],
  );
  return useMemo(() => ({ unit, said, unsay, set, assign, look }), [unit, said, unsay, set, assign, look]);
};

/** Back on the log with the status that it had there, where that is one of a unit on a log. */
const undoOf = ({ callSign, status }: MyUnit, left: string, act: () => void): StatusSaid['undo'] =>
  statusKind(status) === 'committed' ? { label: w.undoLong(callSign, serialOf(left)), act } : undefined;

import type { Missing } from '../../../../contracts/domain/missing.ts';
import { isCirculated, whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { ShownCirculation, ShownReport } from '../../../../contracts/ipc/missing.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { ActionKind } from '../actions/kinds.ts';
import s from './record.module.css';

const { circulation: w } = strings.missing;

/** Whether crews are told, since when and where, and who has said that they know. */
export const Circulation = ({
  report,
  card,
  act,
}: {
  readonly report: ShownReport;
  readonly card: ShownCirculation | undefined;
  readonly act: (kind: ActionKind) => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const { circulation, state } = report;
  if (circulation === undefined) return state === 'missing' ? <p className={s.small}>{w.none}</p> : null;
  const isRunning = isCirculated(report as Missing);
  const known = isRunning ? (card?.acknowledgements ?? []) : [];
  return (
    <section aria-label={w.heading}>
      <p className={s.small}>
        {isRunning
          ? w.running(dayClock(circulation.at, now), circulation.areas.join(', '))
          : w.ended(dayClock(circulation.ended?.at ?? circulation.at, now))}
        {isRunning && card !== undefined && ` ${w.known(known.length)}`}
      </p>
      {known.length > 0 && (
        <ul className={s.known} aria-label={w.knownBy}>
          {known.map(({ collarNumber, by, callSign, at }) => (
            <li key={collarNumber}>
              <b>{callSign ?? ''}</b> {by}, {dayClock(at, now)}
            </li>
          ))}
        </ul>
      )}
      {isRunning && whyNotMissing(report as Missing, 'endCirculation', officer) === undefined && (
        <Button onClick={() => act('endCirculation')}>{w.end}</Button>
      )}
    </section>
  );
};

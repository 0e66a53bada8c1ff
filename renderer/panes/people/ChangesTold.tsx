import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { isShortNotice, noticeDays } from '../../../contracts/domain/regulation.ts';
import type { ToldItem } from '../../../contracts/ipc/today.ts';
import { wordOf } from '../../format/text.ts';
import { clock, fullTime, shortDay, weekday } from '../../format/time.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { isCancelled } from './dutyMark.ts';
import s from './people.module.css';

const w = strings.people;
const { changed: c } = w;
type ToldDuty = Extract<ToldItem, { readonly kind: 'duty' }>;

/** What a rest day that was cancelled is owed by the regulations; nothing for any other day. */
export const Cancelled = ({ duty }: { readonly duty: Duty }) =>
  !isCancelled(duty) ? null : (
    <section className={s.told}>
      <h2>
        <Warning20Filled />
        {w.told.head(named(duty.day))}
      </h2>
      <p>{owedFor(duty)}</p>
    </section>
  );

/** Days that the roster desk changed, each as it was and as it is, until the officer says that they have seen it. */
export const ChangesTold = () => {
  const { today } = useWorkspace();
  const told = today.state.kind === 'ready' && today.state.value.told.known ? today.state.value.told.value : [];
  return told.flatMap((one) => (one.kind === 'duty' ? [<Changed key={`${one.duty.id} ${one.at}`} told={one} />] : []));
};

const Changed = ({ told: { duty, at, leaves } }: { readonly told: ToldDuty }) => {
  const { go } = useWorkspace();
  const [wrong, setWrong] = useState<ErrorCode>();
  const acknowledge = async (): Promise<void> => {
    const answer = await give('people', 'duty.acknowledge', { dutyId: duty.id, changedAt: at });
    setWrong(answer.ok ? undefined : answer.code);
  };
  const [leave] = leaves;
  return (
    <section className={s.told} aria-label={c.head(named(duty.day))}>
      <h2>
        <Warning20Filled />
        {c.head(named(duty.day))}
      </h2>
      <dl className={s.wasIs}>
        <dt>{c.was}</dt>
        <dd>{duty.changed && rosteredOf(duty.changed.was)}</dd>
        <dt>{c.is}</dt>
        <dd>
          <b>{rosteredOf(duty)}</b>
        </dd>
      </dl>
      <p>{[c.told(fullTime(at), duty.changed?.by), owedFor(duty)].filter(Boolean).join(' ')}</p>
      {leave !== undefined && (
        <p>
          {c.inLeave}{' '}
          <Button appearance="transparent" onClick={() => go({ pane: 'people', view: 'requests', id: leave })}>
            {c.openLeave}
          </Button>
        </p>
      )}
      {wrong !== undefined && (
        <p className={s.wrong} role="alert">
          {toldOf(wrong)}
        </p>
      )}
      <Button appearance="primary" onClick={() => void acknowledge()}>
        {c.seen}
      </Button>
    </section>
  );
};

const named = (day: string): string => `${weekday(day)} ${shortDay(day)}`;

/** "Late, 15:00 to 23:00" */
export const rosteredOf = ({ kind, label, start, end }: Pick<Duty, 'kind' | 'label' | 'start' | 'end'>): string =>
  [
    kind === 'duty' || kind === 'court' || kind === 'course' ? label : wordOf(w.kinds, kind),
    start === undefined || end === undefined ? '' : w.to(clock(start), clock(end)),
  ]
    .filter(Boolean)
    .join(', ');

const owedFor = (duty: Duty): string => {
  const { day, restDayCancelled } = duty;
  if (restDayCancelled === undefined || !isCancelled(duty)) return '';
  const { reason, toldAt } = restDayCancelled;
  return w.told.text(reason, noticeDays(toldAt, day), isShortNotice(toldAt, day));
};

import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { classes, listed, serialOf } from '../../format/text.ts';
import { clock, duration } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Grade } from '../../ui/Grade.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './hand.module.css';

type StormPart = Extract<TodayView['storm'], { readonly known: true }>['value'];

const NoHand = ({ callSign }: { readonly callSign: string | undefined }) => {
  const { go } = useWorkspace();
  return (
    <section className={s.hand} aria-label={strings.today.hand}>
      <h2 className={s.what}>{strings.today.noHand}</h2>
      <p className={s.where}>{strings.today.noHandLead(callSign)}</p>
      <div className={s.acts}>
        <Button
          className={s.key ?? ''}
          icon={<ArrowRight20Regular />}
          iconPosition="after"
          onClick={() => go({ pane: 'storm', scope: 'area' })}
        >
          {strings.today.areaLogs}
        </Button>
      </div>
    </section>
  );
};

/** The one navy panel: the log in hand. */
export const CurrentIncident = ({ storm, now }: { readonly storm: TodayView['storm']; readonly now: Date }) => {
  if (!storm.known)
    return (
      // It has the focus until there is something to do here.
      <section className={s.hand} aria-label={strings.today.hand} tabIndex={-1} data-reading>
        <h2 className={s.what}>{strings.today.hand}</h2>
        <UnfetchedLine className={s.where} />
      </section>
    );
  const { hand, unit } = storm.value;
  return hand === undefined ? <NoHand callSign={unit?.callSign} /> : <InHand {...storm.value} hand={hand} now={now} />;
};

const InHand = ({ hand, unit, logs, now }: StormPart & { readonly hand: NonNullable<StormPart['hand']>; readonly now: Date }) => {
  const { go, codes } = useWorkspace();
  const others = logs.filter((log) => log.id !== hand.id);
  const on = unit?.incidentId === hand.id ? unit : undefined;
  const length = duration(now.getTime() - Date.parse(on?.since ?? hand.openedAt));
  const status = on === undefined ? undefined : codes.label('status', on.status, hand.id);
  return (
    <section className={s.hand} aria-label={strings.today.hand}>
      <div className={s.top}>
        <RecordNumber number={hand.id} />
        <span>
          {status === undefined
            ? strings.today.openFor(length)
            : strings.today.youAre(status.charAt(0).toLowerCase() + status.slice(1), length)}
        </span>
        {hand.qualifiers.length > 0 && (
          <Chip tone="danger" icon={<Warning20Filled />}>
            {listed(hand.qualifiers)}
          </Chip>
        )}
      </div>
      <h2 className={s.what}>
        <Grade grade={hand.grade} label={codes.label('grade', hand.grade, hand.id)} />
        <span>{hand.title}</span>
      </h2>
      <p className={s.where}>{hand.place}</p>
      {hand.lastLine !== undefined && (
        <p className={s.line}>
          <time dateTime={hand.lastLine.at}>{clock(hand.lastLine.at)}</time>
          <span>
            <b>{hand.lastLine.operator}:</b> {hand.lastLine.text}
          </span>
        </p>
      )}
      <div className={s.acts}>
        <Button
          className={s.key ?? ''}
          icon={<ArrowRight20Regular />}
          iconPosition="after"
          onClick={() => go({ pane: 'storm', id: hand.id })}
        >
          {strings.today.open(serialOf(hand.id))}
        </Button>
        <Button className={s.ghost ?? ''} onClick={() => go({ pane: 'storm', id: hand.id, write: true })}>
          {strings.today.addUpdate}
        </Button>
        {others.length > 0 && (
          <Button className={classes(s.ghost, s.bare, s.others)} onClick={() => go({ pane: 'storm', scope: 'mine' })}>
            {strings.today.moreLogs(others.map((log) => serialOf(log.id)))}
          </Button>
        )}
      </div>
    </section>
  );
};

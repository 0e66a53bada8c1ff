import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { HeartPulse20Regular } from '@fluentui/react-icons/svg/heart-pulse';
import { PersonAvailable20Regular } from '@fluentui/react-icons/svg/person-available';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { ShareAndroid20Regular } from '@fluentui/react-icons/svg/share-android';
import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import type { Missing } from '../../../../contracts/domain/missing.ts';
import { ageOn } from '../../../../contracts/domain/missing-rules.ts';
import { gradeOf, whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { ShownCirculation, ShownReport } from '../../../../contracts/ipc/missing.ts';
import { serialOf } from '../../../format/text.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { Risk } from '../../../ui/Risk.tsx';
import { useStale } from '../../../workspace/AskState.tsx';
import { TwoVersions } from '../../../workspace/versions/TwoVersions.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip } from '../../crime/Sending.tsx';
import type { ActionKind } from '../actions/kinds.ts';
import { KnowButton } from './KnowButton.tsx';
import { missingVersions } from './missingVersions.tsx';
import s from './record.module.css';

const { missing: w } = strings;

/** Who is missing since when, what they need by when, and what comes next: told to crews, found, seen to be well. */
export const Head = ({
  report,
  card,
  asOf,
  act,
}: {
  readonly report: ShownReport;
  readonly card: ShownCirculation | undefined;
  readonly asOf: string | undefined;
  readonly act: (kind: ActionKind) => void;
}) => {
  const { go, officer } = useWorkspace();
  const now = useNow();
  // What is not at HQ yet is not as anything was there.
  const stale = useStale(report.sending === undefined ? asOf : undefined);
  const { incidentId, medicalNeed, lastSeen, found } = report;
  const may = (kind: ActionKind): boolean => whyNotMissing(report as Missing, kind, officer) === undefined;
  return (
    <header className={s.head}>
      <div className={s.line}>
        <RecordNumber number={report.id} />
        <Risk grade={gradeOf(report as Missing)} word />
        <span className={s.marking}>
          <Marking marking={report.marking} />
        </span>
      </div>
      <div className={s.top}>
        <div>
          <h2 className={s.title} dir="auto">
            {w.named(report.name, ageOn(report, calendarDay(now)))}
          </h2>
          <p className={s.where} dir="auto">
            {w.lastSeenAt(lastSeen.place.text, dayClock(lastSeen.at, now))}
          </p>
        </div>
        <div className={s.acts}>
          {report.sending === 'conflict' && <TwoVersions of={missingVersions} itemId={report.id} />}
          {card !== undefined && <KnowButton card={card} />}
          {may('circulate') && (
            <Button icon={<ShareAndroid20Regular />} onClick={() => act('circulate')}>
              {w.circulate}
            </Button>
          )}
          {may('found') && (
            <Button icon={<PersonAvailable20Regular />} aria-keyshortcuts="Alt+R" onClick={() => act('found')}>
              {w.found}
            </Button>
          )}
          {may('notFound') && (
            <Button icon={<PersonQuestionMark20Regular />} onClick={() => act('notFound')}>
              {w.notFound}
            </Button>
          )}
          {may('death') && (
            <Button appearance="primary" icon={<PersonAvailable20Regular />} aria-keyshortcuts="Alt+R" onClick={() => act('death')}>
              {w.death}
            </Button>
          )}
          {may('wellBeing') && (
            <Button
              appearance="primary"
              icon={<PersonAvailable20Regular />}
              {...(may('found') ? {} : { 'aria-keyshortcuts': 'Alt+R' })}
              onClick={() => act('wellBeing')}
            >
              {w.check}
            </Button>
          )}
        </div>
      </div>
      <div className={s.chips}>
        <SendingChip sending={report.sending} />
        {medicalNeed !== undefined && report.state === 'missing' && (
          <Chip tone="danger" icon={<HeartPulse20Regular />}>
            {w.need(medicalNeed.by && dayClock(medicalNeed.by, now))}
          </Chip>
        )}
        {report.state === 'found' && found !== undefined && (
          <Chip tone="warn" icon={<Clock20Filled />}>
            {w[found.deceased ? 'toClose' : 'toCheck'](dayClock(found.when, now))}
          </Chip>
        )}
        {report.state === 'closed' && (
          <Chip tone="ok" icon={<PersonAvailable20Regular />}>
            {found === undefined ? w.states.closed : w.foundAt(dayClock(found.when, now), found.deceased === true)}
          </Chip>
        )}
        {incidentId !== undefined && (
          <button type="button" className={s.log} onClick={() => go({ pane: 'storm', id: incidentId })}>
            <Alert20Regular />
            {w.log(serialOf(incidentId))}
          </button>
        )}
        {stale !== undefined && <Chip tone="warn">{stale}</Chip>}
      </div>
    </header>
  );
};

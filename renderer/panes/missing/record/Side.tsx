import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { LinkAdd20Regular } from '@fluentui/react-icons/svg/link-add';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { PersonSwap20Regular } from '@fluentui/react-icons/svg/person-swap';
import type { Missing } from '../../../../contracts/domain/missing.ts';
import { whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { ShownCirculation, ShownMissing, ShownReport } from '../../../../contracts/ipc/missing.ts';
import { listed, serialOf, wordOf } from '../../../format/text.ts';
import { birthDay, dayClock, fullTime, shortDate } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import list from '../../../ui/facts.module.css';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AttachmentList } from '../../../workspace/attachments/AttachmentList.tsx';
import { Portrait } from '../../../workspace/attachments/Portrait.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { Fact } from '../../crime/Facts.tsx';
import { SendingNote } from '../../crime/Sending.tsx';
import { useCalled } from '../../crime/useCalled.ts';
import type { ActionKind } from '../actions/kinds.ts';
import { useQuestionnaire } from '../forms/useQuestionnaire.ts';
import { Circulation } from './Circulation.tsx';
import { RiskPanel } from './RiskPanel.tsx';
import s from './record.module.css';
import { Tasks } from './Tasks.tsx';

const { missing: w } = strings;

/** What is known of who is missing, the risk and its review, who was told, and the first answers. */
export const Side = ({
  report,
  tasks,
  card,
  act,
}: {
  readonly report: ShownReport;
  readonly tasks: ShownMissing['tasks'];
  readonly card: ShownCirculation | undefined;
  readonly act: (kind: ActionKind) => void;
}) => {
  const { go, officer } = useWorkspace();
  const now = useNow();
  const called = useCalled();
  const { questions } = useQuestionnaire();
  const { id, name, attachments, description, incidentId, personId, answers } = report;
  return (
    <ScrollRegion className={s.side} label={w.side} region>
      <SendingNote sending={report.sending} />
      <div className={s.who}>
        <Portrait item={{ system: 'missing', kind: 'missing', id }} name={name} attachments={attachments} />
        <p className={s.looks} dir="auto">
          {description === '' ? w.noLooks : description}
        </p>
      </div>
      <RiskPanel report={report} act={act} />
      <Circulation report={report} card={card} act={act} />
      <Tasks id={id} tasks={tasks} />
      <dl className={list.facts}>
        {factsOf(report, now, called).map(([term, what, more]) => (
          <div key={`${term} ${what}`}>
            <dt>{term}</dt>
            <dd dir="auto">
              {what}
              {more !== undefined && <em>{more}</em>}
            </dd>
          </div>
        ))}
      </dl>
      <div className={s.ways}>
        {personId !== undefined && (
          <Button icon={<Person20Regular />} onClick={() => go({ pane: 'people', view: 'persons', id: personId })}>
            {w.openRecord(strings.app.numberOf(personId))}
          </Button>
        )}
        {incidentId !== undefined && (
          <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
            {w.openLog(serialOf(incidentId))}
          </Button>
        )}
        {whyNotMissing(report as Missing, 'linkLog', officer) === undefined && (
          <Button icon={<LinkAdd20Regular />} onClick={() => act('linkLog')}>
            {w.linkLog}
          </Button>
        )}
        {whyNotMissing(report as Missing, 'handOver', officer) === undefined && (
          <Button icon={<PersonSwap20Regular />} onClick={() => act('handOver')}>
            {w.handOver}
          </Button>
        )}
      </div>
      {answers.length > 0 && (
        <section aria-label={w.answersTitle}>
          <h3>{w.answersTitle}</h3>
          <dl className={list.facts}>
            {answers.map(({ question, asked, choice, text }) => (
              <div key={question}>
                <dt>{asked ?? questions.find(({ code }) => code === question)?.heading ?? question}</dt>
                <dd dir="auto">
                  {choice === undefined ? text : wordOf(w.choices, choice)}
                  {choice !== undefined && text !== undefined && <em>{text}</em>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {attachments !== undefined && attachments.length > 0 && (
        <section aria-label={strings.attachments.title}>
          <h3>{strings.attachments.title}</h3>
          <AttachmentList item={{ system: 'missing', kind: 'missing', id }} attachments={attachments} />
        </section>
      )}
      <OtherFields other={report.other} />
    </ScrollRegion>
  );
};

const factsOf = (report: ShownReport, now: Date, called: (collarNumber: string) => string): readonly Fact[] => {
  const { homeAddress, telephone, medicalNeed, reporter, means, places, born, earlier, found, wellBeing, death } = report;
  const { facts } = w;
  const told = [reporter.telephone, reporter.note].filter(Boolean).join('. ');
  const checked = wellBeing && (['spokenAlone', 'hurt', 'victim', 'safeToReturn'] as const);
  const all: readonly (Fact | false | undefined)[] = [
    found && [
      found.deceased ? facts.foundDead : facts.found,
      `${found.where}, ${dayClock(found.when, now)}`,
      [found.byWhom, found.condition, found.told].filter(Boolean).join('. '),
    ],
    death && [facts.kinTold, death.kinTold, `${death.by}, ${dayClock(death.at, now)}`],
    death && [facts.coronerTold, death.coronerTold],
    wellBeing && [
      facts.check,
      (checked ?? []).map((one) => `${w.checkAnswers[one]}: ${wellBeing[one] ? w.choices['yes'] : w.choices['no']}`).join('. '),
      `${wellBeing.notAloneWhy === undefined ? '' : `${w.notAlone(wellBeing.notAloneWhy)} `}${wellBeing.text} ${wellBeing.by}, ${dayClock(wellBeing.at, now)}`,
    ],
    wellBeing?.returnInterviewBy !== undefined && [facts.interview, fullTime(wellBeing.returnInterviewBy)],
    medicalNeed && [facts.need, medicalNeed.text, medicalNeed.by && dayClock(medicalNeed.by, now)],
    [facts.told, [reporter.name, reporter.relation].filter(Boolean).join(', '), told === '' ? undefined : told],
    homeAddress !== undefined && [facts.home, homeAddress, born && strings.crime.born(birthDay(born))],
    telephone !== undefined && [facts.telephone, telephone],
    means !== undefined && [facts.means, means],
    places !== undefined && places.length > 0 && [facts.places, listed(places)],
    earlier.length > 0 && [
      facts.earlier,
      earlier
        .map(({ id, lastSeenAt, where }) => (lastSeenAt === undefined ? w.earlierHidden(id) : w.earlierAt(shortDate(lastSeenAt), where)))
        .join('. '),
    ],
    [facts.owner, called(report.owner)],
    [facts.reported, report.reportedBy, fullTime(report.reportedAt)],
  ];
  return all.filter((fact): fact is Fact => fact !== false && fact !== undefined);
};

import { isOpenRequest, whyNotStep } from '../../../../contracts/domain/hr-steps.ts';
import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { ShownDetails, ShownExpense, ShownLeave, ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { classes, serialOf, wordOf } from '../../../format/text.ts';
import { fullTime, shortDay, weekday } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AttachmentList } from '../../../workspace/attachments/AttachmentList.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip, SendingNote } from '../../crime/Sending.tsx';
import { Answer } from './Answer.tsx';
import { AskAgain } from './AskAgain.tsx';
import { CoverTable } from './CoverTable.tsx';
import s from './hr.module.css';
import { OvertimeSumView } from './OvertimeSumView.tsx';
import { isExpense, isLeave, isOvertime, isSwap, money, type ShownRequest, seriesOf, whatOf } from './requestWords.ts';
import { isNotTaken, StateChip } from './StateChip.tsx';
import { withdraw } from './steps.ts';
import { SwapAnswer } from './swap/SwapAnswer.tsx';
import { SwapBody } from './swap/SwapBody.tsx';
import { useAnswerSeen } from './useAnswerSeen.ts';
import { WithdrawButton } from './WithdrawButton.tsx';

const { requests: w, states, leave, overtime, expense, details, amount } = strings.hr;

/** One request: what is asked for and what became of it; for whoever decides, the cover of its days and the answer. */
export const RequestPage = ({
  request,
  isOpened,
}: {
  readonly request: ShownRequest;
  /** The officer has opened it; it does not stand there as the first of the list alone. */
  readonly isOpened: boolean;
}) => {
  const { officer } = useWorkspace();
  useAnswerSeen(request, isOpened);
  const { name, state, sending, decision, changedDays = [] } = { changedDays: [], ...request };
  const own = request.officer === officer.collarNumber;
  const decides = whyNotStep(request, { act: 'approve', officer }) === undefined;
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={request.id} />
          <Chip tone="info">{seriesOf(request)}</Chip>
        </div>
        <h2 className={s.title}>{name}</h2>
        <p>{isOvertime(request) ? whatOf(request) : `${whatOf(request)}. ${w.asked(fullTime(request.askedAt))}`}</p>
        <div className={s.chips}>
          <StateChip request={request} />
          <SendingChip sending={sending} />
        </div>
      </header>
      <ScrollRegion className={s.body} label={name}>
        <SendingNote sending={sending} />
        {changedDays.length > 0 && (
          <p className={s.changed} role="status">
            {w.changed(changedDays.map((day) => `${weekday(day)} ${shortDay(day)}`).join(', '))} {own ? w.changedOwn : w.changedTeam}
          </p>
        )}
        {decision !== undefined && (
          <section className={s.said}>
            <h3>{w.decided(wordOf(states, state), decision.by, fullTime(decision.at))}</h3>
            {decision.text !== undefined && <p dir="auto">{decision.text}</p>}
          </section>
        )}
        {isSwap(request) ? (
          <SwapBody request={request} />
        ) : isLeave(request) ? (
          <LeaveBody request={request} decides={decides} />
        ) : isExpense(request) ? (
          <ExpenseBody request={request} />
        ) : isOvertime(request) ? (
          <OvertimeBody request={request} />
        ) : (
          <DetailsBody request={request} />
        )}
        <OtherFields other={request.other} of={name} />
      </ScrollRegion>
      {decides && <Answer request={request} />}
      {isSwap(request) && whyNotStep(request, { act: 'agree', officer }) === undefined && <SwapAnswer request={request} />}
      {own && isOpenRequest(request) && !isNotTaken(request) && <WithdrawButton withdraw={() => withdraw(request)} />}
      {own && (state === 'returned' || state === 'declined') && <AskAgain request={request} />}
    </>
  );
};

const LeaveBody = ({ request, decides }: { readonly request: ShownLeave; readonly decides: boolean }) => (
  <>
    {decides && <CoverTable request={request} />}
    {request.text !== undefined && request.text !== '' && (
      <section className={s.said}>
        <p dir="auto">{request.text}</p>
      </section>
    )}
    <section>
      <h3>{w.days}</h3>
      <ol>
        {request.days.map(({ day, part, minutes = 0, cost, label = '' }) => (
          <li key={day} className={s.dayRow}>
            <b>
              {weekday(day)} {shortDay(day)}
            </b>
            <span className={s.tour}>
              {[label, cost === 0 ? '' : part === 'hours' ? leave.hours(minutes) : wordOf(leave.parts, part)].filter(Boolean).join(', ')}
            </span>
            <em className={s.cost}>{cost === 0 ? leave.free : amount(request.kind, cost)}</em>
          </li>
        ))}
      </ol>
    </section>
  </>
);

const OvertimeBody = ({ request }: { readonly request: ShownOvertime }) => {
  const { incidentId, taskId, text, as } = request;
  const about =
    incidentId !== undefined
      ? strings.crime.log(serialOf(incidentId))
      : taskId !== undefined && !isProvisional(taskId)
        ? taskId
        : strings.app.withoutNumber;
  return (
    <>
      <dl className={classes(s.pairs, s.long)}>
        <div>
          <dt>{overtime.facts.for}</dt>
          <dd>{about}</dd>
        </div>
        <div>
          <dt>{overtime.facts.why}</dt>
          <dd dir="auto">{text}</dd>
        </div>
        <div>
          <dt>{overtime.facts.as}</dt>
          <dd>{wordOf(overtime.asChoices, as)}</dd>
        </div>
      </dl>
      <h3>{overtime.sum}</h3>
      <OvertimeSumView sum={request} />
    </>
  );
};

/** Terms and what stands for them; what is empty is not among them. */
const Pairs = ({ pairs }: { readonly pairs: readonly (readonly [term: string, what: string | undefined])[] }) => (
  <dl className={classes(s.pairs, s.long)}>
    {pairs.map(
      ([term, what]) =>
        what !== undefined &&
        what !== '' && (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{what}</dd>
          </div>
        ),
    )}
  </dl>
);

const ExpenseBody = ({ request: { id, kind, day, pence, text, attachments = [] } }: { readonly request: ShownExpense }) => (
  <>
    <Pairs
      pairs={[
        [expense.kind, wordOf(expense.kinds, kind)],
        [expense.sum, money(pence)],
        [expense.day, `${weekday(day)} ${shortDay(day)}`],
        [expense.text, text],
      ]}
    />
    {attachments.length > 0 && (
      <section>
        <h3>{expense.receipt}</h3>
        <AttachmentList item={{ system: 'people', kind: 'expense', id }} attachments={attachments} />
      </section>
    )}
  </>
);

const DetailsBody = ({ request: { telephone, nextOfKin, address } }: { readonly request: ShownDetails }) => (
  <Pairs
    pairs={[
      [details.telephone, telephone],
      [details.address, address],
      [details.kin, nextOfKin && [nextOfKin.name, nextOfKin.relation, nextOfKin.telephone].filter(Boolean).join(', ')],
    ]}
  />
);

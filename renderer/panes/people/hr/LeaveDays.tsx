import { isWorkday } from '../../../../contracts/domain/leave-cost.ts';
import { clock, shortDay, weekday } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { ChoiceMenu } from '../../../ui/ChoiceMenu.tsx';
import s from './hr.module.css';
import { askedDays, type LeaveFields, partInWords, partsOf, type ShownDay } from './leaveFields.ts';
import type { HrFacts } from './useHrFacts.ts';

const { leave: w, amount } = strings.hr;

/** Each day with its tour, how much of it is asked for, and what that costs. */
export const LeaveDays = ({
  fields,
  facts,
  change,
}: {
  readonly fields: LeaveFields;
  readonly facts: HrFacts;
  readonly change: (some: Partial<LeaveFields>) => void;
}) => {
  const days = askedDays(fields, facts);
  const choose = (day: string, part: string): void =>
    change({ parts: [...fields.parts.filter((one) => one.day !== day), ...(part === 'full' ? [] : [{ day, part }])] });
  return (
    <section className={s.days} aria-label={w.days}>
      <h2>{w.days}</h2>
      {days.length === 0 ? (
        <p>{w.noDays}</p>
      ) : (
        <ol>
          {days.map((shown) => (
            <Day key={shown.asked.day} shown={shown} kind={fields.kind} choose={choose} />
          ))}
        </ol>
      )}
    </section>
  );
};

const Day = ({
  shown: { asked, part, duty, cost },
  kind,
  choose,
}: {
  readonly shown: ShownDay;
  readonly kind: LeaveFields['kind'];
  readonly choose: (day: string, part: string) => void;
}) => {
  const named = `${weekday(asked.day)} ${shortDay(asked.day)}`;
  const parts = partsOf(kind);
  const works = duty !== undefined && isWorkday(duty);
  const tour = duty?.start !== undefined && duty.end !== undefined ? strings.people.hoursShort(clock(duty.start), clock(duty.end)) : '';
  return (
    <li className={s.dayRow}>
      <b>{named}</b>
      <span className={s.tour}>{duty === undefined ? w.unpublished : [duty.label, tour].filter(Boolean).join(' ')}</span>
      {works && parts.length > 1 && (
        <ChoiceMenu
          name={w.part(named, partInWords(part))}
          menuName={w.days}
          button={partInWords(part)}
          className={s.part}
          choices={parts.map((id) => ({ id, content: partInWords(id) }))}
          chosen={part}
          choose={(id) => choose(asked.day, id)}
          end
        />
      )}
      <em className={s.cost}>{cost === undefined ? '' : cost === 0 ? w.free : amount(kind, cost)}</em>
    </li>
  );
};

import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { crewShort } from '../../../../contracts/domain/cover-left.ts';
import { costsByYear, type LeaveYear, leaveLeft } from '../../../../contracts/domain/leave-cost.ts';
import { waitingFor } from '../../../../contracts/domain/leave-rules.ts';
import { longDay } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './hr.module.css';
import { askedDays, type LeaveFields } from './leaveFields.ts';
import type { HrFacts } from './useHrFacts.ts';

const { leave: w, amount } = strings.hr;

/** What is there, what this takes and what it leaves, by leave year; and on which days the team would be short. */
export const LeaveLeft = ({ fields, facts }: { readonly fields: LeaveFields; readonly facts: HrFacts }) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const { kind } = fields;
  const days = askedDays(fields, facts).map(({ asked, cost = 0 }) => ({ ...asked, cost }));
  const asked = costsByYear(days, facts.balance, now);
  const open = facts.ownLeave.filter(({ state }) => state === 'asked');
  const waiting = waitingFor(kind, { balance: facts.balance, open }, now);
  const isYearly = kind === 'annualLeave';
  const years: readonly LeaveYear[] = isYearly && asked.next > 0 ? ['this', 'next'] : ['this'];
  const charged = new Set(days.filter(({ cost }) => cost > 0).map(({ day }) => day));
  const tight = facts.cover.filter((cover) => charged.has(cover.day) && crewShort(cover, [officer.collarNumber]) > 0);
  return (
    <>
      {years.map((year) => {
        const held = facts.balance && leaveLeft(kind, facts.balance, year);
        const asks = isYearly ? asked[year] : asked.this + asked.next;
        const waits = isYearly ? waiting[year] : waiting.this + waiting.next;
        const left = held === undefined ? undefined : held - asks - waits;
        return (
          <section key={year} className={s.sums} aria-label={year === 'next' ? w.nextYear : w.left}>
            <p className={s.big}>
              <b>{left === undefined ? '–' : kind === 'toil' ? strings.hr.hm(Math.max(0, left)) : Math.max(0, left)}</b>{' '}
              {year === 'next' ? w.nextYear : w.leavesOf[kind]}
            </p>
            {held !== undefined && held > 0 && (
              <div className={s.bar} aria-hidden>
                <span style={{ width: `${(100 * Math.max(0, left ?? 0)) / held}%` }} />
              </div>
            )}
            {left !== undefined && left < 0 && <p className={s.wrong}>{w.overBy(amount(kind, -left))}</p>}
            <dl className={s.pairs}>
              {[
                [w.now, held === undefined ? w.unknown : amount(kind, held)],
                [w.asks, asks === 0 ? w.none : amount(kind, asks)],
                [w.waiting, waits === 0 ? w.none : amount(kind, waits)],
                [w.after, left === undefined ? w.unknown : amount(kind, Math.max(0, left))],
              ].map(([term, what]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      {tight.map((cover) => (
        <section key={cover.day} className={s.warn}>
          <h3>
            <Clock20Filled />
            {w.tight(longDay(cover.day))}
          </h3>
          <p>
            {w.tightWhy(cover.team, cover.members.filter(({ state }) => state === 'away').length, crewShort(cover, [officer.collarNumber]))}
          </p>
        </section>
      ))}
    </>
  );
};

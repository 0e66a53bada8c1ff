import type { Balance } from '../../../contracts/domain/duty.ts';
import { words } from '../../words/index.ts';
import s from './people.module.css';

/** Leave, time off in lieu and rest days owed. */
export const Balances = ({ balance }: { readonly balance: Balance | undefined }) => (
  <section>
    <h2>{words.people.left}</h2>
    {balance === undefined ? (
      <p className={s.none}>{words.people.noBalance}</p>
    ) : (
      <dl className={s.balances}>
        <div>
          <dt>{words.people.leave}</dt>
          <dd>
            {balance.annualLeaveDays} <small>{words.people.days(balance.annualLeaveDays)}</small>
          </dd>
        </div>
        <div>
          <dt>{words.people.toil}</dt>
          <dd>
            {Math.floor(balance.timeOffInLieuMinutes / 60)} <small>{words.people.h}</small> {balance.timeOffInLieuMinutes % 60}{' '}
            <small>{words.people.min}</small>
          </dd>
        </div>
        <div>
          <dt>{words.people.rest}</dt>
          <dd>
            {balance.restDaysOwed} <small>{words.people.days(balance.restDaysOwed)}</small>
          </dd>
        </div>
      </dl>
    )}
  </section>
);

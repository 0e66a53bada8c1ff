import type { Balance } from '../../../contracts/domain/duty.ts';
import type { Shown } from '../../hooks/useFetched.ts';
import { UnfetchedLine } from '../../ui/Unfetched.tsx';
import { words } from '../../words/index.ts';
import s from './people.module.css';

/** Leave, time off in lieu and rest days owed. */
export const Balances = ({ state }: { readonly state: Shown<{ readonly balance?: Balance | undefined }, string> }) => {
  const balance = state.kind === 'ready' ? state.value.balance : undefined;
  return (
    <section>
      <h2>{words.people.left}</h2>
      {state.kind === 'unfetched' ? (
        <UnfetchedLine className={s.none} />
      ) : balance === undefined ? (
        state.kind === 'ready' && <p className={s.none}>{words.people.noBalance}</p>
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
};

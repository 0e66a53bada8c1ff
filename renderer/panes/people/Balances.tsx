import type { Balance } from '../../../contracts/domain/duty.ts';
import type { Shown } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import s from './people.module.css';

/** Leave, time off in lieu and rest days owed. */
export const Balances = ({ state }: { readonly state: Shown<{ readonly balance?: Balance | undefined }, string> }) => {
  const balance = state.kind === 'ready' ? state.value.balance : undefined;
  return (
    <section>
      <h2>{strings.people.left}</h2>
      {state.kind === 'unfetched' ? (
        <UnfetchedLine className={s.none} />
      ) : balance === undefined ? (
        state.kind === 'ready' && <p className={s.none}>{strings.people.noBalance}</p>
      ) : (
        <dl className={s.balances}>
          <div>
            <dt>{strings.people.leave}</dt>
            <dd>
              {balance.annualLeaveDays} <small>{strings.people.days(balance.annualLeaveDays)}</small>
            </dd>
          </div>
          <div>
            <dt>{strings.people.toil}</dt>
            <dd>
              {Math.floor(balance.timeOffInLieuMinutes / 60)} <small>{strings.people.h}</small> {balance.timeOffInLieuMinutes % 60}{' '}
              <small>{strings.people.min}</small>
            </dd>
          </div>
          <div>
            <dt>{strings.people.rest}</dt>
            <dd>
              {balance.restDaysOwed} <small>{strings.people.days(balance.restDaysOwed)}</small>
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
};

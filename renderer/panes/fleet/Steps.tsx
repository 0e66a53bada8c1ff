import { Checkmark16Filled } from '@fluentui/react-icons/svg/checkmark';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { Dismiss16Filled } from '@fluentui/react-icons/svg/dismiss';
import type { DeviceDetail, OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { CheckedReceipt } from '../../../contracts/ipc/fleet.ts';
import { dayClock, fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import s from './order.module.css';
import { endOf } from './proof.ts';

interface Step {
  readonly what: string;
  readonly detail?: string | undefined;
  readonly at?: string | undefined;
  readonly state: 'over' | 'now' | 'later' | 'failed';
}

const icons = { over: <Checkmark16Filled />, now: <Clock16Regular />, later: <Clock16Regular />, failed: <Dismiss16Filled /> } as const;

/** The way of an order from the first signature to the receipt, as far as it is known. */
const stepsOf = (
  order: OrderSummary,
  receipts: readonly CheckedReceipt[],
  lastSeen: string | undefined,
  countersigned: boolean,
  now: Date,
): readonly Step[] => {
  const w = strings.fleet.order;
  const [first, second] = order.signers;
  const gone = order.state === 'cancelled' || order.state === 'expired';
  const taken = order.state === 'delivered' || order.state === 'done' || order.state === 'refused';
  const delivered = endOf(receipts, 'delivered');
  const end = endOf(receipts, order.state === 'refused' ? 'refused' : 'done');
  const over = (done: boolean, here: boolean): Step['state'] => (done ? 'over' : gone ? 'failed' : here ? 'now' : 'later');
  const steps: Step[] = [
    { what: w.ordered(first?.name ?? strings.fleet.unknown), detail: w.reason(order.reason), at: order.at, state: 'over' },
  ];
  if (countersigned || second !== undefined || order.state === 'unsigned')
    steps.push(
      second === undefined
        ? { what: w.secondMissing, detail: w.secondMissingLead, state: over(false, true) }
        : { what: w.second(second.name), state: 'over' },
    );
  steps.push(
    { what: w.waitingAtHq, detail: w.until(fullTime(order.notAfter)), state: over(taken || order.state === 'pending', false) },
    {
      what: w.taken,
      detail: lastSeen === undefined ? undefined : w.lastSeen(dayClock(lastSeen, now)),
      at: delivered?.at,
      state: over(taken, order.state === 'pending'),
    },
    {
      what: w.receipt,
      detail: order.kind === 'wipe' ? w.receiptLead.wipe : w.receiptLead.other,
      at: end?.at,
      state: order.state === 'refused' ? 'failed' : over(end !== undefined, order.state === 'delivered' || order.state === 'done'),
    },
  );
  return steps;
};

export const Steps = ({
  order,
  receipts,
  detail,
  now,
}: {
  readonly order: OrderSummary;
  readonly receipts: readonly CheckedReceipt[];
  readonly detail: DeviceDetail;
  readonly now: Date;
}) => (
  <ol className={s.steps}>
    {stepsOf(order, receipts, detail.device.lastSeen, detail.countersign.includes(order.kind), now).map((step) => (
      <li key={step.what} className={s[step.state]}>
        <span className={s.dot}>{icons[step.state]}</span>
        <p>
          <b>{step.what}</b>
          <small className={s.small}>{step.detail}</small>
        </p>
        {step.at !== undefined && <time dateTime={step.at}>{dayClock(step.at, now)}</time>}
      </li>
    ))}
  </ol>
);

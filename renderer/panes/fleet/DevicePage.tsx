import { Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import { Send20Regular } from '@fluentui/react-icons/svg/send';
import { useState } from 'react';
import type { DeviceDetail, OrderSummary } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { bytes, humanised, wordOf } from '../../format/text.ts';
import { clock, dayClock, fullTime } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { Failed } from './Failed.tsx';
import { GiveOrder } from './GiveOrder.tsx';
import { NewCode } from './NewCode.tsx';
import { NewestOrder } from './NewestOrder.tsx';
import s from './panel.module.css';
import { Receipts } from './Receipts.tsx';
import { heldBy, StateChip } from './StateChip.tsx';
import { useRegister } from './useRegister.ts';

type Sheet = { readonly kind: 'page' } | { readonly kind: 'give' } | { readonly kind: 'receipts'; readonly order: OrderSummary };

/** One laptop: what is proven of its newest order, what HQ knows, its orders and its history. */
export const DevicePage = ({ name }: { readonly name: string }) => {
  const { value, fault, at, again } = useRegister(() => api.fleet.device({ name }), name);
  const [sheet, setSheet] = useState<Sheet>({ kind: 'page' });
  const now = useNow();
  if (value === undefined)
    return fault === undefined ? <Loading label={strings.fleet.loadingLaptop} /> : <Failed code={fault} again={again} />;
  const back = (): void => {
    setSheet({ kind: 'page' });
    again();
  };
  if (sheet.kind === 'give') return <GiveOrder detail={value} back={back} />;
  if (sheet.kind === 'receipts') return <Receipts order={sheet.order} back={back} />;
  return (
    <>
      <Head detail={value} now={now} />
      <ScrollRegion className={s.body} label={value.device.name}>
        {fault !== undefined && at !== undefined && <p className={s.stale}>{strings.fleet.stale(clock(at.toISOString()))}</p>}
        <Held device={value.device} />
        <Newest detail={value} now={now} again={again} receipts={(order) => setSheet({ kind: 'receipts', order })} />
        <Facts detail={value} now={now} />
        <Orders orders={value.orders} now={now} open={(order) => setSheet({ kind: 'receipts', order })} />
        <History lines={value.history} now={now} />
      </ScrollRegion>
      <footer className={s.foot}>
        {takesCode(value.device) && <NewCode device={value.device} />}
        {value.device.state !== 'expected' && value.device.state !== 'wiped' && (
          <Button appearance="primary" icon={<Send20Regular />} onClick={() => setSheet({ kind: 'give' })}>
            {strings.fleet.give.open}
          </Button>
        )}
      </footer>
    </>
  );
};

/** One that nobody works on: a code for one in use would let another take its place. */
const takesCode = (device: DeviceDetail['device']): boolean =>
  device.state === 'expected' || device.state === 'wiped' || heldBy(device) !== undefined;

/** An order that came to nothing on the laptop does not let officers back in; what does, is said. */
const Held = ({ device }: { readonly device: DeviceDetail['device'] }) => {
  const by = heldBy(device);
  const w = strings.fleet;
  return by === undefined ? null : <p className={s.stale}>{w.held.lead(w.order.kinds[by.kind], w.held[by.how])}</p>;
};

/** Nothing is chosen yet. */
export const NoDevice = () => <Empty icon={<Laptop24Regular />} title={strings.fleet.choose} lead={strings.fleet.chooseLead} />;

const Head = ({ detail: { device }, now }: { readonly detail: DeviceDetail; readonly now: Date }) => (
  <header className={s.head}>
    <div className={s.line}>
      <h2>{device.name}</h2>
      <StateChip device={device} />
    </div>
    <p>
      {device.pool}
      {device.lastSeen !== undefined && `. ${strings.fleet.order.lastSeen(dayClock(device.lastSeen, now))}`}
    </p>
  </header>
);

/** The newest order stands first: it is what one opens a laptop's page for. */
const Newest = ({
  detail,
  now,
  again,
  receipts,
}: {
  readonly detail: DeviceDetail;
  readonly now: Date;
  readonly again: () => void;
  readonly receipts: (order: OrderSummary) => void;
}) => {
  const newest = newestFirst(detail.orders)[0];
  return newest === undefined ? null : (
    <NewestOrder key={newest.id} order={newest} detail={detail} now={now} again={again} receipts={() => receipts(newest)} />
  );
};

const newestFirst = (orders: readonly OrderSummary[]): readonly OrderSummary[] =>
  orders.toSorted((one, other) => other.sequence - one.sequence);

/** Codes of the laptop's program, as it reports them. */
const unreadOf = ({ count, system, kind, reason }: NonNullable<DeviceDetail['setAside']>[number]): string =>
  strings.fleet.facts.unreadOf(count, wordOf(strings.app.panes, system), kind, humanised(reason).toLowerCase());

const Facts = ({ detail, now }: { readonly detail: DeviceDetail; readonly now: Date }) => {
  const { device, certificateUntil, policyVersion, setAside = [] } = detail;
  const { facts, unknown, never, nobody } = strings.fleet;
  const rows: readonly (readonly [string, string])[] = [
    [facts.lastSeen, device.lastSeen === undefined ? never : dayClock(device.lastSeen, now)],
    [facts.officers, device.officers.length === 0 ? nobody : device.officers.map(({ name }) => name).join(', ')],
    [facts.access, device.leaseEnd === undefined ? facts.accessNone : dayClock(device.leaseEnd, now)],
    [facts.unsent, device.unsent === undefined ? unknown : String(device.unsent)],
    [facts.disk, device.diskBytes === undefined ? unknown : bytes(device.diskBytes)],
    [facts.unread, setAside.length === 0 ? facts.unreadNone : setAside.map(unreadOf).join('; ')],
    [facts.version, device.version ?? unknown],
    [facts.policy, policyVersion === undefined ? unknown : facts.policyVersion(policyVersion)],
    [facts.certificate, certificateUntil === undefined ? unknown : fullTime(certificateUntil)],
  ];
  return (
    <section className={s.part}>
      <h3>{facts.title}</h3>
      <dl className={s.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Orders = ({
  orders,
  now,
  open,
}: {
  readonly orders: DeviceDetail['orders'];
  readonly now: Date;
  readonly open: (order: OrderSummary) => void;
}) => {
  const w = strings.fleet.order;
  return (
    <section className={s.part}>
      <h3>{strings.fleet.orders}</h3>
      {orders.length === 0 ? (
        <p className={s.none}>{strings.fleet.noOrders}</p>
      ) : (
        <ul className={s.orders}>
          {newestFirst(orders).map((order) => (
            <li key={order.id}>
              <button type="button" onClick={() => open(order)}>
                <b>{w.short(w.kinds[order.kind], w.states[order.state])}</b>
                <time dateTime={order.at}>{dayClock(order.at, now)}</time>
                <small>{[order.signers.map(({ name }) => name).join(', '), order.reason].join('. ')}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const History = ({ lines, now }: { readonly lines: DeviceDetail['history']; readonly now: Date }) => (
  <section className={s.part}>
    <h3>{strings.fleet.history}</h3>
    {lines.length === 0 ? (
      <p className={s.none}>{strings.fleet.noHistory}</p>
    ) : (
      <ol className={s.history}>
        {lines.map((line) => (
          <li key={`${line.at} ${line.action} ${line.detail}`}>
            <time dateTime={line.at}>{dayClock(line.at, now)}</time>
            <span>
              <b>{sentence(line.action)}</b> {line.actorName ?? line.actor}
              <small>{line.detail}</small>
            </span>
          </li>
        ))}
      </ol>
    )}
  </section>
);

/** HQ's journal speaks in one word: "leaseIssued" is shown as "Lease issued". */
const sentence = (action: string): string => {
  const spaced = action.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

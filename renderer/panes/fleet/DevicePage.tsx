import { Send20Regular } from '@fluentui/react-icons/svg/send';
import { useState } from 'react';
import type { DeviceDetail, OrderSummary } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { bytes, humanised, wordOf } from '../../format/text.ts';
import { clock, dayClock, fullTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { GiveOrder } from './GiveOrder.tsx';
import { NewCode } from './NewCode.tsx';
import { NewestOrder } from './NewestOrder.tsx';
import s from './panel.module.css';
import { Receipts } from './Receipts.tsx';
import { REFRESH_MS } from './register.ts';
import { heldBy, StateChip } from './StateChip.tsx';

type Sheet = { readonly kind: 'page' } | { readonly kind: 'give' } | { readonly kind: 'receipts'; readonly order: OrderSummary };

/** One laptop: what is proven of its newest order, what HQ knows, its orders and its history. */
export const DevicePage = ({ name }: { readonly name: string }) => {
  const ask = useAsk(['fleet.device', name], () => api.fleet.device({ name }), { everyMs: REFRESH_MS });
  const [sheet, setSheet] = useState<Sheet>({ kind: 'page' });
  const now = useNow();
  const back = (): void => {
    setSheet({ kind: 'page' });
    ask.again();
  };
  return (
    <AskState ask={ask} keepLast words={strings.fleet.faults} where="fleet.device" loading={strings.fleet.loadingLaptop}>
      {(detail, staleSince) =>
        sheet.kind === 'give' ? (
          <GiveOrder detail={detail} back={back} />
        ) : sheet.kind === 'receipts' ? (
          <Receipts order={sheet.order} back={back} />
        ) : (
          <>
            <Head detail={detail} now={now} />
            <ScrollRegion className={s.body} label={detail.device.name}>
              {staleSince !== undefined && <p className={s.stale}>{strings.fleet.stale(clock(staleSince.toISOString()))}</p>}
              <Hold device={detail.device} />
              <Newest detail={detail} now={now} again={ask.again} receipts={(order) => setSheet({ kind: 'receipts', order })} />
              <Facts detail={detail} now={now} />
              <Orders orders={detail.orders} now={now} open={(order) => setSheet({ kind: 'receipts', order })} />
              <History lines={detail.history} now={now} />
            </ScrollRegion>
            <footer className={s.foot}>
              {takesCode(detail.device) && <NewCode device={detail.device} />}
              {detail.device.state !== 'expected' && detail.device.state !== 'wiped' && (
                <Button appearance="primary" icon={<Send20Regular />} onClick={() => setSheet({ kind: 'give' })}>
                  {strings.fleet.give.open}
                </Button>
              )}
            </footer>
          </>
        )
      }
    </AskState>
  );
};

/** One that nobody works on: a code for one in use would let another take its place. */
const takesCode = (device: DeviceDetail['device']): boolean =>
  device.state === 'expected' || device.state === 'wiped' || heldBy(device) !== undefined;

/** An order that came to nothing on the laptop does not let officers back in; what does, is said. */
const Hold = ({ device }: { readonly device: DeviceDetail['device'] }) => {
  const by = heldBy(device);
  const w = strings.fleet;
  return by === undefined ? null : <p className={s.stale}>{w.held.lead(w.order.kinds[by.kind], w.held[by.how])}</p>;
};

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

const { updates } = strings.fleet;
type Update = NonNullable<DeviceDetail['device']['update']>;
/** A newer laptop may tell more states and codes than this window has words for. */
const nextOf = ({ version, state }: NonNullable<Update['next']>): string => updates.nextOf(version, wordOf(updates.states, state));
const failureOf = ({ version, code, at }: NonNullable<Update['failure']>): string =>
  updates.failureOf(version, fullTime(at), wordOf(updates.faults, code));

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
    [updates.next, device.update?.next === undefined ? updates.none : nextOf(device.update.next)],
    [updates.failure, device.update?.failure === undefined ? updates.none : failureOf(device.update.failure)],
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

import { Signature24Regular } from '@fluentui/react-icons/svg/signature';
import { useState } from 'react';
import type { WaitingOrder } from '../../../contracts/ipc/fleet.ts';
import { api } from '../../api.ts';
import { dayClock, fullTime, rowTime } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Failed } from './Failed.tsx';
import l from './lists.module.css';
import s from './panel.module.css';
import { SignWithCard } from './SignWithCard.tsx';
import type { Asked } from './useRegister.ts';

const { sign: w, order: orderWords } = strings.fleet;
/** Height of a row in rem, before it is measured. */
const rowRem = 5.5;

export type Waiting = Asked<{ readonly orders: readonly WaitingOrder[] }>;

/** Orders of other ICT officers that wait for a second signature. */
export const ToSign = ({ waiting, id }: { readonly waiting: Waiting; readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const { value, fault, again } = waiting;
  if (value === undefined) return fault === undefined ? <Loading label={w.loading} /> : <Failed code={fault} again={again} />;
  if (value.orders.length === 0) return <Empty quiet icon={<Signature24Regular />} title={w.none} lead={w.noneLead} />;
  return (
    <>
      <p className={l.lead}>{w.lead}</p>
      <div className={l.rows}>
        <VirtualList
          label={w.title}
          count={value.orders.length}
          estimate={rowRem}
          selected={id}
          row={(index) => {
            const order = value.orders[index];
            if (order === undefined) return undefined;
            const open = (): void => go({ pane: 'fleet', view: 'sign', open: order.id });
            return { key: order.id, content: <Row order={order} now={now} />, open };
          }}
        />
      </div>
    </>
  );
};

const Row = ({ order, now }: { readonly order: WaitingOrder; readonly now: Date }) => (
  <span className={l.row}>
    <span className={l.top}>
      <b>{w.what(orderWords.kinds[order.kind], order.device)}</b>
      <time dateTime={order.at}>{rowTime(order.at, now)}</time>
    </span>
    <small>{order.reason}</small>
    <small>{order.signers.map(({ name }) => name).join(', ')}</small>
  </span>
);

/** All that the second signature puts a name to, and the signature. */
export const SignPage = ({ waiting, id }: { readonly waiting: Waiting; readonly id: string }) => {
  const now = useNow();
  const [done, setDone] = useState(false);
  const order = waiting.value?.orders.find((one) => one.id === id);
  if (done) return <Empty icon={<Signature24Regular />} title={w.done} lead={w.noneLead} />;
  if (order === undefined) return <Empty icon={<Signature24Regular />} title={w.goneTitle} lead={w.chooseLead} />;
  const { content } = order;
  return (
    <>
      <header className={s.head}>
        <h2>{w.what(orderWords.kinds[content.kind], content.device)}</h2>
        <p>{orderWords.effects[content.kind]}</p>
      </header>
      <ScrollRegion className={s.body} label={w.what(orderWords.kinds[content.kind], content.device)}>
        <dl className={s.facts}>
          {factsOf(order, now).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <SignWithCard
          label={w.button}
          destroys={content.kind === 'wipe'}
          unready={undefined}
          sign={(pin) => api.fleet.countersign({ id, pin })}
          done={() => {
            setDone(true);
            waiting.again();
          }}
        />
      </ScrollRegion>
    </>
  );
};

const factsOf = ({ content, signers }: WaitingOrder, now: Date): readonly (readonly [string, string])[] => [
  [w.reason, content.reason],
  ...more(content),
  [w.signedBy, signers.map(({ name, staffId }) => `${name}, ${staffId}`).join('; ')],
  [w.at, dayClock(content.at, now)],
  [w.until, fullTime(content.notAfter)],
  [w.sequence, String(content.sequence)],
];

const more = (content: WaitingOrder['content']): readonly (readonly [string, string])[] => {
  switch (content.kind) {
    case 'wipe':
      return [
        [w.handOver, content.handOver ? w.handOverYes : w.handOverNo],
        [w.returnTo, content.returnTo],
      ];
    case 'message':
      return [[w.text, content.text]];
    case 'policy':
      return [[w.version, String(content.version)]];
    default:
      return [];
  }
};

/** Nothing is chosen yet. */
export const NoOrder = () => <Empty icon={<Signature24Regular />} title={w.choose} lead={w.chooseLead} />;

import { Signature24Regular } from '@fluentui/react-icons/svg/signature';
import { type ReactNode, useState } from 'react';
import type { WaitingOrder } from '../../../contracts/ipc/fleet.ts';
import { api } from '../../api.ts';
import { dayClock, fullTime, rowTime } from '../../format/time.ts';
import { type Ask, type Loaded, latestOf } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { pagesOfAll } from '../../hooks/usePages.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Empty } from '../../ui/State.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import l from './lists.module.css';
import s from './panel.module.css';
import { SignWithCard } from './SignWithCard.tsx';

const { sign: w, order: orderWords } = strings.fleet;
/** Height of a row in rem, before it is measured. */
const rowRem = 5.5;

type Waiting = Ask<Loaded<{ readonly orders: readonly WaitingOrder[] }, FleetCode>>;

/** Orders of other ICT officers that wait for a second signature, beside one of them. */
export const ToSign = ({
  views,
  waiting,
  id,
}: {
  readonly views: ReactNode;
  readonly waiting: Waiting;
  readonly id: string | undefined;
}) => {
  const { go } = useWorkspace();
  const now = useNow();
  return (
    <MasterDetail
      table
      title={strings.fleet.label}
      label={strings.fleet.views.sign}
      listLabel={() => w.title}
      pages={pagesOfAll(waiting, ({ orders }) => orders)}
      words={strings.fleet.faults}
      where="fleet.waiting"
      loading={w.loading}
      row={(order: WaitingOrder) => ({
        key: order.id,
        content: <Row order={order} now={now} />,
        open: () => go({ pane: 'fleet', view: 'sign', open: order.id }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={<Empty quiet icon={<Signature24Regular />} title={w.none} lead={w.noneLead} />}
      action={views}
      tools={<p className={l.lead}>{w.lead}</p>}
      choose={<Empty icon={<Signature24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <SignPage key={id} waiting={waiting} id={id} />}
    </MasterDetail>
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
const SignPage = ({ waiting, id }: { readonly waiting: Waiting; readonly id: string }) => {
  const now = useNow();
  const [done, setDone] = useState(false);
  const order = latestOf(waiting.state)?.orders.find((one) => one.id === id);
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

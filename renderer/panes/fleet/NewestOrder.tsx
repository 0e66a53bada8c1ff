import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentCheckmark20Regular } from '@fluentui/react-icons/svg/document-checkmark';
import { useState } from 'react';
import type { DeviceDetail, OrderSummary } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { latestOf, useAsk } from '../../hooks/useAsk.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { ProofBox } from './ProofBox.tsx';
import s from './panel.module.css';
import { proofOf } from './proof.ts';
import { REFRESH_MS } from './register.ts';
import { Steps } from './Steps.tsx';

/** The newest order of a laptop: what is proven, how far it is, and the way to take it back. Its receipts are checked by themselves. */
export const NewestOrder = ({
  order,
  detail,
  now,
  again,
  receipts,
}: {
  readonly order: OrderSummary;
  readonly detail: DeviceDetail;
  readonly now: Date;
  readonly again: () => void;
  readonly receipts: () => void;
}) => {
  const w = strings.fleet.order;
  // Asked anew when the order's state changes: a receipt has come then.
  const { state } = useAsk(['fleet.receipts', order.id, order.state], () => api.fleet.receipts({ id: order.id }), { everyMs: REFRESH_MS });
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FleetCode>();
  const cancel = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.fleet.cancel({ id: order.id });
    setBusy(false);
    setAsking(false);
    setFault(answer.ok ? undefined : answer.code);
    again();
  };
  const known = latestOf(state)?.receipts ?? (state.kind === 'failed' ? [] : undefined);
  const cancellable = order.state === 'unsigned' || order.state === 'pending';
  return (
    <section className={s.part}>
      <h3>{w.kinds[order.kind]}</h3>
      <ProofBox proof={proofOf(order, known)} />
      {fault !== undefined && <NotDone message={strings.fleet.faults[fault]} />}
      <Steps order={order} receipts={known ?? []} detail={detail} now={now} />
      {asking ? (
        <Confirm
          question={w.cancelAsk}
          yes={w.cancelYes}
          no={w.keep}
          busy={busy}
          onYes={() => void cancel()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <div className={s.acts}>
          {cancellable && (
            <Button icon={<Dismiss20Regular />} onClick={() => setAsking(true)}>
              {w.cancel}
            </Button>
          )}
          {(order.state === 'delivered' || order.state === 'done' || order.state === 'refused') && order.kind !== 'disconnect' && (
            <Button icon={<DocumentCheckmark20Regular />} onClick={receipts}>
              {w.receipts}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};

import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { CheckedReceipt } from '../../../contracts/ipc/fleet.ts';
import { api } from '../../api.ts';
import { bytes } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { latestOf, useAsk } from '../../hooks/useAsk.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import o from './order.module.css';
import { ProofBox } from './ProofBox.tsx';
import s from './panel.module.css';
import { type ProvenReceipt, proofOf } from './proof.ts';
import { REFRESH_MS } from './register.ts';

type Wipe = NonNullable<ProvenReceipt['wipe']>;

const { receipts: w, order: orderWords } = strings.fleet;

/** An order with its receipts, each checked on this laptop against the force's authorities; the newest can be saved as it came. */
export const Receipts = ({ order, back }: { readonly order: OrderSummary; readonly back: () => void }) => {
  const ask = useAsk(['fleet.receipts', order.id], () => api.fleet.receipts({ id: order.id }), { everyMs: REFRESH_MS });
  const latest = latestOf(ask.state);
  const [saved, setSaved] = useState<string>();
  const [notSaved, setNotSaved] = useState<FleetCode>();
  const save = async (): Promise<void> => {
    const answer = await api.fleet.exportReceipt({ id: order.id });
    setSaved(answer.ok ? answer.value.path : undefined);
    setNotSaved(answer.ok ? undefined : answer.code);
  };
  return (
    <>
      <header className={s.head}>
        <h2>{orderWords.short(orderWords.kinds[order.kind], orderWords.states[latest?.order.state ?? order.state])}</h2>
        <p>
          {order.device}. {orderWords.reason(order.reason)}
        </p>
      </header>
      <AskState ask={ask} keepLast words={strings.fleet.faults} where="fleet.receipts" loading={w.loading}>
        {(value) => (
          <ScrollRegion className={s.body} label={w.title}>
            <ProofBox proof={proofOf(value.order, value.receipts)} />
            {value.receipts.length === 0 && <p className={s.none}>{order.kind === 'disconnect' ? w.noneDisconnect : w.none}</p>}
            <ul>
              {value.receipts.toReversed().map((one) => (
                <li key={one.valid ? `${one.receipt.state} ${one.receipt.at}` : one.why}>
                  <Receipt checked={one} />
                </li>
              ))}
            </ul>
            {notSaved !== undefined && <NotDone message={strings.fleet.faults[notSaved]} />}
            {saved !== undefined && (
              <p className={s.saved} role="status">
                {w.saved} <b>{saved}</b>
              </p>
            )}
          </ScrollRegion>
        )}
      </AskState>
      <footer className={s.foot}>
        <Button icon={<ArrowLeft20Regular />} onClick={back}>
          {w.back}
        </Button>
        {latest !== undefined && latest.receipts.length > 0 && (
          <Button appearance="primary" icon={<ArrowDownload20Regular />} onClick={() => void save()}>
            {w.export}
          </Button>
        )}
      </footer>
    </>
  );
};

const Receipt = ({ checked }: { readonly checked: CheckedReceipt }) => {
  if (!checked.valid)
    return (
      <div className={o.receipt}>
        <p className={o.bad}>
          <Warning20Filled />
          {w.invalid[checked.why]}
        </p>
      </div>
    );
  const { receipt } = checked;
  return (
    <div className={o.receipt}>
      <p>
        <b>{w.states[receipt.state]}</b> <time dateTime={receipt.at}>{fullTime(receipt.at)}</time>
      </p>
      {receipt.refusal !== undefined && <p>{w.refusals[receipt.refusal]}</p>}
      {receipt.wipe !== undefined && <Wiped wipe={receipt.wipe} />}
      <p className={o.good}>
        <ShieldCheckmark20Filled />
        {w.valid(receipt.device)}
      </p>
    </div>
  );
};

const Wiped = ({ wipe }: { readonly wipe: Wipe }) => {
  const { left } = wipe;
  const nothing = left.keyFiles + left.stores + left.otherFiles === 0;
  return (
    <dl className={s.facts}>
      <div>
        <dt>{w.existed}</dt>
        <dd>{counted(wipe.existed)}</dd>
      </div>
      <div>
        <dt>{w.left}</dt>
        <dd>{nothing ? w.leftNothing : counted(left)}</dd>
      </div>
      <div>
        <dt>{w.counted(wipe.officers)}</dt>
        <dd>{w.handedOver(wipe.handedOver)}</dd>
      </div>
    </dl>
  );
};

const counted = (of: Wipe['existed']): string =>
  `${[w.inventory.keyFiles(of.keyFiles), w.inventory.stores(of.stores), w.inventory.otherFiles(of.otherFiles)].join(', ')}; ${bytes(of.bytes)}`;

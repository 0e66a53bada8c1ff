import { ArrowUndo24Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { LockClosed20Filled } from '@fluentui/react-icons/svg/lock-closed';
import { Megaphone24Regular } from '@fluentui/react-icons/svg/megaphone';
import { Receipt20Regular } from '@fluentui/react-icons/svg/receipt';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { useState } from 'react';
import type { DeviceBlock } from '../../../contracts/ipc/session.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Enrol } from './Enrol.tsx';
import { Head, Lead, Ring, Step, Todo } from './parts.tsx';
import s from './signin.module.css';

const said = strings.laptop.withdrawn;
type Of<Why extends DeviceBlock['why']> = Extract<DeviceBlock, { readonly why: Why }> & { readonly now: Date };

const Locked = ({ since, reason, now }: Of<'locked'>) => (
  <>
    <Step tone="bad" icon={<LockClosed20Filled />}>
      {said.lockedStep(dayClock(since, now))}
    </Step>
    <Head>{said.lockedHead}</Head>
    {reason !== '' && <Ring icon={<Megaphone24Regular />} over={said.reason} title={reason} />}
    <Todo
      items={[
        { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: said.work, lead: said.workLead },
        { mark: <Laptop20Regular />, title: said.other, lead: said.otherLead },
        { mark: <ArrowUndo24Regular />, title: said.found, lead: said.foundLead },
      ]}
    />
  </>
);

const Wiping = ({ since, done, now }: Of<'wiping'>) => {
  const percent = Math.floor(done * 100);
  return (
    <>
      <Step tone="warn" icon={<Clock20Filled />}>
        {said.wipingStep(dayClock(since, now))}
      </Step>
      <Head>{said.wipingHead}</Head>
      <Lead>{said.wipingLead}</Lead>
      <div className={s.progress}>
        <progress value={percent} max={100} aria-label={said.wipingHead} />
        <p>{said.progress(percent)}</p>
      </div>
      <Todo
        items={[
          { mark: <Key20Regular />, title: said.keys, lead: said.keysLead },
          { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: said.sent, lead: said.sentLead },
        ]}
      />
    </>
  );
};

const Wiped = ({ since, returnTo, receipt, now }: Of<'wiped'>) => {
  const [again, setAgain] = useState(false);
  if (again) return <Enrol />;
  return (
    <>
      <Step tone="good" icon={<CheckmarkCircle20Filled />}>
        {said.wipedStep(dayClock(since, now))}
      </Step>
      <Head>{said.wipedHead}</Head>
      <Ring icon={<ArrowUndo24Regular />} over={said.returnTo} title={returnTo} />
      <div role="status">
        <Todo
          items={[
            receipt === 'atHq'
              ? { mark: <Receipt20Regular />, tone: 'ok', title: said.atHq, lead: said.atHqLead }
              : { mark: <Clock20Filled />, tone: 'warn', title: said.waiting, lead: said.waitingLead },
            { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: said.gone, lead: said.goneLead },
          ]}
        />
      </div>
      {receipt === 'atHq' && (
        <div className={s.more}>
          <Button onClick={() => setAgain(true)}>{said.again}</Button>
        </div>
      )}
    </>
  );
};

/** What ICT has done to this laptop, and what the person in front of it does now. No card and no PIN leads past it. */
export const Withdrawn = ({ deviceBlock }: { readonly deviceBlock: DeviceBlock }) => {
  const now = useNow();
  switch (deviceBlock.why) {
    case 'locked':
      return <Locked {...deviceBlock} now={now} />;
    case 'wiping':
      return <Wiping {...deviceBlock} now={now} />;
    case 'wiped':
      return <Wiped {...deviceBlock} now={now} />;
  }
};

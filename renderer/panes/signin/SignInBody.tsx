import { Call24Regular } from '@fluentui/react-icons/svg/call';
import { ContactCard20Regular } from '@fluentui/react-icons/svg/contact-card';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { HourglassHalf20Regular } from '@fluentui/react-icons/svg/hourglass-half';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { LockClosed20Filled } from '@fluentui/react-icons/svg/lock-closed';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import { useEffect, useState } from 'react';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Blocked } from './Blocked.tsx';
import { Choose } from './Choose.tsx';
import { Withdrawn } from './DeviceBlocked.tsx';
import { Enrol } from './Enrol.tsx';
import { PinScreen } from './PinScreen.tsx';
import { Head, Lead, Ring, Step, Todo, titled } from './parts.tsx';
import type { ShutState } from './shut-state.ts';
import s from './signin.module.css';
import { Unlocking } from './Unlocking.tsx';

type Held = NonNullable<Extract<ShutState, { kind: 'noCard' }>['held']>;
const firstName = (name: string): string => name.split(' ')[0] ?? name;

const NoCard = () => (
  <>
    <Step icon={<ContactCard20Regular />}>{strings.signin.noCard.step}</Step>
    <Head>{strings.signin.noCard.head}</Head>
    <Lead>{strings.signin.noCard.lead}</Lead>
    <Todo items={strings.signin.noCard.todo.map(([title, lead], index) => ({ mark: index + 1, title, lead }))} />
  </>
);

const Locked = ({ held }: { readonly held: Held }) => {
  const now = useNow();
  const first = firstName(held.holder.name);
  return (
    <>
      <Step icon={<LockClosed20Filled />}>{strings.signin.locked.step(dayClock(held.since, now), strings.signin.causes[held.cause])}</Step>
      <Head>{strings.signin.locked.head(titled(held.holder))}</Head>
      <div className={s.owner}>
        <LockClosed20Filled />
        <p>
          <b>{strings.signin.locked.owner}</b>
          {strings.signin.locked.sealed(held.unsent)}
        </p>
      </div>
      <Todo
        items={[
          { mark: <ContactCard20Regular />, title: strings.signin.locked.back(first), lead: strings.signin.locked.backLead },
          { mark: <ContactCard20Regular />, title: strings.signin.locked.other, lead: strings.signin.locked.otherLead(first) },
        ]}
      />
    </>
  );
};

const Fault = ({ fault }: { readonly fault: keyof typeof strings.signin.faults }) => {
  const message = strings.signin.faults[fault];
  return (
    <>
      <Step tone="bad" icon={<ErrorCircle20Filled />}>
        {strings.signin.fault.step}
      </Step>
      <Head>{message.what}</Head>
      <Ring icon={<Call24Regular />} title={message.todo} lead={strings.signin.fault.quote(fault)} />
      <Todo items={[{ mark: <ShieldCheckmark20Regular />, tone: 'ok', title: strings.signin.blocked.safe, lead: message.safe }]} />
    </>
  );
};

const Refused = ({ refusal }: { readonly refusal: keyof typeof strings.signin.refusals }) => {
  const message = strings.signin.refusals[refusal];
  return (
    <>
      <Step tone="bad" icon={<ErrorCircle20Filled />}>
        {strings.signin.cardRefused.step}
      </Step>
      <Head>{message.what}</Head>
      <Lead>{message.todo}</Lead>
      <Todo
        items={[
          { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: strings.signin.cardRefused.safe, lead: message.safe },
          { mark: <Laptop20Regular />, title: strings.signin.cardRefused.out, lead: strings.signin.cardRefused.outLead },
        ]}
      />
      <p className={s.quote}>
        <Warning20Regular />
        {strings.errors.quote(refusal)}
      </p>
    </>
  );
};

/** What the sign-in screen says in each state of the session. `known`: this laptop has a name at HQ, or may have one. */
export const SignInBody = ({ session, known }: { readonly session: ShutState; readonly known: boolean }) => {
  // What was done with a PIN is said over the next prompt, which may come after the card was read again.
  const [told, setTold] = useState<string>();
  const cardOut = session.kind === 'noCard';
  useEffect(() => {
    if (cardOut) setTold(undefined);
  }, [cardOut]);
  switch (session.kind) {
    case 'starting':
      return (
        <>
          <Step icon={<HourglassHalf20Regular />}>{strings.signin.starting.step}</Step>
          <Head>{strings.signin.starting.head}</Head>
          <Lead>{strings.signin.starting.lead}</Lead>
        </>
      );
    case 'fault':
      return session.fault === 'DeviceUnknown' && !known ? <Enrol /> : <Fault fault={session.fault} />;
    case 'noCard':
      return session.held === undefined ? <NoCard /> : <Locked held={session.held} />;
    case 'cardSeen':
      return (
        <>
          <Step tone="good" icon={<ContactCard20Regular />}>
            {strings.signin.cardSeen.step}
          </Step>
          <Head>{strings.signin.cardSeen.head}</Head>
          <Lead>{strings.signin.cardSeen.lead}</Lead>
        </>
      );
    case 'cardRefused':
      return <Refused refusal={session.refusal} />;
    case 'choose':
      return <Choose choices={session.choices} />;
    case 'pin':
      return <PinScreen key={session.holder.staffId} session={session} told={told} changed={() => setTold(strings.pin.changed)} />;
    case 'blocked':
      return <Blocked session={session} unblocked={() => setTold(strings.pin.unblocked)} />;
    case 'withdrawn':
      return <Withdrawn deviceBlock={session.deviceBlock} />;
    case 'unlocking':
      return <Unlocking name={titled(session.holder)} step={session.step} />;
  }
};

import { Call24Regular } from '@fluentui/react-icons/svg/call';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ContactCard20Regular } from '@fluentui/react-icons/svg/contact-card';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { HourglassHalf20Regular } from '@fluentui/react-icons/svg/hourglass-half';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { LockClosed20Filled } from '@fluentui/react-icons/svg/lock-closed';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { words } from '../../words/index.ts';
import type { ShutState } from './Door.tsx';
import s from './door.module.css';
import { PinEntry } from './PinEntry.tsx';
import { Head, Lead, Step, Todo } from './parts.tsx';
import { Unlocking } from './Unlocking.tsx';

type Held = NonNullable<Extract<ShutState, { kind: 'noCard' }>['held']>;
const titled = (holder: { readonly rank: string; readonly name: string }): string => `${holder.rank} ${holder.name}`.trim();
const firstName = (name: string): string => name.split(' ')[0] ?? name;

const NoCard = () => (
  <>
    <Step icon={<ContactCard20Regular />}>{words.signin.noCard.step}</Step>
    <Head>{words.signin.noCard.head}</Head>
    <Lead>{words.signin.noCard.lead}</Lead>
    <Todo items={words.signin.noCard.todo.map(([title, lead], index) => ({ mark: index + 1, title, lead }))} />
  </>
);

const Locked = ({ held }: { readonly held: Held }) => {
  const now = useNow();
  const first = firstName(held.holder.name);
  return (
    <>
      <Step icon={<LockClosed20Filled />}>{words.signin.locked.step(dayClock(held.since, now), words.signin.causes[held.cause])}</Step>
      <Head>{words.signin.locked.head(titled(held.holder))}</Head>
      <div className={s.owner}>
        <LockClosed20Filled />
        <p>
          <b>{words.signin.locked.owner}</b>
          {words.signin.locked.sealed(held.unsent)}
        </p>
      </div>
      <Todo
        items={[
          { mark: <ContactCard20Regular />, title: words.signin.locked.back(first), lead: words.signin.locked.backLead },
          { mark: <ContactCard20Regular />, title: words.signin.locked.other, lead: words.signin.locked.otherLead(first) },
        ]}
      />
    </>
  );
};

const Fault = ({ fault }: { readonly fault: keyof typeof words.signin.faults }) => {
  const telling = words.signin.faults[fault];
  return (
    <>
      <Step tone="bad" icon={<ErrorCircle20Filled />}>
        {words.signin.fault.step}
      </Step>
      <Head>{telling.what}</Head>
      <div className={s.ring}>
        <Call24Regular />
        <p>
          <b>{telling.todo}</b>
          {words.signin.fault.quote(fault)}
        </p>
      </div>
      <Todo items={[{ mark: <ShieldCheckmark20Regular />, tone: 'ok', title: words.signin.blocked.safe, lead: telling.safe }]} />
    </>
  );
};

const Refused = ({ refusal }: { readonly refusal: keyof typeof words.signin.refusals }) => {
  const telling = words.signin.refusals[refusal];
  return (
    <>
      <Step tone="bad" icon={<ErrorCircle20Filled />}>
        {words.signin.cardRefused.step}
      </Step>
      <Head>{telling.what}</Head>
      <Lead>{telling.todo}</Lead>
      <Todo
        items={[
          { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: words.signin.cardRefused.safe, lead: telling.safe },
          { mark: <Laptop20Regular />, title: words.signin.cardRefused.out, lead: words.signin.cardRefused.outLead },
        ]}
      />
      <p className={s.quote}>
        <Warning20Regular />
        {words.errors.quote(refusal)}
      </p>
    </>
  );
};

const Blocked = ({ unsent }: { readonly unsent: number }) => (
  <>
    <Step tone="bad" icon={<ErrorCircle20Filled />}>
      {words.signin.blocked.step}
    </Step>
    <Head>{words.signin.blocked.head}</Head>
    <Lead>{words.signin.blocked.lead}</Lead>
    <div className={s.ring}>
      <Call24Regular />
      <p>
        <b>{words.signin.blocked.call}</b>
        {words.signin.blocked.callLead}
      </p>
    </div>
    <Todo
      items={[
        { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: words.signin.blocked.safe, lead: words.signin.blocked.safeLead(unsent) },
        { mark: <Laptop20Regular />, title: words.signin.blocked.out, lead: words.signin.blocked.outLead },
      ]}
    />
  </>
);

/** What the door says in each state of the session. */
export const DoorBody = ({ session }: { readonly session: ShutState }) => {
  switch (session.kind) {
    case 'starting':
      return (
        <>
          <Step icon={<HourglassHalf20Regular />}>{words.signin.starting.step}</Step>
          <Head>{words.signin.starting.head}</Head>
          <Lead>{words.signin.starting.lead}</Lead>
        </>
      );
    case 'fault':
      return <Fault fault={session.fault} />;
    case 'noCard':
      return session.held === undefined ? <NoCard /> : <Locked held={session.held} />;
    case 'cardSeen':
      return (
        <>
          <Step tone="good" icon={<ContactCard20Regular />}>
            {words.signin.cardSeen.step}
          </Step>
          <Head>{words.signin.cardSeen.head}</Head>
          <Lead>{words.signin.cardSeen.lead}</Lead>
        </>
      );
    case 'cardRefused':
      return <Refused refusal={session.refusal} />;
    case 'pin': {
      const { holder, held, refusal } = session;
      const other = held !== undefined && (held.holder.name !== holder.name || held.holder.rank !== holder.rank);
      return (
        <>
          {refusal === undefined ? (
            <Step tone="good" icon={<CheckmarkCircle20Filled />}>
              {words.signin.pin.step}
            </Step>
          ) : (
            <Step tone="bad" icon={<ErrorCircle20Filled />}>
              {words.signin.pinRefusals[refusal].what}
            </Step>
          )}
          <Head>{titled(holder)}</Head>
          <Lead>{other ? words.signin.pin.other(titled(held.holder)) : words.signin.pin.collar(holder.collarNumber, holder.force)}</Lead>
          <PinEntry key={holder.staffId} tries={session.tries} rules={session.rules} refusal={refusal} />
        </>
      );
    }
    case 'blocked':
      return <Blocked unsent={session.held?.unsent ?? 0} />;
    case 'unlocking':
      return <Unlocking name={titled(session.holder)} step={session.step} />;
  }
};

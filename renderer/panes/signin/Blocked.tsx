import { Call24Regular } from '@fluentui/react-icons/svg/call';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { NewPin } from '../../ui/NewPin.tsx';
import { usualRules } from '../../ui/pinRules.ts';
import { Tap } from '../../ui/Tap.tsx';
import { words } from '../../words/index.ts';
import s from './door.module.css';
import { Head, Lead, Ring, Step, Todo, titled } from './parts.tsx';

/** A blocked card: the route to ICT, and the boxes for whoever ICT has given the unblocking code. */
export const Blocked = ({
  session,
  unblocked,
}: {
  readonly session: Extract<SessionState, { readonly kind: 'blocked' }>;
  readonly unblocked: () => void;
}) => {
  const [unblocking, setUnblocking] = useState(false);
  const { holder, rules = usualRules } = session;
  const step = (
    <Step tone="bad" icon={<ErrorCircle20Filled />}>
      {words.signin.blocked.step(titled(holder))}
    </Step>
  );
  if (unblocking)
    return (
      <>
        {step}
        <Head>{words.pin.unblockHead}</Head>
        <NewPin kind="unblock" rules={rules} done={unblocked} back={() => setUnblocking(false)} />
      </>
    );
  return (
    <>
      {step}
      <Head>{words.signin.blocked.head}</Head>
      <Lead>{words.signin.blocked.lead}</Lead>
      <Ring icon={<Call24Regular />} title={words.signin.blocked.call} lead={words.signin.blocked.callLead} />
      <div className={s.more}>
        <Tap icon={<Key20Regular />} onClick={() => setUnblocking(true)}>
          {words.pin.unblock}
        </Tap>
      </div>
      <Todo
        items={[
          { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: words.signin.blocked.safe, lead: words.signin.blocked.safeLead },
          { mark: <Laptop20Regular />, title: words.signin.blocked.out, lead: words.signin.blocked.outLead },
        ]}
      />
    </>
  );
};

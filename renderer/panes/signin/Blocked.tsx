import { Call24Regular } from '@fluentui/react-icons/svg/call';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { usualRules } from '../../format/pinRules.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NewPin } from '../../ui/NewPin.tsx';
import { Head, Lead, Ring, Step, Todo, titled } from './parts.tsx';
import s from './signin.module.css';

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
      {strings.signin.blocked.step(titled(holder))}
    </Step>
  );
  if (unblocking)
    return (
      <>
        {step}
        <Head>{strings.pin.unblockHead}</Head>
        <NewPin kind="unblock" rules={rules} done={unblocked} back={() => setUnblocking(false)} />
      </>
    );
  return (
    <>
      {step}
      <Head>{strings.signin.blocked.head}</Head>
      <Lead>{strings.signin.blocked.lead}</Lead>
      <Ring icon={<Call24Regular />} title={strings.signin.blocked.call} lead={strings.signin.blocked.callLead} />
      <div className={s.more}>
        <Button icon={<Key20Regular />} onClick={() => setUnblocking(true)}>
          {strings.pin.unblock}
        </Button>
      </div>
      <Todo
        items={[
          { mark: <ShieldCheckmark20Regular />, tone: 'ok', title: strings.signin.blocked.safe, lead: strings.signin.blocked.safeLead },
          { mark: <Laptop20Regular />, title: strings.signin.blocked.out, lead: strings.signin.blocked.outLead },
        ]}
      />
    </>
  );
};

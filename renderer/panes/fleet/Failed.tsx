import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { Message } from '../../strings/en/errors.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/State.tsx';
import s from './panel.module.css';

/** A list or a page that HQ did not give: what happened, what is safe, what to do. */
export const Failed = ({ code, again }: { readonly code: FleetCode; readonly again?: (() => void) | undefined }) => {
  const telling = strings.fleet.faults[code];
  return (
    <div className={s.fill} role="alert">
      <Empty
        icon={<CloudOff24Regular />}
        title={telling.what}
        lead={`${telling.safe} ${telling.todo}`}
        action={
          again !== undefined && (
            <Button appearance="primary" icon={<ArrowSync20Regular />} onClick={again}>
              {strings.errors.tryAgain}
            </Button>
          )
        }
      />
    </div>
  );
};

/** Something that was asked for and not done, said where it was asked. */
export const NotDone = ({ code }: { readonly code: FleetCode }) => <NotSigned telling={strings.fleet.faults[code]} />;

/** The same, where it may be that nobody was asked. */
export const NotSigned = ({ telling }: { readonly telling: Message }) => (
  <div className={s.notDone} role="alert">
    <Warning20Filled />
    <p>
      <b>{telling.what}</b>
      {telling.safe} {telling.todo}
    </p>
  </div>
);

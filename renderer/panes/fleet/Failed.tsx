import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { Empty } from '../../ui/State.tsx';
import { Tap } from '../../ui/Tap.tsx';
import type { Telling } from '../../words/en/errors.ts';
import type { FleetCode } from '../../words/en/fleet-faults.ts';
import { words } from '../../words/index.ts';
import s from './panel.module.css';

/** A list or a page that HQ did not give: what happened, what is safe, what to do. */
export const Failed = ({ code, again }: { readonly code: FleetCode; readonly again?: (() => void) | undefined }) => {
  const telling = words.fleet.faults[code];
  return (
    <div className={s.fill} role="alert">
      <Empty
        icon={<CloudOff24Regular />}
        title={telling.what}
        lead={`${telling.safe} ${telling.todo}`}
        action={
          again !== undefined && (
            <Tap appearance="primary" icon={<ArrowSync20Regular />} onClick={again}>
              {words.errors.tryAgain}
            </Tap>
          )
        }
      />
    </div>
  );
};

/** Something that was asked for and not done, said where it was asked. */
export const NotDone = ({ code }: { readonly code: FleetCode }) => <NotSigned telling={words.fleet.faults[code]} />;

/** The same, where it may be that nobody was asked. */
export const NotSigned = ({ telling }: { readonly telling: Telling }) => (
  <div className={s.notDone} role="alert">
    <Warning20Filled />
    <p>
      <b>{telling.what}</b>
      {telling.safe} {telling.todo}
    </p>
  </div>
);

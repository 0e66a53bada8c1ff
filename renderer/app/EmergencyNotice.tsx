import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Warning24Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useRef } from 'react';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './frame.module.css';

/** Alt+0: this program cannot call for help, and a call for help must never sit in a queue. So it says what can. */
export const EmergencyNotice = ({ close }: { readonly close: () => void }) => {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div
      ref={notice}
      className={s.notice}
      role="alertdialog"
      aria-label={strings.app.unit.emergency}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Warning24Filled />
      <p>
        <b>{strings.app.unit.emergency}</b>
        <span>{strings.app.unit.emergencyWhy}</span>
      </p>
      <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={strings.app.closeSheet} onClick={close} />
    </div>
  );
};

import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Warning24Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useRef } from 'react';
import { Tap } from '../ui/Tap.tsx';
import { words } from '../words/index.ts';
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
      aria-label={words.app.unit.emergency}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Warning24Filled />
      <p>
        <b>{words.app.unit.emergency}</b>
        <span>{words.app.unit.emergencyWhy}</span>
      </p>
      <Tap appearance="subtle" icon={<Dismiss20Regular />} aria-label={words.app.keySheet.close} onClick={close} />
    </div>
  );
};

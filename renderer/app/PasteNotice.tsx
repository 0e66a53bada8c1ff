import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { boundPastes, type PasteCut } from '../ui/boundPaste.ts';
import s from './pasteNotice.module.css';

const { paste: w } = strings.forms;
const number = new Intl.NumberFormat('en-GB');

/** Says what of a long text a field took, until it is closed, its field has gone or something else is typed into. What is not in an open sheet nobody could reach, so it stands in the sheet of its field. */
export const PasteNotice = () => {
  const [cut, setCut] = useState<PasteCut>();
  useEffect(() => boundPastes(setCut), []);
  useEffect(() => {
    if (cut === undefined) return;
    const go = ({ target }: Event): void => {
      if (!cut.field.isConnected || (target instanceof HTMLElement && target !== cut.field && target.matches('input, textarea')))
        setCut(undefined);
    };
    document.addEventListener('input', go);
    document.addEventListener('focusin', go);
    return () => {
      document.removeEventListener('input', go);
      document.removeEventListener('focusin', go);
    };
  }, [cut]);
  if (cut === undefined) return null;
  return createPortal(
    <div role="alert" className={s.notice}>
      <p>{w.cut(number.format(cut.kept), number.format(cut.of))}</p>
      <Button
        appearance="subtle"
        icon={<Dismiss20Regular />}
        aria-label={w.close}
        onClick={() => {
          setCut(undefined);
          cut.field.focus();
        }}
      />
    </div>,
    cut.field.closest('dialog') ?? document.querySelector('.mo') ?? document.body,
  );
};

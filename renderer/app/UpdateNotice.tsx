import { ArrowDownload24Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Warning24Regular } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import { classes } from '../format/text.ts';
import { chooseUpdate } from '../hooks/chooseUpdate.ts';
import { useNow } from '../hooks/useNow.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './update.module.css';
import { updateWords } from './update-words.ts';

const said = strings.laptop.update;

/**
 * A card over the foot of the list: it pushes nothing down and lies over nothing that is pressed in a hurry. Put away, it comes back with
 * the next thing that there is to say.
 */
export const UpdateNotice = ({ update, hidden }: { readonly update: UpdateStatus; readonly hidden: () => void }) => {
  const now = useNow();
  const words = updateWords(update, now);
  const [away, setAway] = useState<string>();
  const [hasChosen, setHasChosen] = useState(false);
  const [refused, setRefused] = useState<string>();
  // What an officer said before this session began need not be said again.
  const shown = words !== undefined && words.head !== away && (words.echoes !== true || hasChosen);
  const choose = async (when: 'now' | 'shiftEnd'): Promise<void> => {
    const answer = await chooseUpdate(when);
    if (!answer.ok) setRefused(`${strings.errors.codes[answer.code].what}. ${strings.errors.codes[answer.code].todo}`);
    else if (when === 'shiftEnd') {
      setHasChosen(true);
      hidden();
    }
  };
  return (
    <section aria-label={said.label} data-region={shown ? true : undefined}>
      {/* There before the words are, so that a screen reader says them; not at every step of the meter. */}
      <div role="status" className={shown ? classes(s.notice, words.warns && s.warn) : undefined}>
        {shown && (
          <>
            {words.warns ? <Warning24Regular /> : <ArrowDownload24Regular />}
            <div className={s.words}>
              <b>{words.head}</b>
              <p>{refused ?? words.lead}</p>
            </div>
            {words.done !== undefined && <Meter done={words.done} />}
            {words.asks ? (
              <div className={s.choices}>
                <Button onClick={() => void choose('now')}>{said.now}</Button>
                <Button appearance="primary" onClick={() => void choose('shiftEnd')}>
                  {said.whenShiftEnds}
                </Button>
              </div>
            ) : (
              <Button
                className={s.hide}
                onClick={() => {
                  setAway(words.head);
                  hidden();
                }}
              >
                {said.hide}
              </Button>
            )}
          </>
        )}
      </div>
    </section>
  );
};

const Meter = ({ done }: { readonly done: number }) => {
  const percent = Math.floor(done * 100);
  return (
    <>
      <div className={s.meter} role="progressbar" aria-label={said.meter} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${percent}%` }} />
      </div>
      <span aria-hidden="true">{said.percent(percent)}</span>
    </>
  );
};

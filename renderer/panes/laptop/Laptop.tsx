import { useState } from 'react';
import type { About } from '../../../contracts/ipc/session.ts';
import type { UpdateStatus } from '../../../contracts/ipc/update.ts';
import { type PinRules, usualRules } from '../../format/pinRules.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/fields.tsx';
import { NewPin } from '../../ui/NewPin.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Facts } from './Facts.tsx';
import s from './laptop.module.css';
import { Space, useStorage } from './Space.tsx';
import { Version } from './Version.tsx';

const said = strings.laptop.sheet;

/** F2: what this laptop is and holds, and the officer's PIN. */
export const Laptop = ({
  about,
  leaseUntil,
  rules = usualRules,
  sound,
  setSound,
  update,
  unsent,
  close,
}: {
  readonly about: About | undefined;
  readonly leaseUntil: string;
  readonly rules: PinRules | undefined;
  /** Whether a new job sounds. */
  readonly sound: boolean;
  readonly setSound: (on: boolean) => void;
  readonly update: UpdateStatus;
  /** How many pieces of work HQ has not got yet. */
  readonly unsent: number;
  readonly close: () => void;
}) => {
  const [view, setView] = useState<'facts' | 'pin' | 'changed'>('facts');
  const storage = useStorage();
  return (
    <Sheet title={view === 'pin' ? strings.pin.change : said.title} className={s.sheet} close={close}>
      {view === 'pin' ? (
        <>
          <p>{strings.pin.changeLead}</p>
          <NewPin kind="change" rules={rules} done={() => setView('changed')} back={() => setView('facts')} />
        </>
      ) : (
        <div className={s.columns}>
          <Facts about={about} leaseUntil={leaseUntil} storage={storage.kind === 'ready' ? storage.value : undefined} />
          <div>
            <Version update={update} unsent={unsent} />
            <Space storage={storage} />
            <section className={s.part}>
              <h3>{said.sound}</h3>
              {about?.silent === true ? (
                <p>{said.soundByForce}</p>
              ) : (
                <Check label={said.soundOn} lead={said.soundHint} on={sound} change={setSound} />
              )}
            </section>
            <section className={s.part}>
              <h3>{said.pin}</h3>
              <p role="status">{view === 'changed' ? `${strings.pin.changed}. ${strings.pin.changedLead}` : said.pinLead}</p>
              <Button onClick={() => setView('pin')}>{strings.pin.change}</Button>
            </section>
          </div>
        </div>
      )}
    </Sheet>
  );
};

import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { type FormEvent, useState } from 'react';
import { isBlank } from '../../../contracts/domain/text.ts';
import type { EnrolmentOffer } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Code } from './Code.tsx';
import { SHORT } from './draft.ts';
import f from './form.module.css';
import s from './panel.module.css';

/** As ICT prints it on the lid (contracts/domain/device.ts). */
const deviceName = /^[A-Z]{2,6}-\d{1,8}$/;
const { add: w } = strings.fleet;

/** A new laptop: its name and pool, and then a code that makes it known, once. */
export const AddLaptop = ({ back }: { readonly back: () => void }) => {
  const [name, setName] = useState('');
  const [pool, setPool] = useState('');
  const [offer, setOffer] = useState<EnrolmentOffer>();
  const [fault, setFault] = useState<FleetCode>();
  const [busy, setBusy] = useState(false);
  const device = name.trim().toUpperCase();
  const isName = deviceName.test(device);
  const ready = isName && !isBlank(pool);
  const get = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    const answer = await api.fleet.enrolmentCode({ device, pool: pool.trim() });
    setBusy(false);
    setOffer(answer.ok ? answer.value : undefined);
    setFault(answer.ok ? undefined : answer.code);
  };
  return (
    <>
      <header className={s.head}>
        <h2>{w.title}</h2>
        <p>{w.lead}</p>
      </header>
      <ScrollRegion className={s.body} label={w.title}>
        {offer === undefined ? (
          <form className={f.sign} onSubmit={(event) => void get(event)}>
            {fault !== undefined && <NotDone message={strings.fleet.faults[fault]} />}
            <TextField
              label={w.name}
              hint={w.nameHint}
              longest={SHORT}
              wrong={name === '' || isName ? undefined : w.nameBad}
              value={name}
              change={setName}
            />
            <TextField longest={SHORT} label={w.pool} value={pool} change={setPool} />
            <div className={f.acts}>
              <Back back={back} />
              <Button type="submit" appearance="primary" disabledFocusable={!ready || busy}>
                {ready ? w.get : w.fill}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <Code offer={offer} />
            <div className={f.acts}>
              <Back back={back} />
              <Button
                onClick={() => {
                  setOffer(undefined);
                  setName('');
                }}
              >
                {w.another}
              </Button>
            </div>
          </>
        )}
      </ScrollRegion>
    </>
  );
};

const Back = ({ back }: { readonly back: () => void }) => (
  <Button icon={<ArrowLeft20Regular />} onClick={back}>
    {strings.fleet.give.back}
  </Button>
);

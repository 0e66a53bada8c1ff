import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { PlaceOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { AddLaptop } from './AddLaptop.tsx';
import { DevicePage, NoDevice } from './DevicePage.tsx';
import { Devices } from './Devices.tsx';
import s from './fleet.module.css';
import { ChosenOfficer, type OfficerList, Officers, useOfficers } from './Officers.tsx';
import { NoOrder, SignPage, ToSign, type Waiting } from './ToSign.tsx';
import { useRegister } from './useRegister.ts';

type View = NonNullable<PlaceOf<'fleet'>['view']>;

/** For ICT: every laptop, the orders that wait for a signature, and who has access. All of it is HQ's; nothing of it is kept here. */
export const Fleet = ({ place }: { readonly place: PlaceOf<'fleet'> }) => {
  const view = place.view ?? 'laptops';
  const waiting = useRegister(() => api.fleet.waiting(null), 'waiting');
  switch (view) {
    case 'laptops':
      return <Laptops id={place.open} waiting={waiting} />;
    case 'sign':
      return (
        <Frame
          view={view}
          waiting={waiting}
          list={<ToSign waiting={waiting} id={place.open} />}
          page={place.open === undefined ? <NoOrder /> : <SignPage key={place.open} waiting={waiting} id={place.open} />}
        />
      );
    case 'officers':
      return <People id={place.open} waiting={waiting} />;
  }
};

const Laptops = ({ id, waiting }: { readonly id: string | undefined; readonly waiting: Waiting }) => {
  const { go } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const [before, setBefore] = useState(id);
  // Whoever opens a laptop meanwhile wants to see it.
  if (before !== id) {
    setBefore(id);
    setAdding(false);
  }
  return (
    <Frame
      view="laptops"
      waiting={waiting}
      action={
        <Button
          appearance="primary"
          icon={<Add20Regular />}
          onClick={() => {
            go({ pane: 'fleet', view: 'laptops' });
            setAdding(true);
            setBefore(undefined);
          }}
        >
          {strings.fleet.add.open}
        </Button>
      }
      list={<Devices id={id} />}
      page={adding ? <AddLaptop back={() => setAdding(false)} /> : id === undefined ? <NoDevice /> : <DevicePage key={id} name={id} />}
    />
  );
};

const People = ({ id, waiting }: { readonly id: string | undefined; readonly waiting: Waiting }) => {
  const list: OfficerList = useOfficers();
  return <Frame view="officers" waiting={waiting} list={<Officers list={list} id={id} />} page={<ChosenOfficer list={list} id={id} />} />;
};

const Frame = ({
  view,
  waiting,
  action,
  list,
  page,
}: {
  readonly view: View;
  readonly waiting: Waiting;
  readonly action?: React.ReactNode;
  readonly list: React.ReactNode;
  readonly page: React.ReactNode;
}) => {
  const { go } = useWorkspace();
  const w = strings.fleet.views;
  return (
    <div className={s.pane}>
      <section className={s.list} aria-label={w[view]} data-region>
        <header className={s.top}>
          <h1>{strings.fleet.label}</h1>
          <SegmentedControl<View>
            label={w.label}
            on={view}
            items={[
              { id: 'laptops', label: w.laptops },
              { id: 'sign', label: w.sign, count: waiting.value?.orders.length },
              { id: 'officers', label: w.officers },
            ]}
            choose={(next) => go({ pane: 'fleet', view: next })}
          />
          {action}
        </header>
        {list}
      </section>
      <section className={s.page} aria-label={strings.app.detail} data-region data-detail>
        {page}
      </section>
    </div>
  );
};

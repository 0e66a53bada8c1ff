import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { About, Appearance } from '../../contracts/ipc/session.ts';
import type { Alert } from '../../contracts/ipc/storm.ts';
import { api } from '../api.ts';
import type { PinRules } from '../format/pinRules.ts';
import { askFirst, firstQuestions } from '../hooks/firstQuestions.ts';
import { createQueries } from '../hooks/queries.ts';
import { useActive } from '../hooks/useActive.ts';
import { useAlerts } from '../hooks/useAlerts.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { useLink } from '../hooks/useLink.ts';
import { useUpdate } from '../hooks/useUpdate.ts';
import { panesOf } from '../panes/index.ts';
import { Laptop } from '../panes/laptop/Laptop.tsx';
import { Outbox } from '../panes/outbox/Outbox.tsx';
import { goTo, type Location, type PaneName } from '../workspace/location.ts';
import type { Pane } from '../workspace/pane.tsx';
import { useStoredLocation } from '../workspace/useStoredLocation.ts';
import { type Workspace, WorkspaceProvider } from '../workspace/workspace.ts';
import { AlertBanner } from './AlertBanner.tsx';
import { Boundary } from './Boundary.tsx';
import { EmergencyNotice } from './EmergencyNotice.tsx';
import s from './frame.module.css';
import { KeySheet } from './KeySheet.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StatusNotice } from './StatusNotice.tsx';
import { TopBar } from './TopBar.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { useFind } from './useFind.ts';
import { useKeys } from './useKeys.ts';
import { useListFocus } from './useListFocus.ts';
import { useUnitStatus } from './useUnitStatus.ts';

interface Props {
  readonly officer: Officer;
  readonly leaseUntil: string;
  /** Of a PIN, as the card in the reader has told them. */
  readonly rules: PinRules | undefined;
  readonly about: About | undefined;
  readonly appearance: Appearance;
  readonly turnTheme: () => void;
  readonly setSound: (on: boolean) => void;
}

/** The window of a session that is open. All that it knows of the officer goes when it goes: what main answered is forgotten at once. */
export const WorkspaceFrame = (props: Props) => {
  const [queries] = useState(() => {
    const made = createQueries((listener) => api.link.on('refreshed', listener));
    askFirst(made.client);
    return made;
  });
  useEffect(() => queries.close, [queries]);
  return (
    <QueryClientProvider client={queries.client}>
      <Frame {...props} />
    </QueryClientProvider>
  );
};

const Frame = ({ officer, leaseUntil, rules, about, appearance, turnTheme, setSound }: Props) => {
  const link = useLink();
  const update = useUpdate();
  const panes = useMemo(() => panesOf(officer.roles), [officer.roles]);
  const [locations, setLocations] = useStoredLocation(panes);
  const [outboxOpen, setOutboxOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [laptopOpen, setLaptopOpen] = useState(false);
  const [emergency, setEmergency] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const outboxRef = useRef<HTMLButtonElement>(null);
  const today = useAsk(firstQuestions.today.key, firstQuestions.today.call, firstQuestions.today);
  const lists = useAsk(firstQuestions.codeLists.key, firstQuestions.codeLists.call, firstQuestions.codeLists);
  const codeLists = lists.state.kind === 'ready' ? lists.state.value : noLists;
  const status = useUnitStatus(codeLists);
  const { unit, set: setStatus, assign, look } = status;
  const alerts = useAlerts(appearance.sound);
  const toList = useListFocus();
  useActive();

  const go = useCallback(
    (to: PaneName | Location): void => {
      const name = typeof to === 'string' ? to : to.pane;
      if (!panes.some((pane) => pane.name === name)) return;
      setOutboxOpen(false);
      setLocations((before) => goTo(before, to));
    },
    [setLocations, panes],
  );
  const rename = useCallback(
    (to: Location): void => setLocations((before) => ({ ...before, last: { ...before.last, [to.pane]: to } })),
    [setLocations],
  );
  const { wanted, find } = useFind(go);
  const lock = useCallback((): void => {
    // What is being typed is saved when its box is left: before the lock, and not after.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void api.session.lock(null);
  }, []);
  const showLaptop = useCallback((): void => setLaptopOpen(true), []);
  const toggleOutbox = useCallback((): void => setOutboxOpen((open) => !open), []);
  const focusOutbox = useCallback((): void => outboxRef.current?.focus(), []);
  const closeOutbox = useCallback((): void => {
    setOutboxOpen(false);
    focusOutbox();
  }, [focusOutbox]);

  const openAlert = (alert: Alert | undefined): void => {
    if (alert !== undefined) go({ pane: 'storm', id: alert.id, scope: 'mine' });
  };

  useKeys({
    pane: (number) => {
      const pane = panes[number - 1];
      if (pane === undefined) return;
      go(pane.name);
      toList();
    },
    lock,
    job: () => {
      if (alerts.alerts.length === 0) return;
      openAlert(alerts.alerts[0]);
      toList();
    },
    acknowledge: () => {
      const first = alerts.alerts.find(({ sending }) => sending === undefined);
      if (first !== undefined) alerts.acknowledge(first);
    },
    outbox: toggleOutbox,
    search: () => searchRef.current?.focus(),
    sheet: () => setSheetOpen(true),
    laptop: showLaptop,
    status: setStatus,
    emergency: () => setEmergency(true),
  });

  const workspace = useMemo<Workspace>(
    () => ({
      officer,
      appearance,
      link,
      today,
      unit,
      codeLists,
      go,
      find,
      rename,
      setStatus,
      assign,
      look,
      alerts,
      pinRules: rules,
    }),
    [officer, appearance, link, today, unit, setStatus, assign, look, alerts, codeLists, go, find, rename, rules],
  );

  return (
    <WorkspaceProvider value={workspace}>
      <div className={s.workspace}>
        <AlertBanner {...alerts} open={openAlert} />
        <div className={s.frame}>
          <Rail at={locations?.at} sheet={() => setSheetOpen(true)} />
          <TopBar searchRef={searchRef} wanted={wanted} turnTheme={turnTheme} laptop={showLaptop} lock={lock} />
          <StatusNotice {...status} />
          <main className={s.main}>
            {locations !== undefined && <Boundary key={locations.at}>{paneAt(panes, locations.at)?.render(locations.last)}</Boundary>}
            {outboxOpen ? <Outbox close={closeOutbox} /> : <UpdateNotice update={update} hidden={focusOutbox} />}
          </main>
          <StatusBar
            link={link}
            leaseUntil={leaseUntil}
            laptop={about?.laptop}
            update={update}
            outboxOpen={outboxOpen}
            outboxRef={outboxRef}
            outbox={toggleOutbox}
          />
        </div>
      </div>
      {sheetOpen && <KeySheet close={() => setSheetOpen(false)} />}
      {laptopOpen && (
        <Laptop
          about={about}
          leaseUntil={leaseUntil}
          rules={rules}
          sound={appearance.sound}
          setSound={setSound}
          update={update}
          unsent={link?.unsent ?? 0}
          close={() => setLaptopOpen(false)}
        />
      )}
      {emergency && <EmergencyNotice close={() => setEmergency(false)} />}
    </WorkspaceProvider>
  );
};

/** Today where the last location was in a pane that the officer has lost since. */
const paneAt = (panes: readonly Pane[], at: PaneName): Pane | undefined => panes.find(({ name }) => name === at) ?? panes[0];

const noLists: Workspace['codeLists'] = [];

import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CodeList } from '../../contracts/domain/incident.ts';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import type { About, Appearance } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';
import type { PinRules } from '../format/pinRules.ts';
import { askFirst, firstQuestions } from '../hooks/firstQuestions.ts';
import { createQueries } from '../hooks/queries.ts';
import { useActive } from '../hooks/useActive.ts';
import { type Alert, useAlerts } from '../hooks/useAlerts.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { draftsKept } from '../hooks/useDraft.ts';
import { useLink } from '../hooks/useLink.ts';
import { useUpdate } from '../hooks/useUpdate.ts';
import { locationOfDraft, panesOf } from '../panes/index.ts';
import { Laptop } from '../panes/laptop/Laptop.tsx';
import { Outbox } from '../panes/outbox/Outbox.tsx';
import { noteFocus } from '../ui/focusBack.ts';
import { focusWriting } from '../ui/regions.ts';
import { codesIn } from '../workspace/codes.ts';
import { goTo, type Location, type PaneName } from '../workspace/location.ts';
import type { Pane } from '../workspace/pane.tsx';
import { useStoredLocation } from '../workspace/useStoredLocation.ts';
import { type Workspace, WorkspaceProvider } from '../workspace/workspace.ts';
import { AlertBanner } from './AlertBanner.tsx';
import { Boundary } from './Boundary.tsx';
import { EmergencyNotice } from './EmergencyNotice.tsx';
import { Enquiry } from './Enquiry.tsx';
import s from './frame.module.css';
import { KeySheet } from './KeySheet.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StatusNotice } from './StatusNotice.tsx';
import { TopBar } from './TopBar.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { useEmergency } from './useEmergency.ts';
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
  readonly turnCar: () => void;
  readonly black: () => void;
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

const Frame = ({ officer, leaseUntil, rules, about, appearance, turnTheme, turnCar, black, setSound }: Props) => {
  const link = useLink();
  const update = useUpdate();
  const panes = useMemo(() => panesOf(officer.roles), [officer.roles]);
  const [locations, setLocations] = useStoredLocation(panes);
  const [outboxOpen, setOutboxOpen] = useState(false);
  const [enquiry, setEnquiry] = useState<string>();
  const [sheet, setSheet] = useState<'keys' | 'laptop'>();
  const searchRef = useRef<HTMLInputElement>(null);
  const outboxRef = useRef<HTMLButtonElement>(null);
  const today = useAsk(firstQuestions.today.key, firstQuestions.today.call, firstQuestions.today);
  const lists = useAsk(firstQuestions.codeLists.key, firstQuestions.codeLists.call, firstQuestions.codeLists);
  const known = lists.state.kind === 'ready' ? lists.state.value : noLists;
  const codes = useMemo(() => codesIn(known, officer.staffId), [known, officer.staffId]);
  const status = useUnitStatus(codes);
  const { unit, set: setStatus, assign, look } = status;
  const alerts = useAlerts(appearance.sound && about?.silent !== true);
  const emergency = useEmergency(link?.link === 'offline');
  const { press: callForHelp } = emergency;
  const toList = useListFocus();
  useEffect(noteFocus, []);
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
  const openDraft = useCallback((draft: DraftRow): void => go(locationOfDraft(draft)), [go]);
  const rename = useCallback(
    (to: Location): void => setLocations((before) => ({ ...before, last: { ...before.last, [to.pane]: to } })),
    [setLocations],
  );
  const { wanted, find } = useFind(go);
  const lock = useCallback((): void => {
    void draftsKept().then(() => api.session.lock(null));
  }, []);
  const showLaptop = useCallback((): void => setSheet('laptop'), []);
  const showKeys = useCallback((): void => setSheet('keys'), []);
  const closeSheet = useCallback((): void => setSheet(undefined), []);
  /** What is under a sheet takes the focus only once the sheet has gone. */
  const fromSheet =
    <Args extends readonly unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      flushSync(closeSheet);
      act(...args);
    };
  const closeEnquiry = useCallback((): void => {
    setEnquiry(undefined);
    searchRef.current?.focus();
  }, []);
  const toggleOutbox = useCallback((): void => setOutboxOpen((open) => !open), []);
  const showUnsent = useCallback((): void => setOutboxOpen(true), []);
  const focusOutbox = useCallback((): void => outboxRef.current?.focus(), []);
  const closeOutbox = useCallback((): void => {
    setOutboxOpen(false);
    focusOutbox();
  }, [focusOutbox]);

  const openAlert = (alert: Alert | undefined): void => {
    if (alert === undefined) return;
    if (alert.about === 'missing') go({ pane: 'missing', id: alert.id });
    else go({ pane: 'storm', id: alert.id, scope: listOf(alert) });
  };

  useKeys({
    pane: fromSheet((number: number) => {
      const pane = panes[number - 1];
      if (pane === undefined) return;
      go(pane.name);
      toList();
    }),
    lock,
    job: fromSheet(() => {
      if (alerts.alerts.length === 0) return;
      openAlert(alerts.alerts[0]);
      toList();
    }),
    acknowledge: () => {
      const first = alerts.alerts.find(({ sending }) => sending === undefined);
      if (first !== undefined) alerts.acknowledge(first);
    },
    outbox: fromSheet(toggleOutbox),
    write: fromSheet(() => {
      const main = document.querySelector('main');
      // A pane without a box leads to the one of the log in hand.
      if (main === null || !focusWriting(main)) go({ pane: 'storm', ...locations?.last.storm, write: true });
    }),
    search: fromSheet(() => searchRef.current?.focus()),
    sheet: showKeys,
    laptop: showLaptop,
    status: setStatus,
    emergency: fromSheet(callForHelp),
  });

  const workspace = useMemo<Workspace>(
    () => ({
      officer,
      appearance,
      link,
      today,
      unit,
      codes,
      go,
      find,
      openDraft,
      showUnsent,
      rename,
      setStatus,
      assign,
      look,
      alerts,
      callForHelp,
      pinRules: rules,
    }),
    [
      officer,
      appearance,
      link,
      today,
      unit,
      setStatus,
      assign,
      look,
      alerts,
      callForHelp,
      codes,
      go,
      find,
      openDraft,
      showUnsent,
      rename,
      rules,
    ],
  );

  return (
    <WorkspaceProvider value={workspace}>
      <div className={s.workspace}>
        <AlertBanner {...alerts} open={openAlert} />
        <div className={s.frame}>
          <Rail at={locations?.at} sheet={showKeys} />
          <TopBar
            searchRef={searchRef}
            wanted={wanted}
            enquire={setEnquiry}
            turnTheme={turnTheme}
            turnCar={turnCar}
            black={black}
            laptop={showLaptop}
            lock={lock}
          />
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
      {sheet === 'keys' && <KeySheet close={closeSheet} />}
      {sheet === 'laptop' && (
        <Laptop
          about={about}
          leaseUntil={leaseUntil}
          rules={rules}
          sound={appearance.sound}
          setSound={setSound}
          update={update}
          unsent={link?.unsent ?? 0}
          close={closeSheet}
        />
      )}
      {enquiry !== undefined && <Enquiry text={enquiry} close={closeEnquiry} />}
      {emergency.state !== undefined && <EmergencyNotice state={emergency.state} close={emergency.close} />}
    </WorkspaceProvider>
  );
};

/** Today where the last location was in a pane that the officer has lost since. */
const paneAt = (panes: readonly Pane[], at: PaneName): Pane | undefined => panes.find(({ name }) => name === at) ?? panes[0];

/** In which list of Storm the log of an alert stands. */
const listOf = ({ missed }: Extract<Alert, { readonly about: 'log' }>): 'mine' | 'closed' | 'area' =>
  missed === undefined ? 'mine' : missed.because === 'closed' ? 'closed' : 'area';

const noLists: readonly CodeList[] = [];

import { useCallback, useMemo, useRef, useState } from 'react';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { About, Appearance } from '../../contracts/ipc/session.ts';
import type { Job } from '../../contracts/ipc/storm.ts';
import { systemIds } from '../../contracts/systems/ids.ts';
import { api } from '../api.ts';
import type { PinRules } from '../format/pinRules.ts';
import { useActive } from '../hooks/useActive.ts';
import { useCall } from '../hooks/useCall.ts';
import { useJobs } from '../hooks/useJobs.ts';
import { useLink } from '../hooks/useLink.ts';
import { Crime } from '../panes/crime/Crime.tsx';
import { Fleet } from '../panes/fleet/Fleet.tsx';
import { Laptop } from '../panes/laptop/Laptop.tsx';
import { Mail } from '../panes/mail/Mail.tsx';
import { Outbox } from '../panes/outbox/Outbox.tsx';
import { People } from '../panes/people/People.tsx';
import { Storm } from '../panes/storm/Storm.tsx';
import { Today } from '../panes/today/Today.tsx';
import { goTo, type PaneName, type Place, type Places, panesOf } from '../workspace/location.ts';
import { useWorkPlace } from '../workspace/useStoredLocation.ts';
import { type Workspace, WorkspaceProvider } from '../workspace/workspace.ts';
import { Boundary } from './Boundary.tsx';
import { EmergencyNotice } from './EmergencyNotice.tsx';
import s from './frame.module.css';
import { JobBanner } from './JobBanner.tsx';
import { KeySheet } from './KeySheet.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { useUnitStatus } from './useUnitStatus.ts';

const Pane = ({ places, roles }: { readonly places: Places; readonly roles: Officer['roles'] }) => {
  // Also when the last place was in a pane that the officer has lost since.
  switch (panesOf(roles).includes(places.at) ? places.at : 'today') {
    case 'today':
      return <Today />;
    case 'mail':
      return <Mail place={places.last.mail} />;
    case 'storm':
      return <Storm place={places.last.storm} />;
    case 'crime':
      return <Crime place={places.last.crime} />;
    case 'people':
      return <People />;
    case 'fleet':
      return <Fleet place={places.last.fleet} />;
  }
};

/** The window of a session that is open. All that it knows of the officer goes when it goes. */
export const WorkspaceFrame = ({
  officer,
  leaseUntil,
  rules,
  about,
  appearance,
  turnTheme,
  setSound,
}: {
  readonly officer: Officer;
  readonly leaseUntil: string;
  /** Of a PIN, as the card in the reader has told them. */
  readonly rules: PinRules | undefined;
  readonly about: About | undefined;
  readonly appearance: Appearance;
  readonly turnTheme: () => void;
  readonly setSound: (on: boolean) => void;
}) => {
  const link = useLink();
  const [places, setPlaces] = useWorkPlace(panesOf(officer.roles));
  const [outboxOpen, setOutboxOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [laptopOpen, setLaptopOpen] = useState(false);
  const [emergency, setEmergency] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const outboxRef = useRef<HTMLButtonElement>(null);
  const today = useCall(() => api.today.view(null), 'today', todayTopics);
  const lists = useCall(() => api.storm.codeLists(null), 'lists', ['storm']);
  const status = useUnitStatus();
  const jobs = useJobs(appearance.sound);
  const { seen } = jobs;
  useActive();

  const go = useCallback(
    (to: PaneName | Place): void => {
      if (!panesOf(officer.roles).includes(typeof to === 'string' ? to : to.pane)) return;
      setOutboxOpen(false);
      setPlaces((before) => goTo(before, to));
      // A log that was open already, and has become a job since, is opened by this as well.
      if (typeof to !== 'string' && to.pane === 'storm' && to.id !== undefined) seen([to.id]);
    },
    [setPlaces, officer.roles, seen],
  );
  const rename = useCallback(
    (to: Place): void => setPlaces((before) => ({ ...before, last: { ...before.last, [to.pane]: to } })),
    [setPlaces],
  );
  const lock = useCallback((): void => {
    // What is being typed is saved when its box is left: before the lock, and not after.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void api.session.lock(null);
  }, []);
  const showLaptop = useCallback((): void => setLaptopOpen(true), []);
  const toggleOutbox = useCallback((): void => setOutboxOpen((open) => !open), []);
  const closeOutbox = useCallback((): void => {
    setOutboxOpen(false);
    outboxRef.current?.focus();
  }, []);

  const openJob = (job: Job | undefined): void => {
    if (job !== undefined) go({ pane: 'storm', id: job.id, scope: 'mine' });
  };

  useKeys({
    go,
    lock,
    job: () => openJob(jobs.jobs[0]),
    outbox: toggleOutbox,
    search: () => searchRef.current?.focus(),
    sheet: () => setSheetOpen(true),
    laptop: showLaptop,
    status: status.set,
    emergency: () => setEmergency(true),
  });

  const codeLists = lists.state.kind === 'ready' ? lists.state.value : noLists;
  const desk = useMemo<Workspace>(
    () => ({
      officer,
      appearance,
      link,
      today,
      unit: status.unit,
      codeLists,
      go,
      rename,
      setStatus: status.set,
      statusRefused: status.refused,
      jobs,
      pinRules: rules,
    }),
    [officer, appearance, link, today, status, jobs, codeLists, go, rename, rules],
  );

  return (
    <WorkspaceProvider value={desk}>
      <div className={s.desk}>
        <JobBanner {...jobs} open={openJob} />
        <div className={s.frame}>
          <Rail at={places?.at} sheet={() => setSheetOpen(true)} />
          <TopBar searchRef={searchRef} turnTheme={turnTheme} laptop={showLaptop} lock={lock} />
          <main className={s.main}>
            {places !== undefined && (
              <Boundary key={places.at}>
                <Pane places={places} roles={officer.roles} />
              </Boundary>
            )}
            {outboxOpen && <Outbox close={closeOutbox} />}
          </main>
          <StatusBar
            link={link}
            leaseUntil={leaseUntil}
            laptop={about?.laptop}
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
          close={() => setLaptopOpen(false)}
        />
      )}
      {emergency && <EmergencyNotice close={() => setEmergency(false)} />}
    </WorkspaceProvider>
  );
};

/** All but drafts: none of them is on Today, and they change at every pause in typing. */
const todayTopics = [...systemIds, 'outbox'] as const;

const noLists: Workspace['codeLists'] = [];

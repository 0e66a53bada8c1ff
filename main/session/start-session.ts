import type { LaptopFault } from '../../contracts/ipc/session.ts';
import type { Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import type { DeviceJournal } from '../audit/device-journal.ts';
import { lastEndOf } from '../audit/officer-end.ts';
import type { Laptop } from '../device/laptop.ts';
import type { Log } from '../platform/log/log.ts';
import type { Shell } from '../platform/shell/port.ts';
import { openStore } from '../store/open.ts';
import { createMailReader } from '../systems/mail/reader/client.ts';
import { createFaultedSession } from './faulted.ts';
import { openOfficerFolders } from './officer-folder.ts';
import { keepRecords, type OfficerRecords } from './officers/records.ts';
import { beginWork } from './open-session.ts';
import { createCardReader } from './read-card.ts';
import { createSession, type Session } from './session.ts';
import { noteAtDoor } from './session-notes.ts';
import { createUnlock } from './unlock.ts';

export interface OpenSessionPorts {
  readonly shell: Shell;
  readonly opened: Result<Laptop, LaptopFault>;
  readonly storeWorker: string;
  readonly mailReader: string;
  /** The laptop's own journal (audit/device-journal). */
  readonly journal: DeviceJournal;
  readonly log: Log;
  readonly renewPage: () => Promise<void>;
}

/** The session, who hears of what it brought, and what is kept while nobody is signed in (nothing on a laptop with a fault). */
export interface OpenedSession {
  readonly session: Session;
  readonly refreshed: (listener: (system: ChangeTopic) => void) => void;
  readonly records: OfficerRecords | undefined;
}

/** Feeds and mail, with mail's libraries: too much to be evaluated before the door is painted. */
const onlineServicesModule = () => import('./online-services.ts');

/** Brings in what runs while work is open, so that no sign-in waits for it. */
export const prepareOnlineServices = async (): Promise<void> => void (await onlineServicesModule());

/** Ties the session to this laptop's card service, tunnel and store; on a laptop with a fault, to nothing. */
export const openSession = async (ports: OpenSessionPorts): Promise<OpenedSession> => {
  const { shell, opened, journal, log } = ports;
  if (!opened.ok) return { session: createFaultedSession(opened.code), refreshed: () => undefined, records: undefined };
  const { card, tunnel, trust, policy, credential, onTrust } = opened.value;
  const now = (): Date => new Date();
  const device = credential().device;
  const listeners: ((system: ChangeTopic) => void)[] = [];
  const tell = (system: ChangeTopic): void => {
    for (const listener of listeners) listener(system);
  };
  const folders = await openOfficerFolders(shell.dataFolder, shell.secrets);
  const lastEnd = (tag: string) => lastEndOf(journal.after(0, Number.POSITIVE_INFINITY), tag);
  const stores = openStore(ports.storeWorker);
  const unlock = createUnlock({
    card,
    tunnel,
    trust,
    device,
    secrets: shell.secrets,
    now,
    folders,
    journal: journal.note,
    offlineHours: () => policy.current().offlineHours,
    openStore: stores,
    begin: async (parts) => {
      parts.store.onChange((systems) => {
        for (const system of systems) tell(system);
      });
      const { createOnlineServices } = await onlineServicesModule();
      const reader = createMailReader(ports.mailReader);
      const startOnlineServices = createOnlineServices({ tunnel, trust, log, reader, onRefreshed: tell });
      const unsentBytes = () => policy.current().unsent.maxBytes;
      const blobBytes = () => policy.current().blobs.maxTotalBytes;
      const limits = { unsentBytes, blobBytes };
      return beginWork(
        { ...limits, card, tunnel, trust, device, startOnlineServices, reader, journal: journal.note, lastEnd, log, now },
        parts,
      );
    },
  });
  const session = createSession({
    card,
    unlock,
    log,
    now,
    renewPage: ports.renewPage,
    journal: noteAtDoor({ journal: journal.note, tagOf: folders.tagOf, onFailure: () => log('journalFailed') }),
    readCard: createCardReader({ card, trust, now }),
    forgetsHolder: () => policy.current().cardRemoval === 'forget',
    // Read each time: a policy may come while the program runs.
    pinRules: {
      get minLength() {
        return policy.current().pin.minLength;
      },
      get maxLength() {
        return policy.current().pin.maxLength;
      },
    },
  });
  onTrust(() => session.trustRenewed());
  const records = keepRecords({ dataFolder: shell.dataFolder, journal, folders, policy, trust, tunnel, onTrust, log, now });
  return { session, refreshed: (listener) => void listeners.push(listener), records };
};

import type { LaptopFault } from '../../contracts/ipc/session.ts';
import { ok, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import type { DeviceJournal } from '../audit/device-journal.ts';
import { lastEndOf } from '../audit/officer-end.ts';
import { cardMailKey } from '../card/card-decryption.ts';
import type { Laptop } from '../device/laptop.ts';
import { outdatedBelow } from '../device/update/by-policy.ts';
import type { Log } from '../platform/log/log.ts';
import type { Shell } from '../platform/shell/port.ts';
import { openStore } from '../store/open.ts';
import { createMailReader } from '../systems/mail/reader/client.ts';
import { openOfficerFolders } from './officer-folder.ts';
import { keepRecords, type OfficerRecords } from './officers/records.ts';
import { beginWork } from './open-session.ts';
import { createCardReader } from './read-card.ts';
import type { Session, SessionLaptop } from './session.ts';
import { noteAtSignIn } from './session-notes.ts';
import { createUnlock } from './unlock.ts';

export interface AttachPorts {
  readonly session: Session;
  readonly shell: Shell;
  readonly opened: Result<Laptop, LaptopFault>;
  readonly storeWorker: string;
  readonly mailReader: string;
  /** The version that runs. */
  readonly version: string;
  /** The laptop's own journal (audit/device-journal). */
  readonly journal: DeviceJournal;
  readonly log: Log;
  /** Something of this system has changed in the open store. */
  readonly onRefreshed: (system: ChangeTopic) => void;
}

/** Feeds and mail, with mail's libraries: too much to be evaluated before the sign-in screen is painted. */
const onlineServicesModule = () => import('./online-services.ts');

/** Brings in what runs while work is open, so that no sign-in waits for it. */
export const prepareOnlineServices = async (): Promise<void> => void (await onlineServicesModule());

/**
 * Attaches the session to this laptop's card service, tunnel and store; a laptop with a fault has none of them. Resolves with what is kept
 * while nobody is signed in: nothing on such a laptop.
 */
export const attachSession = async (ports: AttachPorts): Promise<OfficerRecords | undefined> => {
  const { session, shell, opened, journal, log, onRefreshed } = ports;
  if (!opened.ok) {
    session.attach(opened);
    return undefined;
  }
  const { card, tunnel, trust, policy, credential, onTrust } = opened.value;
  const now = (): Date => new Date();
  const device = credential().device;
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
        for (const system of systems) onRefreshed(system);
      });
      const { createOnlineServices } = await onlineServicesModule();
      const takesIn = (): boolean => outdatedBelow(ports.version, policy.current(), now()) === undefined;
      const mailKey = cardMailKey(card, parts.card.cardId, parts.card.keyManagement);
      const reader = createMailReader(ports.mailReader, { trust: () => trust, card: () => mailKey });
      const startOnlineServices = createOnlineServices({ tunnel, trust, policy, log, reader, onRefreshed, takesIn });
      const limits = {
        draftsTravel: () => policy.current().draftsTravel,
        unsentBytes: () => policy.current().unsent.maxBytes,
        blobBytes: () => policy.current().blobs.maxTotalBytes,
      };
      return beginWork(
        { ...limits, card, tunnel, trust, device, startOnlineServices, reader, journal: journal.note, lastEnd, log, now },
        parts,
      );
    },
  });
  const served: SessionLaptop = {
    card,
    unlock,
    journal: noteAtSignIn({ journal: journal.note, tagOf: folders.tagOf, onFailure: () => log('journalFailed') }),
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
  };
  // The store's thread comes up while the PIN is typed.
  session.onChange(({ kind }) => {
    if (kind === 'pin') stores.prepare();
  });
  session.attach(ok(served));
  onTrust(() => session.trustRenewed());
  return keepRecords({ dataFolder: shell.dataFolder, secrets: shell.secrets, journal, folders, policy, trust, tunnel, onTrust, log, now });
};

import type { LaptopFault } from '../../contracts/ipc/session.ts';
import type { Result } from '../../contracts/result.ts';
import type { Laptop } from '../laptop.ts';
import type { Log } from '../log/log.ts';
import type { Shell } from '../shell/port.ts';
import { openStore } from '../store/open.ts';
import { createFaultedSession } from './faulted.ts';
import { openOfficerFolders } from './officer-folder.ts';
import { beginWork } from './open-work.ts';
import { createCardReader } from './read-card.ts';
import { createSession, type Session } from './session.ts';
import type { RefreshedSystem } from './streams.ts';
import { createUnlock } from './unlock.ts';

export interface OpenSessionPorts {
  readonly shell: Shell;
  readonly opened: Result<Laptop, LaptopFault>;
  readonly storeWorker: string;
  readonly log: Log;
  readonly renewPage: () => Promise<void>;
}

/** Feeds and mail, with mail's libraries: too much to be evaluated before the door is painted. */
const streamsModule = () => import('./streams.ts');

/** Brings in what runs while work is open, so that no sign-in waits for it. */
export const prepareStreams = async (): Promise<void> => void (await streamsModule());

/** Ties the session to this laptop's card service, tunnel and store; on a laptop with a fault, to nothing. */
export const openSession = async (
  ports: OpenSessionPorts,
): Promise<{ readonly session: Session; readonly refreshed: (listener: (system: RefreshedSystem) => void) => void }> => {
  const { shell, opened, log } = ports;
  if (!opened.ok) return { session: createFaultedSession(opened.code), refreshed: () => undefined };
  const { card, tunnel, trust, config, credential } = opened.value;
  const now = (): Date => new Date();
  const device = credential().device;
  const listeners: ((system: RefreshedSystem) => void)[] = [];
  const tell = (system: RefreshedSystem): void => {
    for (const listener of listeners) listener(system);
  };
  const unlock = createUnlock({
    card,
    tunnel,
    trust,
    device,
    secrets: shell.secrets,
    now,
    folders: await openOfficerFolders(shell.dataFolder, shell.secrets),
    openStore: openStore(ports.storeWorker),
    begin: async (parts) => {
      parts.store.onChange((systems) => {
        for (const system of systems) tell(system);
      });
      const { createStreams } = await streamsModule();
      const startStreams = createStreams({ tunnel, trust, log, onRefreshed: tell });
      return beginWork({ card, tunnel, trust, device, startStreams, log, now }, parts);
    },
  });
  const session = createSession({
    card,
    unlock,
    log,
    now,
    renewPage: ports.renewPage,
    readCard: createCardReader({ card, trust, now }),
    pinRules: { minLength: config.policy.pinMinLength, maxLength: config.policy.pinMaxLength },
  });
  opened.value.onTrust(() => session.trustRenewed());
  return { session, refreshed: (listener) => void listeners.push(listener) };
};

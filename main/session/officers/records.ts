import type { DeviceJournal } from '../../audit/device-journal.ts';
import { keepJournalUploaded } from '../../device/journal-upload.ts';
import type { PolicyKeeper } from '../../device/policy/policy.ts';
import type { Trust } from '../../device/trust/trust.ts';
import type { Tunnel } from '../../device/tunnel/tunnel.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import type { OfficerFolders } from '../officer-folder.ts';
import { keepFolders } from './housekeeping.ts';
import { keepLeaseEnds } from './lease-ends.ts';
import { type Storage, storageOf } from './storage.ts';

/** What this laptop keeps of its officers while nobody is signed in: their sealed folders, and the journal of what happened. */
export interface OfficerRecords {
  /** What all of it takes; `staffId` is the officer who asks. */
  storage(staffId: string | undefined): Storage;
  /** Everything waiting in the journal goes to HQ now, if it can be reached. Never rejects. */
  uploadNow(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface RecordsPorts {
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly journal: DeviceJournal;
  readonly folders: OfficerFolders;
  readonly policy: Pick<PolicyKeeper, 'current' | 'onChange'>;
  readonly trust: Pick<Trust, 'state' | 'recovery'>;
  readonly tunnel: Tunnel;
  /** HQ has reported what is revoked now: the clock can be judged by it. */
  readonly onTrust: (listener: () => void) => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** Uploads the journal, destroys leases that have ended and tidies the officers' folders: now, daily, when HQ was heard and when the policy changes. */
export const keepRecords = (ports: RecordsPorts): OfficerRecords => {
  const { dataFolder, secrets, journal, folders, policy, trust, tunnel, log, now } = ports;
  const upload = keepJournalUploaded({ tunnel, journal, tagKey: folders.tagKey, log });
  const isClockRight = (at: Date): boolean => trust.state(at) === 'fresh';
  const housekeeping = keepFolders({
    dataFolder,
    isUsed: folders.isUsed,
    unusedFolderDays: () => policy.current().unusedFolderDays,
    keepsShare: () => policy.current().offlineHours !== 0,
    isClockRight,
    journal: journal.note,
    log,
    now,
  });
  const leases = keepLeaseEnds({
    dataFolder,
    secrets,
    offlineHours: () => policy.current().offlineHours,
    recovery: () => trust.recovery,
    isUsed: folders.isUsed,
    isClockRight,
    log,
    now,
    passed: () => performance.now(),
  });
  void leases.now();
  void housekeeping.now();
  policy.onChange(() => void housekeeping.now());
  ports.onTrust(() => void housekeeping.now());
  return {
    storage: (staffId) => storageOf(dataFolder, staffId === undefined ? undefined : folders.tagOf(staffId)),
    uploadNow: () => upload.now(),
    async stop() {
      housekeeping.stop();
      leases.stop();
      await upload.stop();
    },
  };
};

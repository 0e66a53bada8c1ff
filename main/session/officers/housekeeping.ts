import { existsSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../audit/journal.ts';
import { destroyLease } from '../../device/lease/lease.ts';
import { unsentIn } from '../../device/unsent/unsent-on-laptop.ts';
import { flushFolder } from '../../platform/files/flush.ts';
import { shredFolder } from '../../platform/files/shred.ts';
import type { Log } from '../../platform/log/log.ts';
import { readFolderState, writeFolderState } from './state.ts';

export interface HousekeepingPorts {
  readonly dataFolder: string;
  /** Whether somebody's work in this folder is open or opening. */
  readonly isUsed: (tag: string) => boolean;
  readonly unusedFolderDays: () => number;
  /** Whether a device share may rest on this laptop. */
  readonly keepsShare: () => boolean;
  /**
   * Whether the laptop's clock can be believed: within the life of revocation lists that HQ has signed. A clock that runs ahead would
   * else make every folder look unused.
   */
  readonly isClockRight: (at: Date) => boolean;
  readonly journal: Journal;
  readonly log: Log;
  readonly now: () => Date;
}

export interface Housekeeping {
  /** Looks now; resolves with how many folders were shredded, never rejects. For the start, a new policy, and when HQ was heard. */
  now(): Promise<number>;
  stop(): void;
}

const DAY_MS = 24 * 60 * 60_000;
/** A laptop that is never switched off is tidied daily, and soon after HQ has set its clock right. */
const LOOK_MS = 6 * 60 * 60_000;

const TAG = /^[0-9a-f]{32}$/;
/** A folder on its way out: nobody signs in to it any more, and a power cut does not bring it back. */
const LEAVING = /^leaving-([0-9a-f]{32})$/;
const KEY_FILE = /^(key|lease|unsent\.(p7m|locked))/;

/**
 * Shreds officers' folders that nobody has opened for as long as policy says and in which nothing is unsent; takes device shares off the
 * laptop when policy says that none may rest there. A folder in use is never touched.
 */
export const keepFolders = (ports: HousekeepingPorts): Housekeeping => {
  let running: Promise<number> | undefined;
  const now = (): Promise<number> => {
    running ??= tidy(ports)
      .catch((error: unknown) => {
        ports.log('housekeepingFailed', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
        return 0;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(() => void now(), LOOK_MS).unref();
  return { now, stop: () => clearInterval(timer) };
};

const tidy = async (ports: HousekeepingPorts): Promise<number> => {
  const root = join(ports.dataFolder, 'officers');
  const folders = (name: RegExp): readonly string[] => (existsSync(root) ? readdirSync(root) : []).filter((entry) => name.test(entry));
  if (!ports.keepsShare()) for (const tag of folders(TAG)) destroyLease(join(root, tag));
  const at = ports.now();
  if (ports.isClockRight(at)) for (const tag of folders(TAG)) if (isUnused(ports, root, tag, at)) leave(root, tag);
  const leaving = folders(LEAVING);
  for (const name of leaving) {
    await shredFolder(join(root, name), (path) => KEY_FILE.test(path));
    await ports.journal({
      action: 'folderShredded',
      subject: name.replace(LEAVING, '$1'),
      detail: `unused for ${ports.unusedFolderDays()} days`,
    });
  }
  return leaving.length;
};

/** Synchronous up to the renaming: no sign-in can begin in between. */
const isUnused = (ports: HousekeepingPorts, root: string, tag: string, at: Date): boolean => {
  if (ports.isUsed(tag)) return false;
  const folder = join(root, tag);
  if (readdirSync(folder).length === 0) {
    rmdirSync(folder); // Made for a sign-in that was refused.
    return false;
  }
  const state = readFolderState(folder);
  // Of an older version of this program, or damaged: its time begins now.
  if (state === undefined) {
    writeFolderState(folder, { lastOpened: at, unsent: 0 });
    return false;
  }
  if (state.unsent > 0 || unsentIn(folder) > 0) return false;
  // Opened at an hour that has not come: one of the two clocks was wrong, and later is the safe guess.
  return at.getTime() - state.lastOpened.getTime() >= ports.unusedFolderDays() * DAY_MS;
};

const leave = (root: string, tag: string): void => {
  renameSync(join(root, tag), join(root, `leaving-${tag}`));
  flushFolder(root);
};

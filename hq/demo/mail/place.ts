import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Where the mail's folder is, and where the servers see it. Dovecot's and Postfix's accounts must walk to it; a folder below
 * root's home, which is root's alone, is therefore shown to them at another place, in a mount namespace of their own.
 */
export interface MailPlace {
  readonly folder: string;
  readonly seenAt: string;
  /** The command that runs `command` where the folder is seen at `seenAt`, by replacing itself with it. */
  enter(command: readonly string[]): readonly string[];
  /** The same for a helper, inside the namespace of a server that runs. */
  join(pid: number, command: readonly string[]): readonly string[];
  remove(): void;
}

/** Needs the right to mount when the folder cannot be walked to; without it the servers say so in their logs. */
export const mailPlace = (folder: string, root: boolean): MailPlace => (root && !canBeReached(folder) ? mounted(folder) : plain(folder));

const plain = (folder: string): MailPlace => ({
  folder,
  seenAt: folder,
  enter: (command) => command,
  join: (_pid, command) => command,
  remove: () => undefined,
});

const mounted = (folder: string): MailPlace => {
  const seenAt = mkdtempSync(join(tmpdir(), 'mobile-office-mail-'));
  const script = 'mount --bind "$0" "$1" && shift && exec "$@"';
  return {
    folder,
    seenAt,
    enter: (command) => ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, folder, seenAt, ...command],
    join: (pid, command) => ['nsenter', `--mount=/proc/${pid}/ns/mnt`, ...command],
    remove: () => rmdirSync(seenAt),
  };
};

/** Everybody may walk through every folder on the way. */
const canBeReached = (folder: string): boolean => {
  for (let at = dirname(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
};

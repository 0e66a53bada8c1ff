import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postfixAccount } from './accounts.ts';
import { startMilter } from './milter.ts';
import type { MailPlace } from './place.ts';
import { freePort } from './ports.ts';
import { type MailUser, postfixMain, postfixMaster } from './postfix-config.ts';
import { runHelper, type Server, startServer } from './process.ts';

const MASTER = '/usr/lib/postfix/sbin/master';

export const postfixInstalled = (): boolean => existsSync(MASTER);

export interface PostfixOptions {
  readonly place: MailPlace;
  /** Where Dovecot's submission hands on what officers send. */
  readonly relay: number;
  readonly lmtp: number;
  readonly sasl: number;
  readonly users: readonly MailUser[];
}

/** Starts Postfix with the mail filter that it asks about each message. Root only. */
export const startPostfix = async ({ place, relay, lmtp, sasl, users }: PostfixOptions): Promise<Pick<Server, 'stop'>> => {
  const milterPort = await freePort();
  const ports = { relay, lmtp, sasl, milter: milterPort };
  const folder = join(place.folder, 'postfix');
  for (const part of ['conf', 'queue', 'data']) mkdirSync(join(folder, part), { recursive: true });
  const { uid, gid } = postfixAccount();
  chownSync(join(folder, 'data'), uid, gid);
  writeFileSync(join(folder, 'conf', 'main.cf'), postfixMain(place.seenAt, ports, users));
  writeFileSync(join(folder, 'conf', 'master.cf'), postfixMaster(ports, users));
  const configuration = join(place.seenAt, 'postfix', 'conf');
  // Makes the queue's folders, each with its owner; slow, so only where there is none yet.
  if (!existsSync(join(folder, 'queue', 'public'))) await runHelper(place.enter(['postfix', '-c', configuration, 'check']));
  const milter = await startMilter(milterPort);
  try {
    // Not by the start script: that leaves the master to itself, and ours would be the wrong process to end.
    const server = await startServer(place.enter([MASTER, '-c', configuration, '-d']), [relay]);
    return {
      stop: async () => {
        await server.stop();
        await milter.close();
      },
    };
  } catch (error) {
    await milter.close();
    throw error;
  }
};

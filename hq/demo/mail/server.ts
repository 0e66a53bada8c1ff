import { unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoStart } from '../items.ts';
import type { DemoOfficer } from '../officers.ts';
import { mailAccounts } from './accounts.ts';
import { writeClients } from './clients.ts';
import { type DovecotPorts, dovecotConfig } from './dovecot-config.ts';
import { mailUser, prepareFolder } from './folder.ts';
import { deliverByLmtp } from './lmtp.ts';
import { mailPlace } from './place.ts';
import { freePort } from './ports.ts';
import { postfixInstalled, startPostfix } from './postfix.ts';
import { runHelper, startServer } from './process.ts';

export interface MailOptions {
  /** Everything the mail servers keep, mailboxes included. */
  readonly folder: string;
  /** A folder that demoPki made. */
  readonly pki: string;
  /** A folder that demoCards filled: mail signed and sealed by these cards lies in the mailboxes then. */
  readonly cards?: string;
  /** Shift authority and its revocation list as HQ keeps them fresh; until HQ has written it, those of the PKI folder count. */
  readonly shiftAuthorityFile?: string;
  readonly officers: readonly DemoOfficer[];
  /** Fills the mailboxes that are not there yet. */
  readonly start: DemoStart;
  /** Any free ones by default. */
  readonly ports?: Partial<MailPorts>;
}

export interface MailPorts {
  readonly imap: number;
  /** Answers only where Postfix runs. */
  readonly submission: number;
  readonly lmtp: number;
}

export interface RunningMail {
  readonly ports: MailPorts;
  /** What is not as in a force, in words for the terminal: without root there is no Postfix. */
  readonly notes: readonly string[];
  /** Delivers a message by LMTP. `to` is an officer's mail address or staff id. */
  deliver(to: string, message: Uint8Array): Promise<void>;
  /** Takes the shift authority's list anew; also done by itself within seconds of a change of the file. */
  reloadCrl(): Promise<void>;
  /** Dovecot's own administration, e.g. `doveadm('kick', 'lc002418')`, which ends an officer's open sessions. */
  doveadm(...args: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A revoked officer is out at their next login within this time. */
const LOOK_AT_LIST_MS = 2_000;

/**
 * Starts the force's mail on the loopback address: Dovecot (IMAP, LMTP, submission), which takes a shift certificate as the login,
 * and, as root, Postfix behind its submission. They run in the foreground as our children, from `folder` alone, and end with us.
 */
export const startMail = async (options: MailOptions): Promise<RunningMail> => {
  const accounts = mailAccounts();
  const place = mailPlace(options.folder, accounts.root);
  const closing: (() => Promise<void> | void)[] = [() => place.remove()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await prepareFolder(options, accounts, place.seenAt);
    writeClients(options.folder, options.pki, options.shiftAuthorityFile);
    const withPostfix = accounts.root && postfixInstalled();
    const ports = await choosePorts(options.ports ?? {}, withPostfix);
    writeFileSync(join(options.folder, 'dovecot.conf'), dovecotConfig(place.seenAt, ports, accounts));

    const configuration = join(place.seenAt, 'dovecot.conf');
    const dovecot = await startServer(place.enter(['dovecot', '-F', '-c', configuration]), [ports.imap, ports.lmtp]);
    closing.push(() => dovecot.stop());
    const users = options.officers.map((officer) => ({ user: mailUser(officer), address: officer.mailAddress ?? '' }));
    if (ports.relay !== undefined) {
      const postfix = await startPostfix({ place, relay: ports.relay, lmtp: ports.lmtp, sasl: ports.sasl, users });
      closing.push(() => postfix.stop());
    }

    const doveadm = (...args: readonly string[]): Promise<void> =>
      runHelper(place.join(dovecot.pid, ['doveadm', '-c', configuration, ...args]));
    const reloadCrl = async (): Promise<void> => {
      writeClients(options.folder, options.pki, options.shiftAuthorityFile);
      await doveadm('reload');
    };
    if (options.shiftAuthorityFile !== undefined) closing.push(keepWatch(options.shiftAuthorityFile, reloadCrl));
    const userOf = (to: string): string => users.find(({ address }) => address === to.toLowerCase())?.user ?? to.toLowerCase();
    return {
      ports: { imap: ports.imap, submission: ports.submission, lmtp: ports.lmtp },
      notes: withPostfix ? [] : ['No Postfix (it needs root): messages go straight to Dovecot, and officers cannot send.'],
      deliver: (to, message) => deliverByLmtp(ports.lmtp, userOf(to), message),
      reloadCrl,
      doveadm,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const choosePorts = async (wanted: Partial<MailPorts>, withPostfix: boolean): Promise<DovecotPorts> => ({
  imap: wanted.imap ?? (await freePort()),
  submission: wanted.submission ?? (await freePort()),
  lmtp: wanted.lmtp ?? (await freePort()),
  sasl: await freePort(),
  relay: withPostfix ? await freePort() : undefined,
});

/** HQ replaces the file whole: its time and place change, which polling sees and a watch of the old file would not. */
const keepWatch = (file: string, onChange: () => Promise<void>): (() => void) => {
  const look = (): void => {
    // A reload that fails leaves the old list in force; it runs out by itself and then refuses everybody.
    onChange().catch((error: unknown) => process.stderr.write(`mail: the new revocation list was not taken (${String(error)})\n`));
  };
  watchFile(file, { interval: LOOK_AT_LIST_MS, persistent: false }, look);
  return () => unwatchFile(file, look);
};

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoStart } from '../items.ts';
import type { DemoOfficer } from '../officers.ts';
import type { MailAccounts } from './accounts.ts';
import { protectedLetters } from './letters/protected.ts';
import { demoMessages } from './mailboxes.ts';
import { fillMailbox } from './maildir.ts';

/** An officer's name at Dovecot: the common name of a shift certificate in small letters. */
export const mailUser = ({ staffId }: Pick<DemoOfficer, 'staffId'>): string => staffId.toLowerCase();

/** Makes the folder ready for Dovecot: keys, users, mailboxes. `seenAt` is where its processes see it. */
export const prepareFolder = async (
  options: {
    readonly folder: string;
    readonly pki: string;
    readonly cards?: string;
    readonly officers: readonly DemoOfficer[];
    readonly start: DemoStart;
  },
  accounts: MailAccounts,
  seenAt: string,
): Promise<void> => {
  const { folder, pki, cards, officers, start } = options;
  // A run that was killed leaves sockets behind, which the next would take for its own.
  rmSync(join(folder, 'run'), { recursive: true, force: true });
  for (const part of ['', 'run', 'state', 'home']) makeFolder(join(folder, part));
  const at = (file: string): string => readFileSync(join(pki, file), 'utf8');
  writeFileSync(join(folder, 'server.pem'), at('mail.pem') + at('server-ca.pem'));
  writeFileSync(join(folder, 'server.key'), at('mail.key'), { mode: 0o600 });
  writeFileSync(join(folder, 'denied'), '', { flag: 'a' });
  writeFileSync(join(folder, 'users'), officers.map((officer) => userLine(officer, accounts, seenAt)).join(''));
  const homeOf = (officer: DemoOfficer): string => join(folder, 'home', mailUser(officer));
  const without = officers.filter((officer) => !existsSync(homeOf(officer)));
  if (without.length === 0) return;
  const lettersOf = demoMessages(start);
  for (const officer of without) {
    const sealed = cards === undefined ? [] : await protectedLetters(cards, officer, start.now);
    fillMailbox(homeOf(officer), [...lettersOf(officer), ...sealed], accounts);
  }
};

/** passwd-file: user:password:uid:gid:comment:home:shell:extra fields. No password is asked: the certificate is the login. */
const userLine = (officer: DemoOfficer, { mailUid, mailGid }: MailAccounts, seenAt: string): string =>
  `${mailUser(officer)}::${mailUid}:${mailGid}::${seenAt}/home/${mailUser(officer)}::nopassword\n`;

/** Dovecot's accounts walk through these; what is inside is their own. The mode is set in spite of the umask. */
const makeFolder = (path: string): void => {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
};

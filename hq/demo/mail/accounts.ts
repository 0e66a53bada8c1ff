import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Under which accounts Dovecot's parts run. All the same, ours, when we are not root: then nothing can change its user. */
export interface MailAccounts {
  readonly root: boolean;
  /** Handles what comes from the network before the login. */
  readonly login: string;
  readonly internal: string;
  readonly internalGroup: string;
  /** Owns the mailboxes. */
  readonly mail: string;
  readonly mailUid: number;
  readonly mailGid: number;
}

/** Debian's packages make dovenull and dovecot; `mail` and `nobody` are on every system. Throws when an account is missing. */
export const mailAccounts = (): MailAccounts => {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) {
    const group = nameOf('/etc/group', gid);
    return { root: false, login: username, internal: username, internalGroup: group, mail: username, mailUid: uid, mailGid: gid };
  }
  const accounts = read('/etc/passwd');
  const first = (...names: readonly string[]): Entry => {
    const found = names.map((name) => accounts.find((entry) => entry.name === name)).find((entry) => entry !== undefined);
    if (found === undefined) throw new Error(`no account of ${names.join(', ')}`);
    return found;
  };
  const internal = first('dovecot', 'nobody');
  const mail = first('mail', 'nobody');
  return {
    root: true,
    login: first('dovenull', 'nobody').name,
    internal: internal.name,
    internalGroup: nameOf('/etc/group', internal.gid),
    mail: mail.name,
    mailUid: mail.id,
    mailGid: mail.gid,
  };
};

/** The account that Postfix's package made. Throws without it. */
export const postfixAccount = (): { readonly uid: number; readonly gid: number } => {
  const found = read('/etc/passwd').find(({ name }) => name === 'postfix');
  if (found === undefined) throw new Error('no account of postfix');
  return { uid: found.id, gid: found.gid };
};

interface Entry {
  readonly name: string;
  readonly id: number;
  readonly gid: number;
}

/** /etc/passwd and /etc/group begin alike: name, password, number; in the former the group follows. */
const read = (file: string): readonly Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , id = '', gid = '']) => ({ name, id: Number(id), gid: Number(gid) }));

const nameOf = (file: string, id: number): string => {
  const found = read(file).find((entry) => entry.name !== '' && entry.id === id);
  if (found === undefined) throw new Error(`no name for ${id} in ${file}`);
  return found.name;
};

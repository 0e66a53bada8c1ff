import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MailIdentity } from '../../../main/systems/mail/adapter/secure.ts';

const PROGRAM = '/usr/bin/mbsync';
export const hasMbsync = (): boolean => existsSync(PROGRAM);

/** Debian's mbsync (package isync) with the shift certificate: keeps an inbox in a Maildir of its own. `server`: the mail server's certificate, PEM. */
export const openMbsync = (folder: string, port: number, { key, certificate }: MailIdentity, server: string) => {
  mkdirSync(join(folder, 'mail'), { recursive: true });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const configuration = file(
    'mbsyncrc',
    `IMAPAccount hq
Host 127.0.0.1
Port ${port}
User lc002418
Pass none
AuthMechs LOGIN
SSLType IMAPS
SystemCertificates no
CertificateFile ${file('server.pem', server)}
ClientCertificate ${file('client.pem', certificate)}
ClientKey ${file('client.key', key)}

IMAPStore far
Account hq

MaildirStore near
Path ${join(folder, 'mail')}/
Inbox ${join(folder, 'mail', 'INBOX')}

Channel inbox
Far :far:INBOX
Near :near:INBOX
Create Near
Expunge Near
Sync Pull
SyncState *
`,
  );
  const count = (): number => ['cur', 'new'].reduce((sum, part) => sum + readdirSync(join(folder, 'mail', 'INBOX', part)).length, 0);
  return {
    /** Milliseconds that it takes until it holds `messages` messages. */
    async sync(messages: number): Promise<number> {
      const begun = performance.now();
      await promisify(execFile)(PROGRAM, ['-c', configuration, 'inbox'], { timeout: 600_000 });
      const took = performance.now() - begun;
      if (count() !== messages) throw new Error(`mbsync holds ${count()} of ${messages} messages`);
      return took;
    },
  };
};

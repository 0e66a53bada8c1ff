import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoMessages } from '../../../hq/demo/mail/mailboxes.ts';
import { startMail } from '../../../hq/demo/mail/server.ts';
import { demoOfficers } from '../../../hq/demo/officers.ts';
import { publishList } from '../../../hq/demo/pki.ts';
import { openMailbox } from '../../../main/systems/mail/adapter.ts';
import { readHeader } from '../../../main/systems/mail/header.ts';
import { readMessage } from '../../../main/systems/mail/read.ts';
import { encodePem } from '../../../pki/index.ts';
import { eventually, type ForceMail, plainMessage, type Shift, startForceMail } from '../../main/systems/mail/support/force-mail.ts';

const FIXTURES = new URL('../../fixtures/mail/', import.meta.url);
const isRoot = process.getuid?.() === 0;

let force: ForceMail;
beforeAll(async () => {
  force = await startForceMail();
});
afterAll(() => force?.close());

/** Subjects of an officer's inbox, as the server tells them to that officer. */
const subjectsOf = async (shift: Shift, port = force.mail.ports.imap): Promise<readonly string[]> => {
  const mailbox = await openMailbox({
    connect: port === force.mail.ports.imap ? force.connect : () => connectTo(port),
    identity: shift.identity,
  });
  const headers = await mailbox.inFolder('INBOX', async (open) => open.headers(await open.uids()));
  mailbox.close();
  return Promise.all(headers.map(async ({ fields }) => readHeader(fields).subject));
};
const connectTo = async (port: number) => {
  const { connect } = await import('node:net');
  return connect(port, '127.0.0.1');
};

describe('the mailboxes of the demonstration', () => {
  it('hold from thirty to sixty messages each, some unread, and are the same for the same start', () => {
    const start = { now: new Date('2026-11-22T15:42:00Z'), seed: 3 };
    for (const officer of demoOfficers) {
      const letters = demoMessages(start)(officer);
      expect(letters.length).toBeGreaterThanOrEqual(30);
      expect(letters.length).toBeLessThanOrEqual(60);
      expect(letters.filter(({ seen }) => !seen).length).toBeGreaterThan(0);
      for (const { arrived } of letters) expect(arrived.getTime()).toBeLessThanOrEqual(start.now.getTime());
      expect(demoMessages(start)(officer)).toEqual(letters);
    }
  });

  it('are written so that they read: names, subjects and words of every letter', async () => {
    const [officer] = demoOfficers;
    if (officer === undefined) throw new Error('no officers');
    const mine = demoMessages({ now: new Date(), seed: 3 })(officer).filter(
      ({ raw }) => Buffer.from(raw).includes('Message-ID: <') && Buffer.from(raw).includes('lancs.example>'),
    );
    expect(mine.length).toBeGreaterThan(15);
    for (const { raw } of mine) {
      const read = readMessage(raw);
      expect(read.damaged).toBe(false);
      expect(read.text.length).toBeGreaterThan(30);
      expect(read.to).toHaveLength(1);
    }
  });

  it('are open to more sessions at a time than a hundred', async () => {
    const shifts = await Promise.all([force.shift(demoOfficers[0]), force.shift(demoOfficers[1])]);
    const open = ({ identity }: Shift) => openMailbox({ connect: force.connect, identity });
    const mailboxes: Awaited<ReturnType<typeof open>>[] = [];
    for (let round = 0; round < 11; round += 1) {
      const some = await Promise.all(shifts.flatMap((shift) => Array.from({ length: 5 }, () => open(shift))));
      mailboxes.push(...some);
    }
    const [first, last] = [mailboxes[0], mailboxes.at(-1)];
    expect(await Promise.all([first?.folders(), last?.folders()])).toEqual([expect.any(Array), expect.any(Array)]);
    for (const mailbox of mailboxes) mailbox.close();
  });

  it('are what the officer finds at the server, in their folders and with their flags', async () => {
    const shift = await force.shift();
    const mailbox = await openMailbox({ connect: force.connect, identity: shift.identity });
    const folders = await mailbox.folders();
    mailbox.close();
    const total = (special: string) => folders.find((folder) => folder.special === special)?.total ?? 0;
    expect([total('inbox') > 20, total('archive') > 20, total('sent')]).toEqual([true, true, 3]);
    const unread = folders.find((folder) => folder.special === 'inbox')?.unread ?? 0;
    expect(unread).toBeGreaterThan(2);
    expect(unread).toBeLessThan(total('inbox'));
  });
});

describe('delivery', () => {
  it('takes every message of the collection, however damaged', async () => {
    const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.eml'));
    const shift = await force.shift({ staffId: 'LC007003' });
    const before = (await subjectsOf(shift)).length;
    for (const name of names) await force.mail.deliver('LC007003', readFileSync(new URL(name, FIXTURES)));
    expect((await subjectsOf(shift)).length).toBe(before + names.length);
  });

  it('refuses a name that the force does not know', async () => {
    await expect(force.mail.deliver('nobody@lancs.example', plainMessage('x'))).rejects.toThrow(/550/);
  });
});

describe.skipIf(!isRoot)('sending (Postfix needs root)', () => {
  const send = async (shift: Shift, from: string, header = from): Promise<string> => {
    const { key, certificate: cert, trust } = shift.identity;
    const ca = trust.anchors.map((der) => encodePem(der, 'CERTIFICATE'));
    const transport = createTransport({
      host: '127.0.0.1',
      port: force.mail.ports.submission,
      secure: true,
      tls: { key, cert, ca, servername: 'mail.hq' },
      auth: { type: 'CUSTOM', method: 'EXTERNAL', user: '', pass: '' },
      customAuth: { EXTERNAL: byCertificate },
    });
    try {
      const to = 'tom.halliwell@lancs.example';
      await transport.sendMail({
        envelope: { from, to },
        raw: `From: ${header}\r\nTo: ${to}\r\nSubject: From ${header}\r\n\r\nWords.\r\n`,
      });
      return 'sent';
    } catch (error) {
      return error instanceof Error && 'responseCode' in error ? String(error.responseCode) : 'refused';
    } finally {
      transport.close();
    }
  };

  it('carries what an officer sends under their own name to another officer', async () => {
    expect(await send(await force.shift(), 'aisha.rahman@lancs.example')).toBe('sent');
    const halliwell = await force.shift({ staffId: 'LC004127' });
    await eventually(
      () => subjectsOf(halliwell),
      (subjects) => subjects.includes('From aisha.rahman@lancs.example'),
    );
  });

  it("refuses another's name, on the envelope or in the letter, and none at all", async () => {
    const shift = await force.shift();
    expect(await send(shift, 'megan.clarke@lancs.example')).toBe('553');
    expect(await send(shift, 'aisha.rahman@lancs.example', 'megan.clarke@lancs.example')).toBe('550');
    expect(await send(shift, 'aisha.rahman@lancs.example', 'aisha.rahman@lancs.example, megan.clarke@lancs.example')).toBe('550');
    expect(await send(shift, '')).not.toBe('sent');
  });

  it('refuses a certificate that has run out', async () => {
    expect(await send(await force.shift({ notAfter: new Date(Date.now() - 1000) }), 'aisha.rahman@lancs.example')).not.toBe('sent');
  });
});

describe('the mail servers', () => {
  it('take a new revocation list by themselves when HQ writes it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-list-'));
    const { pki } = force;
    const file = join(folder, 'shift-authority.pem');
    const at = (name: string): string => readFileSync(join(pki.folder, name), 'utf8');
    writeFileSync(file, at('shift-ca.pem') + at('shift-ca.crl'));
    const start = { now: new Date(), seed: 1 };
    const mail = await startMail({
      folder: join(folder, 'mail'),
      pki: pki.folder,
      shiftAuthorityFile: file,
      officers: demoOfficers,
      start,
    });
    try {
      const shift = await force.shift();
      expect((await subjectsOf(shift, mail.ports.imap)).length).toBeGreaterThan(0);
      const revoked = [{ serialHex: shift.serialHex, at: new Date() }];
      await publishList(pki.folder, 'shift-ca', pki.shiftAuthority, { number: 99, now: new Date(), revoked });
      writeFileSync(file, at('shift-ca.pem') + at('shift-ca.crl'));
      await eventually(
        () =>
          subjectsOf(shift, mail.ports.imap).then(
            () => 'in',
            () => 'out',
          ),
        (state) => state === 'out',
      );
    } finally {
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.skipIf(!isRoot)('work below a folder that only root may enter (needs root), and leave no process behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-closed-'));
    const mine = join(folder, 'mail');
    mkdirSync(mine);
    chmodSync(folder, 0o700);
    const mail = await startMail({ folder: mine, pki: force.pki.folder, officers: demoOfficers, start: { now: new Date(), seed: 1 } });
    await mail.deliver('LC004127', plainMessage('Behind a closed door'));
    expect(await subjectsOf(await force.shift({ staffId: 'LC004127' }), mail.ports.imap)).toContain('Behind a closed door');
    const seenAt = /^base_dir = (.*)\/run$/m.exec(readFileSync(join(mine, 'dovecot.conf'), 'utf8'))?.[1] ?? folder;
    expect(processesOf(seenAt).length).toBeGreaterThan(0);
    await mail.close();
    await eventually(
      async () => processesOf(seenAt),
      (left) => left.length === 0,
    );
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!isRoot)('run under an ordinary account, and say what is not there (the test needs root to become one)', () => {
    const NOBODY = 65534;
    const folder = mkdtempSync(join(tmpdir(), 'mail-nobody-'));
    chownSync(folder, NOBODY, NOBODY);
    const script = new URL('support/unprivileged-mail.ts', import.meta.url).pathname;
    const said = execFileSync('setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', process.execPath, script, folder]);
    expect(JSON.parse(said.toString())).toEqual({ notes: [expect.stringContaining('No Postfix')] });
    expect(readdirSync(join(folder, 'mail', 'home', 'lc004127', 'Maildir', 'new'))).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});

/** nodemailer knows no EXTERNAL: the certificate is the login, the initial response is empty. */
const byCertificate: SMTPConnection.CustomAuthenticationHandlers[string] = async (context) => {
  const answer = await context.sendCommand('AUTH EXTERNAL =');
  if (answer.status !== 235) throw new Error(`login: ${answer.status}`);
};

/** Processes whose command line or working folder names the folder. */
const processesOf = (folder: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });

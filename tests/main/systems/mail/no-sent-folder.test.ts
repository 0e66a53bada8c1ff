import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../../../main/systems/mail/adapter.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import type { MailService } from '../../../../main/systems/mail/service.ts';
import type { ForceMail } from './support/force-mail.ts';
import { isRoot, item, letterDesk, losingLastWord } from './support/letters.ts';

/** A mail server that makes no folder for what is sent. */
const withoutSent = async ({ folder, officer, mail }: ForceMail): Promise<void> => {
  const file = join(folder, 'mail', 'dovecot.conf');
  const [before, after] = [readFileSync(file, 'utf8'), readFileSync(file, 'utf8').replace(/^ {2}mailbox Sent \{[^}]*\}\n/m, '')];
  expect(after).not.toBe(before);
  writeFileSync(file, after);
  rmSync(join(folder, 'mail', 'home', officer.staffId.toLowerCase(), 'Maildir', '.Sent'), { recursive: true });
  await mail.doveadm('reload');
};
const desk = letterDesk(withoutSent);
const { send, copies, arrived } = desk;

/** The same server, which lets no folder be made. */
const noFolderMade = (): MailService => ({
  ...desk.service,
  async mailbox(): Promise<Mailbox> {
    const real = await desk.service.mailbox();
    return {
      closed: real.closed,
      tellsOfAll: real.tellsOfAll,
      folders: async () => (await real.folders()).filter(({ special }) => special !== 'sent'),
      create: async () => undefined,
      inFolder: (path, work) => real.inFolder(path, work),
      watch: (listed) => real.watch(listed),
      onNews: (listener) => real.onNews(listener),
      onClosed: (listener) => real.onClosed(listener),
      append: () => Promise.reject(new Error('kept where nothing is')),
      close: () => real.close(),
    };
  },
});

describe.skipIf(!isRoot)('a letter at a server without a folder of sent mail (Postfix needs root)', () => {
  it('goes without a copy where none may be made, and once: of a lost answer the officer decides', async () => {
    const [told, lost] = [item('Told'), item('Lost')];
    const sendWithout = (letter: typeof told, submission = desk.submissionOver(), signal?: AbortSignal) =>
      createMailSender({ store: desk.store, service: noFolderMade(), submission })(letter, signal);
    expect(await sendWithout(told)).toMatchObject({ kind: 'done' });
    expect(await sendWithout(lost, losingLastWord(desk), AbortSignal.timeout(3000))).toEqual({ kind: 'unknown' });
    await arrived(desk.tom, lost.id);
    const again = await sendWithout(lost);
    expect(again).toMatchObject({ kind: 'refused', problem: { code: 'MayHaveGone' } });
    expect(await copies(desk.tom, lost.id)).toHaveLength(1);
    expect(await copies(desk.tom, told.id)).toHaveLength(1);
  });

  it('has the folder made, and goes once, though the server’s last word is lost', async () => {
    expect((await (await desk.service.mailbox()).folders()).filter(({ special }) => special === 'sent')).toEqual([]);
    const letter = item('Into a new folder');
    expect(await send(letter, losingLastWord(desk), AbortSignal.timeout(3000))).toEqual({ kind: 'unknown' });
    await arrived(desk.tom, letter.id);
    expect(await send(letter, { submit: () => Promise.reject(new Error('sent again')) })).toMatchObject({ kind: 'done' });
    expect(await copies(desk.tom, letter.id)).toHaveLength(1);
    const made = (await (await desk.service.mailbox()).folders()).find(({ special }) => special === 'sent');
    expect(await copies(desk.service, letter.id, made?.path)).toHaveLength(1);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demonstration, startDemonstration } from '../../build/demonstration/demonstration.ts';
import { mailAccounts } from '../../hq/demo/mail/accounts.ts';
import { mailUser } from '../../hq/demo/mail/folder.ts';
import { demoMessages } from '../../hq/demo/mail/mailboxes.ts';
import { fillMailbox, type StoredMessage } from '../../hq/demo/mail/maildir.ts';
import { DEMO_PIN, type DemoOfficer, demoOfficers } from '../../hq/demo/officers.ts';
import type {} from '../../preload/window.ts';
import type { ClientWindow } from './window.ts';

/** What the officer's store must hold before the way from PIN to Today is measured. */
export const MAILS = 1000;
const LOGS = 200;
/** One message in so many is unread. */
const UNREAD_OF = 40;
const MINUTE_MS = 60_000;
const SEED = 2021;

/** The demonstration in a folder of its own, with an officer whose mailbox is as full as the laptop keeps it. */
export interface FilledLaptop extends Demonstration {
  readonly officer: DemoOfficer;
  /** Signs the officer in for the first time and waits until everything lies in the store. Needs the card in the reader. */
  fill(client: ClientWindow): Promise<void>;
}

export const openFilledLaptop = async (): Promise<FilledLaptop> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const demonstration = await startDemonstration({ folder });
    const officer = demoOfficers.find(({ collarNumber }) => collarNumber === '2418');
    if (officer === undefined) throw new Error('the officer is not of this force');
    fillMailbox(join(folder, 'mail', 'home', mailUser(officer)), manyLetters(officer), mailAccounts());
    return {
      ...demonstration,
      officer,
      fill: fillStore,
      async close() {
        await demonstration.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
};

/** The officer's own letters over and over, a minute apart: their sizes, encodings and damage are those of real mail. */
const manyLetters = (officer: DemoOfficer): readonly StoredMessage[] => {
  const now = new Date();
  const letters = demoMessages({ now, seed: SEED })(officer);
  return Array.from({ length: MAILS }, (_, index) => ({
    ...(letters[index % letters.length] as StoredMessage),
    folder: '',
    arrived: new Date(now.getTime() - (MAILS - index) * MINUTE_MS),
    seen: index % UNREAD_OF !== 0,
  }));
};

/** Types the PIN into the sign-in screen that asks for it. */
export const enterPin = async (client: ClientWindow): Promise<void> => {
  await client.until('the sign-in screen asks for the PIN', pinAsked);
  await client.type(DEMO_PIN);
  await client.pressEnter();
};

/** In the page: the box for the PIN has the focus. */
export const pinAsked = (): boolean => document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'password';

/** In the page: the Today pane shows the officer's day, mail included. */
export const todayShown = (): boolean =>
  document.querySelector('nav[aria-label="Panes"]') !== null &&
  [...document.querySelectorAll('main h2')].some((heading) => /^Unread mail, \d/.test(heading.textContent));

const fillStore = async (client: ClientWindow): Promise<void> => {
  await enterPin(client);
  await client.until('Today is shown', todayShown);
  await client.until(`${MAILS} mails and ${LOGS} logs are in the store`, isFilled, { mails: MAILS, logs: LOGS });
};

/** In the page: the store holds that much. */
const isFilled = async ({ mails, logs }: { readonly mails: number; readonly logs: number }): Promise<boolean> => {
  const [mail, storm] = await Promise.all([
    window.api.mail.list({ folder: 'INBOX', filter: 'all', offset: 0, limit: 1 }),
    window.api.storm.list({ scope: 'area', offset: 0, limit: 1 }),
  ]);
  if (!mail.ok || !storm.ok) return false;
  if (!mail.value.known || !storm.value.known) return false;
  const { area, closed } = storm.value.value.counts;
  return mail.value.value.total >= mails && area + closed >= logs;
};

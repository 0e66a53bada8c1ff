import { setTimeout as delay } from 'node:timers/promises';
import type {} from '../../preload/window.ts';
import { type EventLoop, watchEventLoop } from './event-loop.ts';
import { enterPin, type FilledLaptop } from './filled-laptop.ts';
import { allGone, isLocked } from './removal.ts';
import { atMost, median, type Result } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 50;
const BUDGET_MS = 300;
const STALL_MS = 100;
/** OpenSC may take 1.9 s after an insertion to hear of anything. */
const WORK_MS = 2000;
/** The card leaves at another moment of the reading each time. */
const MOMENTS_MS = [0, 30, 80, 150, 300, 600, 1200] as const;
const SENDER = 'm@attacker.example';

const withHeader = (type: string, body: string): Buffer =>
  Buffer.from(
    `From: ${SENDER}\r\nSubject: heavy\r\nDate: ${new Date().toUTCString()}\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`,
  );
const part = (index: number): string => `--b\r\nContent-Type: text/plain; name="${'n'.repeat(340)}${index}"\r\n\r\nx\r\n`;

/** What once kept main, or the mailbox, for seconds and more: each arrives, is fetched ahead where it is small enough, and is opened. */
const HEAVY: readonly (() => Buffer)[] = [
  () => withHeader('text/plain', 'a\r\n'.repeat(340_000)),
  () => withHeader('text/html', `<p>words</p><style>@import${' '.repeat(900_000)}`),
  () => withHeader('multipart/mixed; boundary=b', '--b\r\n\r\nx\r\n'.repeat(100_000)),
  () => withHeader('text/plain', 'x'.repeat(900_000)),
  () => withHeader('multipart/mixed; boundary=b', `${Array.from({ length: 9900 }, (_, index) => part(index)).join('')}--b--\r\n`),
  () => withHeader(`text/plain; name="${'n'.repeat(4_500_000)}"`, 'words'),
  () => withHeader('text/plain; format=flowed', 'the words \r\n'.repeat(2_000_000)),
  () => withHeader('text/plain', 'the words\r\n'.repeat(2_180_000)),
];

/**
 * From the order that takes the card out of the reader to the end of every process that held what was on screen, while hostile mail
 * arrives and is opened; and main's longest turn meanwhile.
 */
export const benchRemovalUnderMail = async (laptop: FilledLaptop, client: ClientWindow, pid: number): Promise<readonly Result[]> => {
  const loop = await watchEventLoop(pid);
  try {
    return await measure(laptop, client, loop);
  } finally {
    loop.close(); // A program that is debugged does not end.
  }
};

const measure = async (laptop: FilledLaptop, client: ClientWindow, loop: EventLoop): Promise<readonly Result[]> => {
  const times: number[] = [];
  const stalls: number[] = [];
  await laptop.remove();
  await client.until('the sign-in screen says that the work is locked', isLocked);
  for (let run = 0; run < RUNS; run += 1) {
    await laptop.insert(laptop.officer.collarNumber);
    await enterPin(client);
    await client.until('the desk is shown', deskShown);
    await loop.longest(); // What the sign-in took is not asked here.
    const heavy = HEAVY[run % HEAVY.length];
    if (heavy !== undefined) await laptop.force.mail.deliver(laptop.officer.staffId, heavy());
    await delay(WORK_MS);
    await client.evaluate(openHeavy, SENDER);
    await delay(MOMENTS_MS[run % MOMENTS_MS.length]);
    const pids = await client.renderers();
    const begun = performance.now();
    const removed = laptop.remove();
    await allGone(pids);
    times.push(performance.now() - begun);
    stalls.push(await loop.longest());
    await removed;
    await client.until('the sign-in screen says that the work is locked', isLocked);
  }
  return [
    atMost(BUDGET_MS, `card out to page content gone while hostile mail is read, median of ${RUNS}`, median(times), 'ms'),
    atMost(BUDGET_MS, `card out to page content gone while hostile mail is read, worst of ${RUNS}`, Math.max(...times), 'ms'),
    atMost(STALL_MS, `main's longest turn while hostile mail is read, median of ${RUNS}`, median(stalls), 'ms'),
    atMost(STALL_MS, `main's longest turn while hostile mail is read, worst of ${RUNS}`, Math.max(...stalls), 'ms'),
  ];
};

/** In the page: work is open, at whichever pane it was left. */
const deskShown = (): boolean => document.querySelector('nav[aria-label="Panes"]') !== null;

/** In the page: asks for the newest such messages all at once, and shows one of them as the pane would. Nobody waits for the answers. */
const openHeavy = async (sender: string): Promise<void> => {
  const page = await window.api.mail.list({ folder: 'INBOX', filter: 'all', offset: 0, limit: 100 });
  const rows = page.ok && page.value.known ? page.value.value.rows.filter(({ from }) => from?.address === sender).slice(0, 8) : [];
  for (const { id } of rows) {
    void window.api.mail.message({ id });
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', '');
    frame.src = `/mail/${id}/body?theme=day`;
    document.body.append(frame);
  }
  dispatchEvent(new KeyboardEvent('keydown', { key: '2', ctrlKey: true, bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const row = [...document.querySelectorAll<HTMLElement>('li > button')].find((button) => button.textContent.includes(sender));
  row?.click();
};

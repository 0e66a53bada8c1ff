import { setTimeout as delay } from 'node:timers/promises';
import type {} from '../../preload/window.ts';
import { openTimedCard, type TimedCard } from './card.ts';
import { enterPin, type FilledLaptop, pinAsked } from './filled-laptop.ts';
import { atMost, median, type Result, timesAtMost, told } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 7;
/** What a real warrant card takes for every answer (docs/decisions), and how often such a sign-in is measured. */
const SLOW_APDU_MS = 44;
const SLOW_RUNS = 5;
const SLOW_RATIO = 1.3;
/**
 * Between a lock and the next PIN, as somebody needs to type it. The card service's process is replaced meanwhile, and its successor reads
 * the card: on a slow one that takes two seconds, and a PIN that is there before waits for it.
 */
const AT_SIGN_IN_MS = 3500;
const BUDGET_MS = 400;
/** Feeds and mail have been asked once by then: what follows a sign-in is not measured with the next one. */
const REST_MS = 1500;

/**
 * From the Enter that ends the PIN to Today painted, with the officer's work on the laptop and the card left in the reader; and what
 * the card alone needs for it, timed by a card service of the bench's own on the same card, in turn with the sign-ins.
 */
export const benchUnlock = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const card = await openTimedCard(laptop.reader);
  try {
    const quick = await signIns(client, card, RUNS);
    await laptop.reader.setSlow(SLOW_APDU_MS);
    const slow = await signIns(client, card, SLOW_RUNS);
    await laptop.reader.setSlow(0);
    return [
      told('PIN to Today painted, 1,000 mails and 200 logs', quick.whole, 'ms'),
      told("the card's own operations in that: login, opening the card share", quick.card, 'ms'),
      atMost(BUDGET_MS, "PIN to Today painted, beyond the card's own operations", quick.whole - quick.card, 'ms'),
      timesAtMost(
        SLOW_RATIO,
        `PIN to Today painted, card of ${SLOW_APDU_MS} ms an APDU`,
        slow.whole,
        "its card's own operations",
        slow.card,
      ),
    ];
  } finally {
    await card.close();
  }
};

/** The middle of `runs` sign-ins, and of the card's own part in them; one more goes before that does not count. */
const signIns = async (client: ClientWindow, card: TimedCard, runs: number): Promise<{ readonly whole: number; readonly card: number }> => {
  const whole: number[] = [];
  const alone: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    await lock(client);
    await delay(AT_SIGN_IN_MS);
    const cardMs = await card.operations();
    const wholeMs = await signIn(client);
    await delay(REST_MS);
    if (run < 0) continue;
    whole.push(wholeMs);
    alone.push(cardMs);
  }
  return { whole: median(whole), card: median(alone) };
};

const lock = async (client: ClientWindow): Promise<void> => {
  // Not awaited in the page: its process ends with the lock.
  await client.evaluate(() => void window.api.session.lock(null), null);
  await client.until('the sign-in screen asks for the PIN', pinAsked);
};

const signIn = async (client: ClientWindow): Promise<number> => {
  await client.evaluate(watchForToday, null);
  await enterPin(client);
  return client.evaluate(paintedAfter, null);
};

declare global {
  /** Set in the page by the bench: milliseconds from the Enter that ends the PIN to Today painted. */
  var todayPainted: Promise<number> | undefined;
}

/**
 * In the page: from the keyboard's own time stamp to the frame in which Today stands, rows and mail included. The message posted in
 * that frame's callback is delivered once the frame has been laid out and painted.
 */
const watchForToday = (): void => {
  const shown = (): boolean => [...document.querySelectorAll('main h2')].some((heading) => /^Unread mail, \d/.test(heading.textContent));
  globalThis.todayPainted = new Promise((resolve) => {
    let pressed = Number.NaN;
    const press = ({ key, timeStamp }: KeyboardEvent): void => {
      if (key === 'Enter') pressed = timeStamp;
    };
    addEventListener('keydown', press, { capture: true });
    const observer = new MutationObserver(() => {
      if (!shown()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - pressed);
        port2.postMessage(null);
      });
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  });
};

const paintedAfter = async (): Promise<number> => (await globalThis.todayPainted) ?? Number.NaN;

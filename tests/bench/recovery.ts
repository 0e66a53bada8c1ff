import { readdirSync, readFileSync } from 'node:fs';
import { demoOfficers } from '../../hq/demo/officers.ts';
import { enterPin, type FilledLaptop, pinAsked, todayShown } from './filled-laptop.ts';
import { median, type Result, told } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 7;
const OTHER = '4127';

/**
 * What an officer waits for when something changes: another officer's card in place of the one that is in, PIN typed as soon as it is
 * asked for, to that officer's Today; and a card service that dies, to a sign-in screen that asks for the PIN again.
 */
export const benchRecovery = async (laptop: FilledLaptop, client: ClientWindow, clientPid: number): Promise<readonly Result[]> => {
  const own = laptop.officer.collarNumber;
  const others = demoOfficers.find(({ collarNumber }) => collarNumber === OTHER);
  if (others === undefined) throw new Error('the officer is not of this force');
  await laptop.insert(own);
  await enterPin(client);
  await client.until('Today is shown', todayShown);
  const switches: number[] = [];
  // The first of each officer fills a store or warms it: neither counts.
  for (let run = -2; run < RUNS; run += 1) {
    const [collarNumber, name] = run % 2 === 0 ? [OTHER, others.name] : [own, laptop.officer.name];
    const begun = performance.now();
    await laptop.insert(collarNumber);
    await client.until('the sign-in screen asks for the PIN', pinAsked);
    await enterPin(client);
    await client.until("the other officer's Today is shown", isTodayOf, name);
    if (run >= 0) switches.push(performance.now() - begun);
  }
  const crashes: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    process.kill(cardServiceOf(clientPid), 'SIGKILL');
    await client.until('the sign-in screen asks for the PIN', pinAsked);
    crashes.push(performance.now() - begun);
    await enterPin(client);
    await client.until('Today is shown', todayShown);
  }
  return [
    told(`one officer's card in place of another's to Today, PIN typed at once, median of ${RUNS}`, median(switches), 'ms'),
    told(`card service killed to the sign-in screen asking for the PIN again, median of ${RUNS}`, median(crashes), 'ms'),
  ];
};

/** In the page. */
const isTodayOf = (name: string): boolean =>
  document.querySelector('nav[aria-label="Panes"]') !== null &&
  document.body.textContent.includes(name) &&
  [...document.querySelectorAll('main h2')].some((heading) => /^Unread mail, \d/.test(heading.textContent));

/** The client's child that runs the card service. */
const cardServiceOf = (clientPid: number): number => {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readOf(`/proc/${entry}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === clientPid && readOf(`/proc/${entry}/cmdline`).includes('card-service')) return Number(entry);
  }
  throw new Error('the client has no card service');
};

const readOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended meanwhile.
  }
};

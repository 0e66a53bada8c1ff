import { incident } from '../../contracts/domain/incident.ts';
import { beginWriting, findItem } from '../../hq/database/items.ts';
import { publish } from '../../hq/systems/publish.ts';
import type {} from '../../preload/window.ts';
import type { FilledLaptop } from './filled-laptop.ts';
import { atMost, median, type Result } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 20;
const BUDGET_MS = 100;
/** Nobody reads so far up so soon. */
const WHOLE_BUDGET_MS = 500;
/** As many as a log may hold. */
const LINES = 2000;

/**
 * From the click on the row of a log of 2,000 lines to its newest lines on screen, more than it has room for, and to all of them in the page;
 * another log is open before.
 */
export const benchLongLog = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const id = await makeLong(laptop);
  await client.until('the long log is on the laptop', isHere, { id, lines: LINES });
  const painted: number[] = [];
  const whole: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const time = await client.evaluate(openLog, { serial: id.slice(-4), lines: LINES });
    if (run < 0) continue;
    painted.push(time.painted);
    whole.push(time.whole);
  }
  return [
    atMost(BUDGET_MS, `log of ${LINES} lines opened, median of ${RUNS}`, median(painted), 'ms'),
    atMost(BUDGET_MS, `log of ${LINES} lines opened, worst of ${RUNS}`, Math.max(...painted), 'ms'),
    atMost(WHOLE_BUDGET_MS, `all of its ${LINES} lines in the page, median of ${RUNS}`, median(whole), 'ms'),
  ];
};

/** A job whose log control has written full. */
const makeLong = async ({ force, officer }: FilledLaptop): Promise<string> => {
  const { id } = await force.giveJob(3, officer.collarNumber);
  await force.hq?.database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'storm');
    const item = await findItem(transaction, { system: 'storm', kind: 'incident', owner: '', id });
    const log = incident.parse(item?.body);
    const [first] = log.lines;
    const lines = Array.from({ length: LINES }, (_, n) => ({
      ...first,
      id: `${id}/l${n}`,
      kind: 'update',
      text: `Line ${n + 1} of a long night.`,
    }));
    await publish(transaction, 'storm', [{ kind: 'incident', id, area: item?.area ?? null, body: { ...log, lines } }]);
  });
  return id;
};

/** In the page, both. */
const isHere = async ({ id, lines }: { readonly id: string; readonly lines: number }): Promise<boolean> => {
  const log = await window.api.storm.get({ id });
  return log.ok && log.value.lines.length === lines;
};
const openLog = async ({
  serial,
  lines,
}: {
  readonly serial: string;
  readonly lines: number;
}): Promise<{ readonly painted: number; readonly whole: number }> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const row = (is: (text: string) => boolean) =>
    [...document.querySelectorAll<HTMLElement>('main li > button')].find((one) => is(one.textContent));
  const shown = (): number => document.querySelectorAll('[data-detail] ol > li').length;
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await frame();
  };
  [...document.querySelectorAll<HTMLElement>('nav button')].find((one) => one.textContent.includes('Storm'))?.click();
  await until(() => row((text) => !text.includes(serial)) !== undefined && row((text) => text.includes(serial)) !== undefined);
  row((text) => !text.includes(serial))?.click();
  await until(() => shown() > 0 && shown() < lines);
  const begun = performance.now();
  row((text) => text.includes(serial))?.click();
  await until(() => document.querySelector('[data-detail] ol > li:last-child')?.textContent.includes(`Line ${lines} of`) === true);
  await frame();
  const painted = performance.now() - begun;
  await until(() => shown() >= lines);
  await frame();
  return { painted, whole: performance.now() - begun };
};

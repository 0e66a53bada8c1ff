import { incident } from '../../contracts/domain/incident.ts';
import { beginWriting, findItem } from '../../hq/database/items.ts';
import { publish } from '../../hq/systems/publish.ts';
import type {} from '../../preload/window.ts';
import type { FilledLaptop } from './filled-laptop.ts';
import { atMost, median, type Result } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 20;
const BUDGET_MS = 100;
/** As many as a log may hold. */
const LINES = 2000;

/** From the click on the row of a log of 2,000 lines to its lines on screen; another log is open before. */
export const benchLongLog = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const id = await makeLong(laptop);
  await client.until('the long log is on the laptop', isHere, { id, lines: LINES });
  const times: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const time = await client.evaluate(openLog, { serial: id.slice(-4), lines: LINES });
    if (run >= 0) times.push(time);
  }
  return [
    atMost(BUDGET_MS, `log of ${LINES} lines opened, median of ${RUNS}`, median(times), 'ms'),
    atMost(BUDGET_MS, `log of ${LINES} lines opened, worst of ${RUNS}`, Math.max(...times), 'ms'),
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
  const log = await window.api.storm.get({ id, markSeen: false });
  return log.ok && log.value.lines.length === lines;
};
const openLog = async ({ serial, lines }: { readonly serial: string; readonly lines: number }): Promise<number> => {
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
  await until(() => shown() >= lines);
  await frame();
  return performance.now() - begun;
};

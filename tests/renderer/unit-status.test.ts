import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** The unit LD21 is attached to the first; it is a resource of the second; it is not on the third; the last is closed. */
const ON = 'LC-20210518-1587';
const GIVEN = 'LC-20210518-1533';
const AREA = 'LC-20210518-1402';
const CLOSED = 'LC-20210517-0841';
const openLog = async (item: string, query: Readonly<Record<string, string>> = {}, more: Pick<Ask, 'alone'> = {}): Promise<Page> => {
  const { page } = await harness.open({ query: { pane: 'storm', item, ...query }, ...more });
  await page.getByRole('button', { name: /^LD21 6 At scene/ }).waitFor();
  await side(page).waitFor();
  return page;
};
const side = (page: Page) => page.getByRole('complementary', { name: 'Resources and my status' });
const key = (page: Page, code: number) => side(page).getByRole('button', { name: new RegExp(`^${code} `) });
const said = (page: Page, text: string) => page.getByRole('status').getByText(text, { exact: true });
const given = (page: Page): Promise<readonly unknown[]> =>
  page.evaluate(() =>
    window.probe.calls
      .filter((call) => call.name === 'commands.give')
      .map(({ request }) => request as { command: string; payload: object })
      .map(({ command, payload }) => [command, payload]),
  );

describe('the status of my unit beside a log', () => {
  it('that it is on is set on that log, and says so', async () => {
    const page = await openLog(ON);
    await side(page)
      .getByRole('heading', { name: /^LD21 on this log/ })
      .waitFor();
    await key(page, 7).click();
    await said(page, 'LD21: 7 Committed, deployable, on log 1587').waitFor();
    expect(await given(page)).toEqual([['unit.setStatus', { callSign: 'LD21', status: 7, incidentId: ON }]]);
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    await page.close();
  });

  it('that it was given puts it on that log, by key or by Alt and number, and says which it leaves', async () => {
    const page = await openLog(GIVEN);
    await side(page)
      .getByRole('heading', { name: /^Put LD21 on this log/ })
      .waitFor();
    await side(page).getByText('LD21 is on log 1587. A status here takes it off that one.').waitFor();
    // On patrol would be about the other log.
    expect(await key(page, 2).count()).toBe(0);
    await page.keyboard.press('Alt+5');
    await said(page, 'LD21: 5 En route, on log 1533, off log 1587').waitFor();
    const [[command, payload]] = (await given(page)) as [[string, object]];
    expect([command, payload]).toMatchObject(['unit.assign', { callSign: 'LD21', incidentId: GIVEN, status: 5 }]);
    await side(page)
      .getByRole('heading', { name: /^LD21 on this log/ })
      .waitFor();
    await page.getByRole('button', { name: 'Undo: put LD21 back on log 1587' }).click();
    await said(page, 'LD21: 6 At scene, on log 1587').waitFor();
    expect((await given(page)).at(-1)).toEqual(['unit.assign', { callSign: 'LD21', incidentId: ON, status: 6 }]);
    await page.close();
  });

  it('that it is not on offers to assign it, and sets no status but with the log that it is about', async () => {
    const page = await openLog(AREA);
    await side(page).getByRole('heading', { name: 'LD21 is not on this log' }).waitFor();
    expect(await key(page, 5).count()).toBe(0);
    await page.keyboard.press('Alt+7');
    await said(page, 'LD21: 7 Committed, deployable, on log 1587, not the open log 1402').waitFor();
    expect(await given(page)).toEqual([['unit.setStatus', { callSign: 'LD21', status: 7, incidentId: ON }]]);
    await side(page).getByRole('button', { name: 'Assign LD21, 5 En route' }).click();
    await said(page, 'LD21: 5 En route, on log 1402, off log 1587').waitFor();
    expect((await given(page)).at(-1)).toEqual(['unit.assign', { callSign: 'LD21', incidentId: AREA, status: 5 }]);
    await page.close();
  });

  it('that is closed has none', async () => {
    const page = await openLog(CLOSED);
    await side(page).getByText('No status is set from a closed log.').waitFor();
    expect(await side(page).getByRole('button', { name: /^\d/ }).count()).toBe(0);
    await page.close();
  });
});

describe('going available', () => {
  it('says what it detaches, from any pane, and is undone within ten seconds', async () => {
    const page = await openLog(ON);
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Alt+2');
    await said(page, 'LD21: 2 On patrol, off log 1587').waitFor();
    await page.getByRole('button', { name: /^LD21 2 On patrol/ }).waitFor();
    await page.getByRole('button', { name: 'Undo: put LD21 back on log 1587' }).click();
    await page.getByRole('button', { name: /^LD21 6 At scene/ }).waitFor();
    expect(await given(page)).toEqual([
      ['unit.standDown', { callSign: 'LD21', incidentId: ON, status: 2 }],
      ['unit.assign', { callSign: 'LD21', incidentId: ON, status: 6 }],
    ]);
    await page.close();
  });
});

describe('what was done to the unit', () => {
  it('can be undone no more once ten seconds are over', async () => {
    const page = await openLog(ON, {}, { alone: true });
    await page.clock.install();
    await page.keyboard.press('Alt+2');
    const undo = page.getByRole('button', { name: 'Undo: put LD21 back on log 1587' });
    await undo.waitFor();
    await page.clock.fastForward(9_000);
    expect(await undo.count()).toBe(1);
    await page.clock.fastForward(1_100);
    await expect.poll(() => undo.count()).toBe(0);
    expect(await said(page, 'LD21: 2 On patrol, off log 1587').count()).toBe(0);
    await page.close();
  });
});

describe('a message status', () => {
  it('is sent as a message, says so, and leaves the status as it is', async () => {
    const page = await openLog(ON);
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+4');
    await said(page, 'LD21: 14 Urgent call back goes as a message. The status stays 6 At scene').waitFor();
    expect(await given(page)).toEqual([['unit.sendMessage', { callSign: 'LD21', status: 14 }]]);
    await page.getByRole('button', { name: /^LD21 6 At scene/ }).waitFor();
    await page.getByRole('button', { name: /^LD21 6 At scene/ }).click();
    expect(await page.getByText('message', { exact: true }).count()).toBe(5);
    await page.close();
  });
});

describe('a status that main does not take on', () => {
  it('says so until it was read', async () => {
    const page = await openLog(ON, { refuse: 'NotAllowed' });
    await key(page, 7).click();
    await page.getByRole('alert').getByText('Status not set. Try again.').waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    expect(await page.getByText('Status not set').count()).toBe(0);
    await page.close();
  });
});

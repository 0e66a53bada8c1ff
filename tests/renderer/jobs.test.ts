import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newJobs } from './fixture/storm.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { page } = await harness.open({ query });
  await page.getByRole('navigation', { name: 'Panes' }).waitFor();
  return page;
};
const tones = (page: Page): Promise<number> => page.evaluate(() => window.probe.tones());
const give = (page: Page, ...numbers: readonly number[]): Promise<void> =>
  page.evaluate(
    (jobs) => window.probe.jobs(jobs),
    numbers.map((number) => newJobs[number]).filter((job) => job !== undefined),
  );
const banner = (page: Page) => page.getByRole('region', { name: /^New jobs/ });
const seenIds = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    window.probe.calls.filter((call) => call.name === 'storm.seenJobs').flatMap((call) => (call.request as { ids: string[] }).ids),
  );
const stormButton = (page: Page) => page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: /^Storm/ });

describe('a job for my unit', () => {
  it('stands over any pane with grade, what and where, is on the badge, sounds once, and takes no focus', async () => {
    const page = await desk();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('corsa');
    expect(await stormButton(page).textContent()).not.toContain('Job');
    await give(page, 0);
    await banner(page).getByText('Job for LD21: grade 1 Emergency', { exact: true }).waitFor();
    await banner(page).getByText('Officer assaulted, assistance needed, Hough Lane, Leyland').first().waitFor();
    await expect.poll(() => tones(page)).toBe(4);
    expect(await page.getByRole('combobox', { name: /Search/ }).inputValue()).toBe('corsa');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type(' 2');
    expect(await page.getByRole('combobox', { name: /Search/ }).inputValue()).toBe('corsa 2');
    expect(await stormButton(page).textContent()).toMatch(/Job, \d+ open logs?, 1 new job/);
    // Asked again without a new one, it does not sound again.
    await give(page, 0);
    await page.keyboard.press('Control+2');
    await banner(page).getByRole('group').waitFor();
    expect(await tones(page)).toBe(4);
    await page.close();
  });

  it('is read out once: at once for grades 1 and 2, at a pause for others', async () => {
    const page = await desk();
    const alert = banner(page).getByRole('alert');
    const status = banner(page).getByRole('status');
    const region = page.locator('section[aria-label^="New jobs"]');
    expect(await region.getByRole('alert').count()).toBe(1);
    await give(page, 0, 2);
    await expect.poll(() => alert.textContent()).toContain('Job for LD21: grade 1 Emergency. Officer assaulted');
    expect(await status.textContent()).toContain('Job for LD21: grade 3');
    await give(page, 0, 1, 2);
    await expect.poll(() => alert.textContent()).toContain('grade 2');
    expect(await alert.textContent()).not.toContain('grade 1');
    expect(await status.textContent()).toBe('');
    await page.close();
  });

  it('is opened with Ctrl+J, its row in Storm says so until then, and the banner goes', async () => {
    const page = await desk();
    await give(page, 0, 1);
    await page.keyboard.press('Control+2');
    await banner(page).getByRole('group').waitFor();
    await page.keyboard.press('Control+j');
    await page.getByRole('heading', { name: 'Burglary, suspect may be near' }).waitFor();
    await expect.poll(() => seenIds(page)).toContain('LC-20210518-1587');
    await expect
      .poll(() =>
        banner(page)
          .getByRole('group', { name: /grade 1/ })
          .count(),
      )
      .toBe(0);
    await banner(page)
      .getByRole('group', { name: /grade 2/ })
      .waitFor();
    await page.close();
  });

  it('says so in its row, where else “Nothing new” would stand', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    const row = page.locator('li > button', { hasText: 'Burglary, suspect' });
    await row.waitFor();
    // It is open already: what becomes a job under the officer's eyes is told all the same.
    await give(page, 0);
    await row.getByText('Job for LD21: grade 1').waitFor();
    await banner(page).getByRole('group').waitFor();
    await row.click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    expect(await row.getByText('Job for LD21').count()).toBe(0);
    await page.close();
  });

  it('goes when it is said to be seen, one at a time, counted, and the focus comes back', async () => {
    const page = await desk();
    await give(page, 0, 1, 2);
    await banner(page).getByText('2 more: grade 2, grade 3').waitFor();
    const search = page.getByRole('combobox', { name: /Search/ });
    await search.focus();
    for (const serial of ['1587', '1623', '1630']) await page.getByRole('button', { name: `Seen, log ${serial}` }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    expect(await seenIds(page)).toEqual(['LC-20210518-1587', 'LC-20210518-1623', 'LC-20210518-1630']);
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });

  it('that was there before this sign-in is shown and sounds at the first touch, when the page may sound', async () => {
    const page = await desk({ jobs: '1', untouched: '' });
    await banner(page).getByRole('group').waitFor();
    expect(await tones(page)).toBe(0);
    await page.keyboard.press('Control+2');
    await expect.poll(() => tones(page)).toBe(4);
    await page.close();
  });

  it('is silent where the laptop was silenced, and shown all the same', async () => {
    const page = await desk();
    await page.keyboard.press('F2');
    await page.getByLabel('A new job sounds').uncheck();
    await page.keyboard.press('Escape');
    const kept = await page.evaluate(() => window.probe.calls.filter((call) => call.name === 'session.setAppearance').at(-1)?.request);
    expect(kept).toEqual({ theme: 'day', car: false, sound: false });
    await give(page, 0);
    await banner(page).getByRole('group').waitFor();
    expect(await tones(page)).toBe(0);
    await page.close();
  });

  it('sounds in blackout and lights nothing; the key that ends it shows the job', async () => {
    const page = await desk();
    await page.keyboard.press('F12');
    await page.getByRole('alertdialog', { name: /sounds and shows nothing/ }).waitFor();
    await give(page, 0);
    await expect.poll(() => tones(page)).toBe(4);
    const lit = await page.evaluate(() => {
      const corners = [20, innerWidth / 2, innerWidth - 20].flatMap((x) =>
        [20, innerHeight / 2, innerHeight - 20].map((y) => [x, y] as const),
      );
      return corners.filter(([x, y]) => getComputedStyle(document.elementFromPoint(x, y) as Element).backgroundColor !== 'rgb(0, 0, 0)');
    });
    expect(lit).toEqual([]);
    await page.keyboard.press('a');
    await banner(page).getByText('Job for LD21').first().waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await page.close();
  });
});

describe('new lines in a log of mine', () => {
  it('change the word and the name of the badge, not only its colour', async () => {
    const page = await desk();
    expect(await stormButton(page).textContent()).toMatch(/New, \d+ open logs?, new lines in \d log/);
    await page.close();
  });
});

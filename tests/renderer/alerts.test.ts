import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../contracts/ipc/storm.ts';
import { newAlerts } from './fixture/storm.ts';
import { openedWindow } from './harness/desk.ts';

const { desk, open } = openedWindow();
const tones = (page: Page): Promise<number> => page.evaluate(() => window.probe.tones());
const give = (page: Page, ...numbers: readonly number[]): Promise<void> =>
  page.evaluate(
    (alerts) => window.probe.alerts(alerts),
    numbers.map((number) => newAlerts[number]).filter((job) => job !== undefined),
  );
const banner = (page: Page) => page.getByRole('region', { name: /^New jobs and alerts/ });
const given = (page: Page): Promise<readonly unknown[]> =>
  page.evaluate(() => window.probe.calls.filter((call) => call.name === 'commands.give').map(({ request }) => request));
const acknowledgement = (serial: string) => ({
  ...{ system: 'storm', command: 'incident.acknowledge' },
  payload: { incidentId: `LC-20210518-${serial}`, upTo: `L-${serial}` },
});
const stormButton = (page: Page) => page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: /^Storm/ });

describe('a job at the locked screen', () => {
  it('says for which unit one waits and nothing else, is read out once, and sounds unless it is silenced', async () => {
    const { page } = await open({ query: { session: 'locked' } });
    const region = page.locator('main').getByRole('alert');
    expect(await region.textContent()).toBe('');
    await page.evaluate(() => window.probe.jobsAtLock(1));
    await region.getByText('A job waits for LD21').waitFor();
    await expect.poll(() => tones(page)).toBe(4);
    expect(await region.count()).toBe(1);
    // Known again is no news.
    await page.evaluate(() => window.probe.jobsAtLock(1));
    await page.evaluate(() => window.probe.jobsAtLock(0));
    await expect.poll(() => region.textContent()).toBe('');
    expect(await tones(page)).toBe(4);
    await page.close();
    const { page: silent } = await open({ query: { session: 'locked', silent: '', waiting: '2' } });
    await silent.getByText('2 jobs wait for LD21').waitFor();
    expect(await tones(silent)).toBe(0);
    await silent.close();
  });

  it('says that an alert on a log waits, and nothing of it, and sounds', async () => {
    const { page } = await open({ query: { session: 'locked' } });
    const region = page.locator('main').getByRole('alert');
    await page.evaluate(() => window.probe.jobsAtLock(0, undefined, 1));
    await region.getByText('An alert on a log waits for LD21').waitFor();
    await expect.poll(() => tones(page)).toBe(4);
    await page.evaluate(() => window.probe.jobsAtLock(0, undefined, 2));
    await region.getByText('2 alerts on logs wait for LD21').waitFor();
    await expect.poll(() => tones(page)).toBe(8);
    await page.close();
  });

  it('says that an alert about somebody missing waits, and names nobody', async () => {
    const { page } = await open({ query: { session: 'locked' } });
    const region = page.locator('main').getByRole('alert');
    await page.evaluate(() => window.probe.jobsAtLock(0, 1));
    await region.getByText('An alert about a missing person waits for you').waitFor();
    await expect.poll(() => tones(page)).toBe(4);
    await page.evaluate(() => window.probe.jobsAtLock(1, 2));
    await region.getByText('2 alerts about missing people wait for you').waitFor();
    await region.getByText('A job waits for LD21').waitFor();
    await page.close();
  });
});

describe('somebody who is missing', () => {
  it('alerts over any pane: circulated and a review are known at HQ, a need on the laptop; the gravest first', async () => {
    const page = await desk({ missingAlerts: '3', session: 'supervisor' });
    await banner(page).getByText('Missing: Ruth Calder, 68', { exact: true }).waitFor();
    expect(await banner(page).getByRole('alert').textContent()).toContain('Medicine or care by 16:10: Kieran Ashworth, 15. Medium risk.');
    expect(await banner(page).getByRole('status').textContent()).toContain('Review of the risk 12 min late: Kieran Ashworth, 15');
    await expect.poll(() => tones(page)).toBe(4);
    await banner(page).getByRole('button', { name: '2 more: medium risk, medium risk' }).waitFor();
    await page.keyboard.press('Control+j');
    await page.getByRole('heading', { name: /^Ruth Calder/, level: 2 }).waitFor();
    await page.keyboard.press('Alt+a');
    await expect
      .poll(() => given(page))
      .toEqual([{ system: 'missing', command: 'missing.acknowledge', payload: { circulationId: 'MP-21-00420' } }]);
    await banner(page)
      .getByRole('group', { name: /^Medicine or care/ })
      .waitFor();
    await page.keyboard.press('Alt+a');
    await banner(page)
      .getByRole('group', { name: /^Review/ })
      .waitFor();
    await page.getByRole('button', { name: 'Acknowledge Kieran Ashworth' }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    expect((await given(page)).slice(1)).toMatchObject([{ system: 'missing', command: 'missing.knowReview', payload: { late: true } }]);
    await page.close();
  });

  it('who is circulated and not known to all of the team leads the sergeant to the report', async () => {
    const page = await desk({ session: 'supervisor', pane: 'team' });
    const part = page.getByRole('region', { name: 'Circulations not acknowledged, 1' });
    await part.getByText('Not yet: PC 1902 Ellie Singleton, PC 3015 Owen Birtwistle').waitFor();
    await part.getByRole('button', { name: /Ruth Calder, 68/ }).click();
    await page.getByRole('heading', { name: /^Ruth Calder/, level: 2 }).waitFor();
    await page.close();
  });

  it('stands after a job of grade 1 and before one of grade 3', async () => {
    const page = await desk({ missingAlerts: '1' });
    await give(page, 0, 2);
    await banner(page).getByRole('button', { name: '2 more: high risk, grade 3' }).waitFor();
    await page.close();
  });
});

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
    const region = page.locator('section[aria-label^="New jobs and alerts"]');
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

  it('is opened with Ctrl+J and stays; Alt+A acknowledges it at HQ, and then it goes', async () => {
    const page = await desk();
    await give(page, 0, 1);
    await page.keyboard.press('Control+2');
    await banner(page).getByRole('group').waitFor();
    await page.keyboard.press('Control+j');
    await page.getByRole('heading', { name: 'Burglary, suspect may be near' }).waitFor();
    await banner(page)
      .getByRole('group', { name: /grade 1/ })
      .waitFor();
    expect(await given(page)).toEqual([]);
    await page.keyboard.press('Alt+a');
    await expect.poll(() => given(page)).toEqual([acknowledgement('1587')]);
    await banner(page)
      .getByRole('group', { name: /grade 2/ })
      .waitFor();
    expect(await banner(page).getByRole('group').count()).toBe(1);
    await page.close();
  });

  it('says so in its row, where else “Nothing new” would stand, until it is acknowledged', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    const row = page.locator('li > button', { hasText: 'Burglary, suspect' });
    await row.waitFor();
    await give(page, 0);
    await row.getByText('Job for LD21: grade 1').waitFor();
    await row.click();
    await banner(page).getByRole('group').waitFor();
    await page.getByRole('button', { name: 'Acknowledge log 1587' }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    await expect.poll(() => row.getByText('Job for LD21').count()).toBe(0);
    await page.close();
  });

  it('that is one of several is whole for the gravest, listed for the others, and each is acknowledged; the focus comes back', async () => {
    const page = await desk();
    await give(page, 0, 1, 2);
    const search = page.getByRole('combobox', { name: /Search/ });
    await search.focus();
    await banner(page).getByRole('button', { name: '2 more: grade 2, grade 3' }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(3);
    await search.focus();
    for (const serial of ['1623', '1587', '1630']) await page.getByRole('button', { name: `Acknowledge log ${serial}` }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    expect(await given(page)).toEqual(['1623', '1587', '1630'].map(acknowledgement));
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });

  it('that is acknowledged without signal says that it is not sent yet, sounds no more, and is on the badge no more', async () => {
    const page = await desk({ link: 'offline' });
    await give(page, 0);
    await banner(page).getByRole('group').waitFor();
    await page.keyboard.press('Alt+a');
    await banner(page).getByText('Acknowledged, not sent yet').waitFor();
    expect(await page.getByRole('button', { name: 'Acknowledge log 1587' }).count()).toBe(0);
    expect(await banner(page).getByRole('alert').textContent()).toBe('');
    await expect.poll(() => stormButton(page).textContent()).not.toContain('Job');
    await page.keyboard.press('Alt+a');
    expect((await given(page)).length).toBe(1);
    await page.close();
  });

  it('that was there before this sign-in is shown and sounds, although nobody has touched the page yet', async () => {
    const page = await desk({ jobs: '1' });
    await banner(page).getByRole('group').waitFor();
    await expect.poll(() => tones(page)).toBe(4);
    await page.close();
  });

  it('is silent where the laptop was silenced, and shown all the same', async () => {
    const page = await desk();
    await page.keyboard.press('F2');
    await page.getByLabel('A new job sounds').uncheck();
    await page.keyboard.press('Escape');
    const kept = await page.evaluate(() => window.probe.calls.filter((call) => call.name === 'session.setAppearance').at(-1)?.request);
    expect(kept).toEqual({ theme: 'day', car: false, sound: false, black: false });
    await give(page, 0);
    await banner(page).getByRole('group').waitFor();
    expect(await tones(page)).toBe(0);
    await page.close();
  });

  it('is silent where the policy silences the laptop, and shown all the same', async () => {
    const page = await desk({ silent: '' });
    await give(page, 0);
    await banner(page).getByRole('group').waitFor();
    await give(page, 0, 1);
    await banner(page).getByRole('button', { name: '1 more: grade 2' }).waitFor();
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

describe('an alert that ended before it was acknowledged', () => {
  it('stays as missed, after what still alerts, with what ended it, without a sound, until it is read', async () => {
    const page = await desk();
    await give(page, 4);
    await banner(page).getByText('Missed: Job for LD21: grade 2 Priority', { exact: true }).waitFor();
    await banner(page)
      .getByText(/^Came 15:30, log closed 15:36\./)
      .waitFor();
    expect(await banner(page).getByRole('status').textContent()).toContain('Missed: Job for LD21');
    expect(await banner(page).getAttribute('aria-label')).toBe('New jobs and alerts, 1 missed');
    expect(await tones(page)).toBe(0);
    expect(await stormButton(page).textContent()).not.toContain('Job');
    await give(page, 4, 0);
    await banner(page).getByRole('button', { name: '1 more: missed' }).click();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(2);
    await page.keyboard.press('Alt+a');
    await banner(page).getByRole('button', { name: 'Read log 1623' }).waitFor();
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(1);
    await page.keyboard.press('Alt+a');
    await expect.poll(() => banner(page).getByRole('group').count()).toBe(0);
    expect(await given(page)).toEqual([acknowledgement('1587')]);
    await page.close();
  });
});

describe('a line that alerts', () => {
  it('is a banner with its words, on the badge, sounds once; a later one of the same log sounds again, and the gravest stays at its head', async () => {
    const page = await desk();
    await give(page, 3);
    await banner(page).getByText('Officer safety on log 1533', { exact: true }).waitFor();
    await banner(page).getByText('Male at the address has a knife.').first().waitFor();
    expect(await banner(page).getByRole('alert').textContent()).toContain(
      'Officer safety on log 1533. Male at the address has a knife. Ctrl+J',
    );
    expect(await stormButton(page).textContent()).toMatch(/Alert, \d+ open logs?, 1 alert/);
    await expect.poll(() => tones(page)).toBe(4);
    const [alert] = newAlerts.slice(3);
    const later = { id: 'R', at: '2021-05-18T14:43:00.000Z', kind: 'regrade' as const, text: 'From 3 to 2: seen with a knife.' };
    await page.evaluate((next) => window.probe.alerts([next]), { ...alert, lines: [...(alert?.lines ?? []), later] } as Alert);
    await banner(page).getByText('Male at the address has a knife. From 3 to 2: seen with a knife.', { exact: true }).waitFor();
    await banner(page).getByText('Officer safety on log 1533', { exact: true }).waitFor();
    await expect.poll(() => tones(page)).toBe(8);
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

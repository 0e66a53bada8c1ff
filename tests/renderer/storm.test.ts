import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const LOG = 'LC-20210518-1587';
const openLog = async (query: Readonly<Record<string, string>> = {}): Promise<Page> =>
  (await harness.open({ query: { pane: 'storm', item: LOG, ...query } })).page;
const boxOf = (page: Page) => page.getByRole('textbox', { name: /Add an update/ });
const sendOf = (page: Page) => page.getByRole('button', { name: 'Send' });
/** The texts that went out in one call, oldest first. */
const textsOf = (page: Page, name: string): Promise<readonly string[]> =>
  page.evaluate(
    (wanted) =>
      window.probe.calls
        .filter((call) => call.name === wanted)
        .map(({ request }) => request as { text: string } | { payload: { text: string } })
        .map((request) => ('payload' in request ? request.payload.text : request.text)),
    name,
  );
const draftsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    window.probe.calls
      .filter((call) => call.name === 'drafts.save')
      .map(({ request }) => (request as { fields: { text: string } }).fields.text),
  );
/** As a paste puts it in: whole and at once, whatever is in it. */
const paste = (page: Page, text: string) =>
  boxOf(page).evaluate((box: HTMLTextAreaElement, given) => {
    box.focus();
    document.execCommand('insertText', false, given);
  }, text);
const leave = async (page: Page, to: string): Promise<void> => {
  await page.locator('li > button', { hasText: to }).first().click();
  await page.getByText('No lines on this log yet').waitFor();
};
const comeBack = async (page: Page): Promise<void> => {
  await page.locator('li > button', { hasText: 'Burglary' }).first().click();
  await page.getByText('LD21 and LD24 assigned').waitFor();
};

describe('what is new since the officer looked', () => {
  it('is what it was when the log was opened, whatever is asked again meanwhile', async () => {
    const { page } = await harness.open({ query: { pane: 'storm' } });
    // The list changes while the log is being opened: main is asked again before the first answer is on screen.
    await page.evaluate(() => {
      for (let time = 0; time < 5; time += 1) window.probe.alerts([]);
    });
    await page.getByText('2 new since you looked').waitFor();
    await page.evaluate(() => window.probe.alerts([]));
    await page.getByText('2 new since you looked').waitFor();
    // Nothing is marked as seen before it was on screen.
    const marks = await page.evaluate(() =>
      window.probe.calls.filter(({ name }) => name === 'storm.get').map(({ request }) => (request as { seenTo?: string }).seenTo),
    );
    expect(marks[0]).toBeUndefined();
    expect(marks.filter((mark) => mark !== undefined)).toHaveLength(1);
    await page.close();
  });

  it('is not seen while the screen is black', async () => {
    const { page } = await harness.open({ query: { pane: 'storm' } });
    const marks = (): Promise<number> =>
      page.evaluate(
        () =>
          window.probe.calls.filter(({ name, request }) => name === 'storm.get' && (request as { seenTo?: string }).seenTo !== undefined)
            .length,
      );
    await page.getByText('2 new since you looked').waitFor();
    await expect.poll(marks).toBe(1);
    await page.keyboard.press('F12');
    await page.evaluate(() => window.probe.write('A line that came while it was black'));
    await page.getByText('A line that came while it was black').waitFor({ state: 'attached' });
    expect(await marks()).toBe(1);
    await page.keyboard.press('F12');
    await expect.poll(marks).toBe(2);
    await page.close();
  });
});

describe('an update that is too long', () => {
  const long = `${'A long account of it. '.repeat(205)}The suspect has a knife at 12:40.`; // 4,543 characters

  it('is kept whole, says by how much it is over, and cannot be sent until it is short enough', async () => {
    const page = await openLog();
    expect(long).toHaveLength(4543);
    await boxOf(page).fill(long);
    await page.getByRole('status').getByText('543 over').waitFor();
    expect(await sendOf(page).getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Control+Enter');
    await leave(page, 'Insecure');
    await comeBack(page);
    expect(await boxOf(page).inputValue()).toBe(long);
    await page.getByRole('status').getByText('543 over').waitFor();
    expect((await draftsOf(page)).at(-1)).toBe(long);
    expect(await textsOf(page, 'commands.give')).toEqual([]);

    await boxOf(page).fill(long.slice(-4000));
    await page.getByRole('status').getByText('0 characters left').waitFor();
    await sendOf(page).click();
    await expect.poll(() => textsOf(page, 'commands.give')).toEqual([long.slice(-4000)]);
    await page.close();
  });

  it('is not cut when it is pasted, at 20,000 characters or in the midst of a letter', async () => {
    const page = await openLog();
    const pasted = `x${'😀'.repeat(10_000)}`;
    await paste(page, pasted);
    await page.getByRole('status').getByText('16,001 over').waitFor();
    await leave(page, 'Insecure');
    await comeBack(page);
    expect(await boxOf(page).inputValue()).toBe(pasted);
    expect((await draftsOf(page)).every((text) => text.isWellFormed())).toBe(true);
    await page.close();
  });

  it('says so when it is too long to be kept as a draft, and leaves what was kept before', async () => {
    const page = await openLog();
    await boxOf(page).fill('What was written first.');
    await boxOf(page).blur();
    await boxOf(page).fill('A long account. '.repeat(10_000));
    await page.getByRole('alert').getByText('too long to be kept as a draft').waitFor();
    expect(await boxOf(page).inputValue()).toHaveLength(160_000);
    await leave(page, 'Insecure');
    expect((await draftsOf(page)).at(-1)).toBe('What was written first.');
    await page.close();
  });
});

describe('an update', () => {
  it('is kept no more once it is on its way: nothing saves it again behind its command', async () => {
    // Longer than what was typed may stand unsaved.
    const page = await openLog({ busy: '1000' });
    await boxOf(page).fill('Keyholder is on the way.');
    await sendOf(page).click();
    await expect.poll(() => boxOf(page).inputValue(), { timeout: 10_000 }).toBe('');
    const names = await page.evaluate(() =>
      window.probe.calls.map(({ name }) => name).filter((name) => name === 'drafts.save' || name === 'commands.give'),
    );
    expect(names).toEqual(['drafts.save', 'commands.give']);
    await page.close();
  });

  it('goes out without the letters that nobody can store', async () => {
    const page = await openLog();
    // A half pair and a control character, as a page or a clipboard may hand them over.
    await boxOf(page).evaluate((box: HTMLTextAreaElement) => {
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
      set?.call(box, 'knife \ud83d\u0000\u001b seen');
      box.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await sendOf(page).click();
    await expect.poll(() => textsOf(page, 'commands.give')).toEqual(['knife \ufffd seen']);
    await page.close();
  });

  it('of which nothing could be seen does not go out, and one that turns letters around does not turn the next', async () => {
    const page = await openLog();
    for (const text of [' \u00a0\n', '\u200b', '\u202e \u2066', '\u3164\ufeff', 'seen \u202ereversed']) {
      await boxOf(page).fill(text);
      await sendOf(page).click();
    }
    await expect.poll(() => textsOf(page, 'commands.give')).toEqual(['seen \u202ereversed\u202c']);
    await page.close();
  });

  it('whose draft cannot be saved says so, and the words stay in the box', async () => {
    const page = await openLog({ full: '' });
    await boxOf(page).fill('Half a sentence');
    await page.getByRole('alert').getByText('could not be saved').waitFor();
    expect(await boxOf(page).inputValue()).toBe('Half a sentence');
    await page.close();
  });
});

describe('what is unsent', () => {
  it('says why HQ could not take it, and that it is sent again', async () => {
    const page = await openLog({ link: 'offline' });
    await page.getByRole('contentinfo').getByRole('button').click();
    await page.getByRole('dialog').getByText('HQ could not take it (Internal). It is kept here and sent again.').waitFor();
    await page.close();
  });
});

describe('the lines of a log', () => {
  it('say when they were written where HQ’s clock and the laptop’s differ by more than a minute', async () => {
    const page = await openLog({ data: 'long' });
    const entry = (text: string) => page.getByRole('listitem').filter({ hasText: text });
    await entry('Written before the tunnel').getByText('written 15:04 by the laptop’s clock').waitFor();
    await entry('7 Resuming').getByText('written Fri 15:37 by the laptop’s clock').waitFor();
    expect(await entry('By a clock that is right').textContent()).not.toContain('laptop’s clock');
    await page.close();
  });

  it('that warn say of what in words; in large type too, where a struck one is left out', async () => {
    const page = await openLog({ data: 'long' });
    await page.getByRole('listitem').filter({ hasText: 'Male has a knife.' }).getByText('Officer safety', { exact: true }).waitFor();
    const dog = page.getByRole('listitem').filter({ hasText: 'Dog loose in the yard.' });
    await dog.getByText('Hazard', { exact: true }).waitFor();
    await dog.getByText('Struck.').waitFor();
    await page.keyboard.press('F8');
    const glance = page.getByRole('region', { name: 'The log in large type' });
    await glance.getByRole('listitem').filter({ hasText: 'Male has a knife.' }).getByText('Officer safety', { exact: true }).waitFor();
    expect(await glance.textContent()).not.toContain('Dog loose');
    await page.close();
  });

  it('of a kind that only a newer HQ knows stand in full, as what somebody wrote', async () => {
    const page = await openLog({ data: 'long' });
    await page.getByRole('listitem').filter({ hasText: 'Passed to Merseyside' }).getByText('Control, Hutton 14').waitFor();
    await page.close();
  });
});

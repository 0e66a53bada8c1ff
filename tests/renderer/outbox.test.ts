import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const LOG = 'LC-20210518-1402';
const REFUSED = '00000000-0000-4000-8000-000000000004';
const CONFLICT = '00000000-0000-4000-8000-000000000005';
const openPanel = async (query: Readonly<Record<string, string>> = { undecided: '' }): Promise<Page> => {
  const { page } = await harness.open({ query: { pane: 'storm', ...query } });
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').waitFor();
  return page;
};
const called = (page: Page, name: string) =>
  page.evaluate((wanted) => window.probe.calls.filter((call) => call.name === wanted).map(({ request }) => request), name);
const panelOf = (page: Page) => page.getByRole('dialog');
const rowOf = (page: Page, text: string) => panelOf(page).getByRole('listitem').filter({ hasText: text });

describe('the status bar', () => {
  it('says in words, with a sign and in red what HQ did not take: it does not go out by itself', async () => {
    const { page } = await harness.open({ query: { undecided: '' } });
    const cell = page.getByRole('contentinfo').getByRole('button');
    await cell.getByText('2 not taken by HQ: decide').waitFor();
    const waiting = await harness.open({ query: { link: 'offline' } });
    const both = waiting.page.getByRole('contentinfo').getByRole('button');
    await both.getByText('1 not taken by HQ: decide, 2 unsent').waitFor();
    const colour = (button: typeof cell) => button.evaluate((element) => getComputedStyle(element).color);
    const plain = await harness.open({ query: { link: 'offline', data: 'empty', taken: '' } });
    const unsent = plain.page.getByRole('contentinfo').getByRole('button');
    await unsent.getByText('3 unsent, safe on this laptop').waitFor();
    expect(await colour(cell)).toBe(await colour(both));
    expect(await colour(cell)).not.toBe(await colour(unsent));
    for (const { page: each } of [{ page }, waiting, plain]) await each.close();
  });
});

describe('a message that has not gone', () => {
  it('is no link to what is not there, and is taken back as a draft that opens', async () => {
    const page = await openPanel({ unsentletter: '' });
    const row = rowOf(page, 'Message to Tom Halliwell: Doorbell film');
    expect(await row.getByRole('button').allTextContents()).toEqual(['Take it back as a draft']);
    await row.getByRole('button').click();
    await page.getByRole('form', { name: 'New message' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toContain('Doorbell film');
    expect(await called(page, 'link.discard')).toMatchObject([{ withDependents: false, keepText: true }]);
    await page.close();
  });
});

describe('what HQ did not take', () => {
  it('says in words what HQ said and what is safe, and offers what can be done', async () => {
    const page = await openPanel();
    const refused = rowOf(page, 'Window boarded');
    await refused.getByText('This log can hold no more lines. It is kept here until you decide.').waitFor();
    expect(await refused.getByRole('group').getByRole('button').allTextContents()).toEqual(['Change it', 'Send again', 'Discard']);
    const conflict = rowOf(page, 'En route');
    await conflict.getByText('Somebody changed it at HQ before yours came. Yours is kept here.').waitFor();
    expect(await conflict.getByRole('group').getByRole('button').allTextContents()).toEqual(['Send again', 'Discard']);
    await page.close();
  });

  it('is changed where it stands, by keyboard alone, and what is typed meanwhile is a draft that goes with it', async () => {
    const page = await openPanel();
    await rowOf(page, 'Window boarded').getByRole('button', { name: 'Change it' }).focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', { name: 'Change it, then send it' });
    await expect.poll(() => box.inputValue()).toBe('Window boarded. Keyholder told.');
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Boarded up.');
    await expect
      .poll(async () => (await called(page, 'drafts.save')).at(-1))
      .toMatchObject({ key: `outbox.mend:${REFUSED}`, kind: 'incident.addLine', itemId: LOG, fields: { text: 'Boarded up.' } });
    // It stands with its row, not among the drafts.
    expect(await page.getByRole('heading', { name: 'Drafts' }).count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await rowOf(page, 'Boarded up.').getByText('Waiting', { exact: true }).waitFor();
    expect(await called(page, 'link.mend')).toMatchObject([
      { id: REFUSED, payload: { incidentId: LOG, text: 'Boarded up.' }, summary: 'Boarded up.', draftKey: `outbox.mend:${REFUSED}` },
    ]);
    expect(await page.getByRole('heading', { name: 'Drafts' }).count()).toBe(0);
    await page.close();
  });

  it('whose change was left is as it was, with the change kept, and there again', async () => {
    const page = await openPanel();
    const change = () => rowOf(page, 'Window boarded').getByRole('button', { name: 'Change it' }).click();
    const box = page.getByRole('textbox', { name: 'Change it, then send it' });
    await change();
    await box.fill('Half a tho');
    await page.keyboard.press('Escape');
    await expect.poll(() => box.count()).toBe(0);
    expect(await panelOf(page).count()).toBe(1);
    await change();
    await expect.poll(() => box.inputValue()).toBe('Half a tho');
    expect(await called(page, 'link.mend')).toEqual([]);
    await page.close();
  });

  it('and has no form is changed in its words, whatever field they stand in, and shows them before they are discarded', async () => {
    const page = await openPanel({ refusedstrike: '' });
    const row = rowOf(page, 'Wrong address');
    await row.getByRole('button', { name: 'Discard' }).click();
    await row.getByText('What you wrote.').waitFor();
    expect(await row.locator('blockquote').textContent()).toBe('Wrong address');
    await row.getByRole('button', { name: 'Keep it here' }).click();
    await row.getByRole('button', { name: 'Change it' }).click();
    const box = row.getByRole('textbox', { name: 'Change it, then send it' });
    expect(await box.inputValue()).toBe('Wrong address');
    await box.fill('Another log');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => called(page, 'link.mend'))
      .toMatchObject([{ payload: { lineId: 'l1', reason: 'Another log' }, summary: 'A line of log 1402 was sent in error: Another log' }]);
    await page.close();
  });

  it('is sent again as it is', async () => {
    const page = await openPanel();
    await rowOf(page, 'En route').getByRole('button', { name: 'Send again' }).click();
    await rowOf(page, 'En route').getByText('Waiting', { exact: true }).waitFor();
    expect(await called(page, 'link.resend')).toEqual([{ id: CONFLICT }]);
    await page.close();
  });

  it('says so when it is being sent just then', async () => {
    const page = await openPanel({ undecided: '', beingsent: '' });
    await rowOf(page, 'En route').getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('alert').getByText('It is being sent to HQ just now.').waitFor();
    await page.close();
  });

  it('is discarded only after a question that names it, and its words are a draft', async () => {
    const page = await openPanel();
    const ask = () => rowOf(page, 'Window boarded').getByRole('button', { name: 'Discard' }).click();
    await ask();
    const question = page.getByRole('group', { name: 'Discard “Window boarded. Keyholder told.”? HQ will not get it.' });
    await question.waitFor();
    expect(await question.getByRole('button', { name: 'Keep it here' }).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    expect([await question.count(), await panelOf(page).count(), await called(page, 'link.discard')]).toEqual([0, 1, []]);
    await ask();
    await question.getByRole('button', { name: 'Discard' }).click();
    const drafts = panelOf(page).getByRole('region', { name: 'Drafts' });
    await drafts.getByText('Window boarded. Keyholder told.').waitFor();
    expect(await called(page, 'link.discard')).toEqual([{ id: REFUSED, withDependents: false, keepText: true }]);
    expect(await rowOf(page, 'This log can hold no more lines').count()).toBe(0);
    expect(await panelOf(page).evaluate((panel) => panel === document.activeElement)).toBe(true);
    await page.close();
  });

  it('names how much later work goes with it, and keeps no words when the officer says so', async () => {
    const page = await openPanel({ undecided: '', depends: '' });
    await rowOf(page, 'Window boarded').getByRole('button', { name: 'Discard' }).click();
    const question = page.getByRole('group', { name: /and 2 later pieces of work that needs it/ });
    await question.getByRole('checkbox', { name: 'Keep the words as a draft' }).uncheck();
    await question.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => called(page, 'link.discard')).toEqual([{ id: REFUSED, withDependents: true, keepText: false }]);
    await page.close();
  });

  it('but HQ could not answer says that HQ may have it, and is not changed', async () => {
    const page = await openPanel({ link: 'offline' });
    const stuck = rowOf(page, 'Marked as read');
    expect(await stuck.getByRole('group').getByRole('button').allTextContents()).toEqual(['Send again', 'Discard']);
    await stuck.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('HQ may have it already').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.close();
  });
});

describe('the sealed copy', () => {
  it('is said in words to be full, with how much is on this laptop alone', async () => {
    const page = await openPanel({ link: 'offline' });
    await panelOf(page).getByText('1 kept on this laptop only: the sealed copy is full. If this laptop is lost, so are they.').waitFor();
    await page.close();
  });
});

describe('drafts', () => {
  const begun = 'Window boarded. Keyholder back at six, will call from';

  it('are listed below what is unsent, and open where they belong, with the cursor in their words', async () => {
    const page = await openPanel({ drafts: '' });
    await page.getByRole('heading', { name: 'All sent' }).waitFor();
    const drafts = panelOf(page).getByRole('region', { name: 'Drafts' });
    await drafts.getByText(`Storm ${LOG}`).waitFor();
    await drafts.getByRole('button', { name: begun }).first().click();
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await expect.poll(() => box.inputValue()).toBe(begun);
    expect(await panelOf(page).count()).toBe(0);
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });

  it('say that they do not travel where there are too many, and what to do', async () => {
    const page = await openPanel({ drafts: '', stays: '' });
    const drafts = panelOf(page).getByRole('region', { name: 'Drafts' });
    await drafts.getByText('On this laptop only: your drafts are too much to travel. Send or discard some.').waitFor();
    await page.close();
  });

  it('are called by their words: a reply by what it is about, and not by the id of its message', async () => {
    const page = await openPanel({ drafts: '' });
    await page.evaluate(() =>
      window.probe.keepDraft({
        ...{ key: 'mail.send:reply:83ecb521bf320f67-24', kind: 'mail.send', system: 'mail', itemId: '83ecb521bf320f67-24' },
        ...{ title: 'Re: Corsa', fields: { subject: 'Re: Corsa', text: 'Half' }, blobs: [] },
      }),
    );
    const reply = panelOf(page).getByRole('region', { name: 'Drafts' }).getByRole('listitem').filter({ hasText: 'Re: Corsa' });
    await reply.getByText('Mail', { exact: true }).waitFor();
    expect(await reply.textContent()).not.toContain('83ecb521bf320f67');
    await page.close();
  });

  it('are discarded after a question, and the box that they stand in is empty then', async () => {
    const page = await openPanel({ drafts: '', item: LOG });
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await expect.poll(() => box.inputValue()).toBe(begun);
    await page.getByRole('button', { name: /Discard the draft/ }).click();
    const question = page.getByRole('group', { name: /Its words go for good/ });
    await question.getByRole('button', { name: 'Keep it' }).click();
    expect(await called(page, 'drafts.discard')).toEqual([]);
    await page.getByRole('button', { name: /Discard the draft/ }).click();
    await question.getByRole('button', { name: 'Discard it' }).click();
    await expect.poll(() => box.inputValue()).toBe('');
    expect(await called(page, 'drafts.discard')).toEqual([{ key: `incident.addLine:${LOG}` }]);
    await page.close();
  });

  it('that cannot be read are not typed over: the box says so and waits', async () => {
    const { page } = await harness.open({ query: { pane: 'storm', item: LOG, drafts: '', unread: '' } });
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await page.getByRole('alert').getByText('could not be read').waitFor();
    await box.focus();
    await page.keyboard.type('x');
    expect(await box.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => box.inputValue()).toBe(begun);
    expect(await called(page, 'drafts.save')).toEqual([]);
    expect(await page.getByText('could not be read').count()).toBe(0);
    await page.close();
  });

  it('that could not be read and are none say so no more once they are read', async () => {
    const { page } = await harness.open({ query: { pane: 'storm', item: LOG, unread: '' } });
    await page.getByRole('alert').getByText('could not be read').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.getByText('could not be read').count()).toBe(0);
    await page.getByRole('textbox', { name: /Add an update/ }).fill('typed now');
    await expect.poll(() => called(page, 'drafts.save')).toMatchObject([{ fields: { text: 'typed now' } }]);
    await page.close();
  });
});

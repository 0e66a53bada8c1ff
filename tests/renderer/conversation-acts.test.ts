import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, given } from './harness/form-page.ts';

const { desk } = openedWindow();
const burglary = /Tom Halliwell, PC Megan Clarke/;
const openMail = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const page = await desk({ conversations: '', ...query });
  await page.keyboard.press('Control+2');
  await page.locator('li > button').first().waitFor();
  return page;
};
const row = (page: Page, words: string | RegExp) => page.locator('li > button', { hasText: words });
const commands = async (page: Page, name: string) =>
  ((await given(page)) as { command: string; itemId: string; payload: unknown }[]).filter(({ command }) => command === name);
const moved = async (page: Page) => (await commands(page, 'mail.move')).map(({ itemId }) => itemId);
/** Main answers what the test had it be slow with. */
const slow = { slow: 'mail.ofConversations' };
const answerSlow = (page: Page) =>
  page.evaluate(async () => {
    window.probe.answerSlow();
    // What the page does with it is drawn.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
const asked = (page: Page, times: number) => expect.poll(() => called(page, slow.slow)).toHaveLength(times);

describe('a conversation is answered', () => {
  const begun = (page: Page) => called(page, 'drafts.get');

  it('as the message of it that is open, and not as its newest', async () => {
    const page = await openMail();
    await row(page, burglary).press('Enter');
    await row(page, burglary).getByRole('img', { name: '2 unread' }).waitFor();
    await row(page, burglary).press('Enter');
    await expect.poll(() => called(page, 'mail.message')).toEqual([{ id: 'c3' }, { id: 'c2' }]);
    await row(page, burglary).press('r');
    await page.getByRole('form', { name: /^Reply to/ }).waitFor();
    expect(await begun(page)).toContainEqual({ key: 'mail.send:reply:c2' });
    await page.close();
  });

  it('as the message that Enter would open, where another is open', async () => {
    const page = await openMail();
    await row(page, burglary).press('Enter');
    await row(page, burglary).getByRole('img', { name: '2 unread' }).waitFor();
    await row(page, 'Roster desk').press('Enter');
    await row(page, burglary).press('a');
    await page.getByRole('form', { name: /^Reply to/ }).waitFor();
    expect(await begun(page)).toContainEqual({ key: 'mail.send:replyAll:c2' });
    await page.close();
  });

  it('as the message of it that was opened elsewhere, while that stands under it', async () => {
    const page = await openMail();
    await row(page, burglary).press('ArrowRight');
    await page.getByRole('searchbox', { name: 'Search your mail' }).fill('corsa');
    await page.locator('li > button mark').first().waitFor();
    await page.locator('li > button').first().press('Enter');
    await expect.poll(() => called(page, 'mail.message')).toEqual([{ id: 'm1' }]);
    await page.getByRole('searchbox', { name: 'Search your mail' }).fill('');
    await row(page, burglary).press('f');
    await page.getByRole('form', { name: /^Forward/ }).waitFor();
    expect(await begun(page)).toContainEqual({ key: 'mail.send:forward:m1' });
    await page.close();
  });
});

describe('what is done on a conversation', () => {
  it('of hundreds is done with all of them', async () => {
    const page = await openMail({ conversations: '250' });
    await row(page, 'Ticket 4401').press('e');
    await page.getByText('250 messages moved to Archive').first().waitFor();
    expect(new Set(await moved(page)).size).toBe(250);
    await page.close();
  });

  it('and cannot be, is told', async () => {
    const page = await openMail({ breaks: 'mail.ofConversations' });
    for (const key of ['e', 'u']) {
      await row(page, burglary).press(key);
      await page.getByRole('alert').getByText('Something broke').waitFor();
      await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    }
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('of which nothing is left, is told', async () => {
    const page = await openMail(slow);
    await row(page, burglary).press('g');
    await asked(page, 1);
    await page.evaluate(async () => {
      for (const itemId of ['c1', 'c2', 'c3', 'm1'])
        await window.api.commands.give({ system: 'mail', command: 'mail.move', payload: { to: 'Archive' }, itemId });
    });
    await answerSlow(page);
    await page.getByRole('alert').getByText('This is no longer on this laptop').waitFor();
    expect(await commands(page, 'mail.setFlagged')).toEqual([]);
    await page.close();
  });

  it('with V moves it, and not the message that is open', async () => {
    const page = await openMail();
    await row(page, 'Roster desk').press('Enter');
    await page.getByRole('button', { name: 'Reply', exact: true }).waitFor();
    await row(page, burglary).press('v');
    await page.getByText('4 messages chosen, with all of 1 conversation in this list.').waitFor();
    await page.getByRole('menu', { name: 'Move to' }).getByRole('menuitemradio', { name: 'Archive' }).click();
    await page.getByText('4 messages moved to Archive').first().waitFor();
    expect(await moved(page)).toEqual(['c3', 'c2', 'm1', 'c1']);
    await row(page, 'Hargreaves').press('v');
    await page.getByRole('menu', { name: 'Move to' }).getByRole('menuitemradio', { name: 'Archive' }).click();
    await expect.poll(() => moved(page)).toEqual(['c3', 'c2', 'm1', 'c1', 'm3']);
    await page.close();
  });
});

describe('choosing conversations', () => {
  it('of more messages than can be chosen at once does not show them as chosen', async () => {
    const page = await openMail({ conversations: '250' });
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: /Ticket 4401/ }).click();
    await page.getByText('200 messages chosen. There are more: these are the first of them.').waitFor();
    expect(await page.getByRole('checkbox', { name: /Ticket 4401/ }).isChecked()).toBe(false);
    await page.close();
  });

  it('that cannot be read is told, and does not show them as chosen', async () => {
    const page = await openMail({ breaks: 'mail.ofConversations' });
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: burglary }).click();
    await page.getByRole('alert').getByText('Something broke').waitFor();
    expect(await page.getByRole('checkbox', { name: burglary }).isChecked()).toBe(false);
    await page.close();
  });

  it('goes by the last key, from the row at which Shift was first pressed, however late their messages come', async () => {
    const page = await openMail(slow);
    await row(page, burglary).press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await asked(page, 2);
    await answerSlow(page);
    await page.getByText('6 messages chosen, with all of 1 conversation in this list.').waitFor();
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Escape');
    await asked(page, 3);
    await answerSlow(page);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.close();
  });

  it('one after the other has both, and what is done meanwhile is done with what was chosen', async () => {
    const page = await openMail(slow);
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: burglary }).click();
    await page.getByRole('checkbox', { name: /Roster desk/ }).click();
    await asked(page, 1);
    await page.keyboard.press('e');
    await answerSlow(page);
    await page.getByText('5 messages moved to Archive').first().waitFor();
    expect(await moved(page)).toEqual(['c3', 'c2', 'm1', 'c1', 'm2']);
    await page.close();
  });
});

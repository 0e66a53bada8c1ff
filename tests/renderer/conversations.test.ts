import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, focused, given } from './harness/form-page.ts';

const { desk } = openedWindow();
const burglary = /Tom Halliwell, PC Megan Clarke/;
const openMail = async (query: Readonly<Record<string, string>> = { conversations: '' }): Promise<Page> => {
  const page = await desk(query);
  await page.keyboard.press('Control+2');
  await page.locator('li > button').first().waitFor();
  return page;
};
const row = (page: Page, words: string | RegExp) => page.locator('li > button', { hasText: words });
const rows = (page: Page) => page.locator('li > button').count();
const moved = async (page: Page) => (await given(page)).filter((one) => (one as { command: string }).command === 'mail.move');

describe('mail by conversations', () => {
  it('has one row for each, which Enter unfolds, opening the newest message that was not read', async () => {
    const page = await openMail();
    expect(await rows(page)).toBe(7);
    const head = row(page, burglary);
    expect(await head.textContent()).toContain('4 messages');
    expect(await head.getAttribute('aria-expanded')).toBe('false');
    expect(await row(page, 'Roster desk').getAttribute('aria-expanded')).toBeNull();
    await head.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows(page)).toBe(11);
    expect(await head.getAttribute('aria-expanded')).toBe('true');
    expect(await called(page, 'mail.message')).toEqual([{ id: 'c3' }]);
    expect(await page.locator('li > button[aria-current]').textContent()).toContain('Neighbour at 11');
    await page.close();
  });

  it('is folded by another press with the pointer, while Enter opens what is still unread', async () => {
    const page = await openMail();
    const head = row(page, burglary);
    await head.click();
    await expect.poll(() => head.getByRole('img', { name: /unread/ }).getAttribute('aria-label')).toBe('2 unread');
    await page.keyboard.press('Enter');
    await expect.poll(() => called(page, 'mail.message')).toEqual([{ id: 'c3' }, { id: 'c2' }]);
    expect(await rows(page)).toBe(11);
    await head.click();
    await expect.poll(() => rows(page)).toBe(7);
    await expect.poll(() => head.getAttribute('aria-current')).toBe('true');
    expect(await called(page, 'mail.message')).toHaveLength(2);
    await page.close();
  });

  it('is unfolded and folded with the arrow keys, and its messages are walked through like rows', async () => {
    const page = await openMail();
    await row(page, burglary).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => rows(page)).toBe(11);
    expect(await called(page, 'mail.message')).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => called(page, 'mail.message')).toEqual([{ id: 'c2' }]);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => rows(page)).toBe(7);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(burglary);
    await page.keyboard.press('ArrowLeft');
    expect(await rows(page)).toBe(7);
    await page.close();
  });

  it('is filed whole from its row, a message within it alone, and all of it comes back at once', async () => {
    const page = await openMail();
    await row(page, burglary).focus();
    await page.keyboard.press('e');
    await page.getByText('4 messages moved to Archive').first().waitFor();
    expect((await moved(page)).map((one) => (one as { itemId: string }).itemId)).toEqual(['c3', 'c2', 'm1', 'c1']);
    await expect.poll(() => row(page, burglary).count()).toBe(0);
    await page.keyboard.press('Control+z');
    await row(page, burglary).first().waitFor();
    await row(page, burglary).focus();
    await page.keyboard.press('ArrowRight');
    await row(page, 'Turpin Green Lane').focus();
    await page.keyboard.press('e');
    await page.getByText('Moved to Archive').first().waitFor();
    expect((await moved(page)).map((one) => (one as { itemId: string }).itemId).at(-1)).toBe('c2');
    await page.close();
  });

  it('is chosen with all its messages, which is said', async () => {
    const page = await openMail();
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: /Roster desk/ }).check();
    await page.getByText('1 message chosen.').waitFor();
    await page.getByRole('checkbox', { name: burglary }).check();
    await page.getByText('5 messages chosen, with all of 1 conversation in this list.').waitFor();
    await row(page, burglary).press('ArrowRight');
    await page.getByRole('checkbox', { name: /Turpin Green Lane/ }).uncheck();
    await page.getByText('4 messages chosen.').waitFor();
    expect(await page.getByRole('checkbox', { name: burglary }).isChecked()).toBe(false);
    await row(page, burglary).press('Control+a');
    await page.getByText('10 messages chosen, with all of 1 conversation in this list.').waitFor();
    await page.close();
  });

  it('is message by message where the officer chooses that, also after the pane was left', async () => {
    const page = await openMail();
    await page.getByRole('button', { name: 'How mail is listed: Conversations' }).click();
    await page.getByRole('menuitemradio', { name: 'Single messages' }).click();
    await expect.poll(() => rows(page)).toBe(10);
    expect(await called(page, 'drafts.save')).toMatchObject([{ key: 'mail.list', kind: 'mail.list', fields: { by: 'messages' } }]);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: 'How mail is listed: Single messages' }).waitFor();
    expect(await rows(page)).toBe(10);
    await page.close();
  });

  it('deep in a long list is unfolded where it stands, and what follows it is still there', async () => {
    const page = await openMail({ conversations: '', data: 'many' });
    const here = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const listed = () => page.locator('li[aria-setsize]').first().getAttribute('aria-setsize');
    expect(await listed()).toBe('250');
    await page.locator('li > button').first().press('End');
    await expect.poll(here).toContain('Message 997');
    for (const message of ['Message 993', 'Message 989', 'Message 985']) {
      await page.keyboard.press('ArrowUp');
      await expect.poll(here).toContain(message);
    }
    await page.keyboard.press('ArrowRight');
    await expect.poll(listed).toBe('254');
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(here).not.toContain('Message');
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(here).toContain('Message 989');
    await page.close();
  });

  it('left from far down in it has the focus on its row', async () => {
    const page = await openMail({ conversations: '250' });
    await row(page, 'Ticket 4401').press('ArrowRight');
    const listed = () => page.locator('li[aria-setsize]').first().getAttribute('aria-setsize');
    await expect.poll(listed).toBe('208');
    await row(page, 'Ticket 4401').press('End');
    await expect.poll(() => focused(page)).toContain('Neighbourhood');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toContain('Comment 51');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(listed).toBe('8');
    await expect.poll(() => focused(page)).toContain('Ticket 4401');
    await page.close();
  });

  it('is searched message by message', async () => {
    const page = await openMail();
    await page.getByRole('searchbox', { name: 'Search your mail' }).fill('corsa');
    await expect.poll(() => called(page, 'mail.search')).not.toEqual([]);
    await page.locator('li > button mark').first().waitFor();
    expect(await page.locator('li > button[aria-expanded]').count()).toBe(0);
    await page.close();
  });
});

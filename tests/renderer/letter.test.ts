import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photograph } from './fixture/blobs.ts';
import { png } from './harness/blobs.ts';
import { attach, openReply } from './harness/form-scenes.ts';
import { isInView } from './harness/in-view.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const given = (page: Page): Promise<readonly { command: string; itemId?: string; payload: Record<string, unknown>; draftKey?: string }[]> =>
  page.evaluate(() =>
    window.probe.calls
      .filter(({ name }) => name === 'commands.give')
      .map(({ request }) => request as never)
      .filter(({ command }: { command: string }) => command !== 'mail.setSeen'),
  );
const openWhittle = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Whittle' }).first().click();
  await page.getByRole('button', { name: 'Reply', exact: true }).waitFor();
};

describe('the drafts of the mail server', () => {
  it('are none, and lead to those of this laptop, with their number', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByLabel('Message', { exact: true }).fill('Ring the keyholder.');
    await expect.poll(() => page.evaluate(() => window.probe.calls.some(({ name }) => name === 'drafts.save'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Folders/ }).click();
    await page.getByRole('menuitemradio', { name: 'Drafts' }).click();
    await page.getByRole('button', { name: '1 draft on this laptop' }).click();
    await page.getByRole('dialog').getByRole('list', { name: 'Drafts, newest first' }).getByRole('button').first().waitFor();
    await page.close();
  });
});

describe('a message is written with keys alone', () => {
  it('answers with R, says each warning once, goes with Ctrl+Enter and comes back whole with Ctrl+Z', async () => {
    const { page, complaints } = await harness.open({});
    await openWhittle(page);
    await page.keyboard.press('r');
    await page.getByRole('form', { name: /^Reply to/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 thing to put right').waitFor();
    await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
    await page.getByLabel('Message', { exact: true }).fill('The still is attached.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your words speak of an attachment').waitFor();
    await page.getByText('You answer OFFICIAL-SENSITIVE, and marked it lower').waitFor();
    expect(await given(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await given(page)).toMatchObject([
      { command: 'mail.send', payload: { marking: 'OFFICIAL', text: 'The still is attached.' }, draftKey: 'mail.send:reply:m1' },
    ]);
    await page.keyboard.press('Control+z');
    await page.getByRole('form', { name: 'New message' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toBe('The still is attached.');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows what is said before it goes, also where that was scrolled away, and leaves the focus where it is', async () => {
    const { page } = await harness.open({ height: 520 });
    await openReply(page);
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.getByLabel('About').fill('');
    await page.getByRole('switch', { name: 'Sign' }).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Send all the same' }).waitFor();
    await expect.poll(() => isInView(page.getByText('It says nothing of what it is about'))).toBe(true);
    expect(await page.getByRole('switch', { name: 'Sign' }).evaluate((box) => box === document.activeElement)).toBe(true);
    await page.close();
  });

  it('does not go by Enter in a box of one line', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.getByLabel('About').press('Enter');
    await page.getByRole('combobox', { name: 'Copy to' }).fill('new@shops.example');
    await page.getByRole('option', { name: /new@shops/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take new@shops.example out' }).waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is kept when it is left, and is there again', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByLabel('Message', { exact: true }).fill('Half a sentence');
    await page.getByRole('combobox', { name: 'Copy to' }).fill('half an address');
    await page.getByLabel('Message', { exact: true }).press('Escape');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByText('You began this before').waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toBe('Half a sentence');
    expect(await page.getByRole('combobox', { name: 'Copy to' }).inputValue()).toBe('half an address');
    await page.close();
  });
});

describe('a message is filed with keys alone', () => {
  it('goes to Deleted with Delete and comes back with Ctrl+Z; the focus stays in the list', async () => {
    const { page } = await harness.open({});
    await openWhittle(page);
    await page.locator('li > button', { hasText: 'Roster desk' }).first().focus();
    await page.keyboard.press('Delete');
    await page.getByText('Moved to Deleted').first().waitFor();
    expect(await given(page)).toMatchObject([{ command: 'mail.move', itemId: 'm2', payload: { to: 'Trash' } }]);
    await expect.poll(() => page.locator('li > button', { hasText: 'Roster desk' }).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('li > button'))).toBe(true);
    await page.keyboard.press('Control+z');
    await page.locator('li > button', { hasText: 'Roster desk' }).first().waitFor();
    await page.close();
  });

  it('is flagged with G, and no key does anything while one types', async () => {
    const { page } = await harness.open({});
    await openWhittle(page);
    await page.keyboard.press('g');
    await page.getByRole('button', { name: 'Unflag' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('great deal of junk');
    expect(await given(page)).toMatchObject([{ command: 'mail.setFlagged', payload: { flagged: true } }]);
    await page.close();
  });
});

describe('a message with files', () => {
  const attached = (page: Page) => page.getByRole('list', { name: 'Attached' }).getByRole('listitem');
  const answerKaren = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.getByLabel('Message', { exact: true }).fill(text);
  };

  it('carries what was chosen, is not asked where the attachment is, and comes back whole when it is taken back', async () => {
    const { page, complaints } = await harness.open({});
    await openReply(page);
    await attach(page, { name: 'Größe.png', mimeType: 'image/png', buffer: png(320, 200) });
    await expect.poll(() => attached(page).count()).toBe(1);
    await answerKaren(page, 'The still is attached.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await given(page)).toMatchObject([{ payload: { attachments: [{ name: 'Größe.png', type: 'image/png' }] } }]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('that is forwarded has those of the original, and says in its words which do not go', async () => {
    const { page } = await harness.open({});
    await openWhittle(page);
    await page.keyboard.press('f');
    await page.getByRole('form', { name: 'Forward' }).waitFor();
    await attached(page).getByText('Corsa_still_0210.jpg').waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toContain('[Not sent with this: MO_comparison.pdf]');
    await page.getByRole('combobox', { name: 'To' }).first().fill('tom.halliwell@lancashire.example,');
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await given(page)).toMatchObject([{ payload: { attachments: [{ hash: photograph.hash, name: 'Corsa_still_0210.jpg' }] } }]);
    await page.close();
  });
});

describe('a reply whose message was moved', () => {
  it('is found again from the message, with what was written, and leaves to it', async () => {
    const { page } = await harness.open({});
    await page.evaluate(() =>
      window.probe.keepDraft({
        ...{ key: 'mail.send:reply:before', kind: 'mail.send', system: 'mail', itemId: 'm1', title: 'Re: Corsa' },
        ...{ fields: { subject: 'Re: Corsa', text: 'Half a sentence' }, blobs: [] },
      }),
    );
    await openWhittle(page);
    await page.keyboard.press('r');
    await page.getByRole('form', { name: 'Reply to DS Karen Whittle' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toBe('Half a sentence');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reply', exact: true }).waitFor();
    await page.close();
  });
});

describe('a reply whose message is gone', () => {
  it('is opened from the drafts, has its words, marking and warnings, is sent, and leaves to the list', async () => {
    const { page } = await harness.open({ query: { gone: 'm1' } });
    const fields = {
      ...{ to: [{ name: 'DS Karen Whittle', address: 'karen@lancashire.example' }], cc: [], bcc: [], subject: 'Re: Corsa' },
      ...{ marking: 'OFFICIAL', text: 'Half a sentence', inReplyTo: '<1@x>', answers: 'OFFICIAL-SENSITIVE' },
    };
    await page.evaluate(
      (kept) =>
        window.probe.keepDraft({
          key: 'mail.send:reply:m1',
          kind: 'mail.send',
          system: 'mail',
          itemId: 'm1',
          title: 'Re: Corsa',
          fields: kept,
          blobs: [],
        }),
      fields,
    );
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: /^Folders/ }).click();
    await page.getByRole('menuitemradio', { name: 'Drafts' }).click();
    await page.getByRole('button', { name: '1 draft on this laptop' }).click();
    await page.getByRole('dialog').getByRole('list', { name: 'Drafts, newest first' }).getByRole('button').first().click();
    await page.getByRole('form', { name: 'Reply' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).textContent()).toBe('Half a sentence');
    await page.keyboard.press('Control+Enter');
    await page.getByText('You answer OFFICIAL-SENSITIVE, and marked it lower').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await given(page)).toMatchObject([{ payload: { inReplyTo: '<1@x>', text: 'Half a sentence' }, draftKey: 'mail.send:reply:m1' }]);
    await page.getByRole('heading', { name: 'Choose a message' }).waitFor();
    await page.close();
  });
});

describe('sent mail', () => {
  it('says whom each message went to, in its row and its head, and shows what went with it', async () => {
    const { page } = await harness.open({});
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: /^Folders/ }).click();
    await page.getByRole('menuitemradio', { name: 'Sent' }).click();
    await page.locator('li > button', { hasText: 'To PC Tom Halliwell, PC Megan Clarke, Julie Farrow' }).click();
    const message = page.getByRole('article');
    await message.getByText('To PC Tom Halliwell, PC Megan Clarke').waitFor();
    await message.getByText('From PC Aisha Rahman').waitFor();
    await message.getByText('Plate_still.jpg').waitFor();
    expect(await page.locator('li > button', { hasText: 'PC Aisha Rahman' }).count()).toBe(0);
    await page.close();
  });

  it('is the list beside a message of it that a link opens', async () => {
    const { page } = await harness.open({ query: { pane: 'mail', item: 's1' } });
    await page.getByRole('article').getByText('Plate_still.jpg').waitFor();
    await page.getByRole('heading', { name: 'Sent', exact: true }).waitFor();
    await page.close();
  });
});

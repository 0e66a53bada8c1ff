import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReply } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const box = (page: Page) => page.getByLabel('Message', { exact: true });
const openEmpty = async (page: Page): Promise<void> => {
  await openReply(page);
  await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
  await box(page).press('Control+a');
  await page.keyboard.press('Delete');
};
const payload = (page: Page) =>
  page.evaluate(() => {
    const given = window.probe.calls.find(
      ({ name, request }) => name === 'commands.give' && (request as { command: string }).command === 'mail.send',
    );
    return (given?.request as { payload: { text: string; marks?: unknown[] } } | undefined)?.payload;
  });
const sent = async (page: Page) => {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Take it back/ }).waitFor();
  return payload(page);
};
/** Puts this on the clipboard, and pastes it. */
const paste = async (page: Page, data: Readonly<Record<string, string>>): Promise<void> => {
  await page.evaluate((kinds) => {
    const copied = (event: ClipboardEvent): void => {
      for (const [type, text] of Object.entries(kinds)) event.clipboardData?.setData(type, text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('copy', copied, { capture: true, once: true });
  }, data);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
};

describe('a message with looks is written with keys alone', () => {
  it('has bold, lists and a link, goes as text with marks, and is whole when it is taken back', async () => {
    const { page, complaints } = await harness.open({});
    await openEmpty(page);
    await page.keyboard.press('Control+b');
    await page.keyboard.type('At once:');
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+8');
    await page.keyboard.type('a car');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+]');
    await page.keyboard.type('red');
    // Back to the tools: one stop of Tab, arrows among them.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.keyboard.type('force.example/a');
    await page.keyboard.press('Enter');
    const text = 'At once:\n• a car\n  • redhttps://force.example/a';
    const marks = [
      { from: 0, to: 8, is: 'bold' },
      { from: 9, to: 16, is: 'bullet' },
      { from: 24, to: 47, is: 'link', href: 'https://force.example/a' },
      { from: 17, to: 47, is: 'bullet' },
    ];
    expect(await sent(page)).toMatchObject({ text, marks });
    await page.keyboard.press('Control+z');
    await page.getByRole('form', { name: 'New message' }).waitFor();
    expect(await box(page).locator('strong').textContent()).toBe('At once:');
    expect(await box(page).locator('li li').textContent()).toBe('redhttps://force.example/a');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lets Tab out, Esc leave the form, and Ctrl+Z undo what is typed', async () => {
    const { page } = await harness.open({});
    await openEmpty(page);
    await page.keyboard.type('Half');
    await page.keyboard.press('Control+z');
    await expect.poll(() => box(page).textContent()).not.toContain('Half');
    await page.keyboard.type('Half a sentence');
    await page.keyboard.press('Tab');
    expect(await box(page).evaluate((editor) => editor.contains(document.activeElement))).toBe(false);
    await box(page).press('Escape');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByText('You began this before').waitFor();
    expect(await box(page).textContent()).toContain('Half a sentence');
    await page.close();
  });
});

describe('what is pasted', () => {
  it('keeps bold, lists, links and lines, and nothing else: no colour, no picture, no script, no other address', async () => {
    const { page, complaints } = await harness.open({});
    await openEmpty(page);
    await paste(page, {
      'text/html': `<style>p{color:red}</style><h1 style="color:#fff">Plan</h1><p onclick="alert(1)">first<br><b>second</b>
        <img src="https://evil.example/x.png"><script>window.bad = 1</script></p><ol><li>one</li><li><i>two</i></li></ol>
        <a href="javascript:alert(1)">here</a> <a href="https://force.example/">there</a><table><tr><td>a</td><td>b</td></tr></table>x<br>y`,
    });
    const given = await sent(page);
    expect(given?.text.split('\n').map((line) => line.trim())).toEqual([
      'Plan',
      'first',
      'second',
      '1. one',
      '2. two',
      'here there',
      'a b',
      'x',
      'y',
    ]);
    const marks = (given?.marks ?? []) as readonly { is: string; from: number; to: number; href?: string }[];
    expect(marks.map(({ is, from, to, href }) => [is, given?.text.slice(from, to), href])).toEqual([
      ['bold', 'second', undefined],
      ['number', '1. one', undefined],
      ['italic', 'two', undefined],
      ['number', '2. two', undefined],
      ['link', 'there', 'https://force.example/'],
    ]);
    expect(await page.evaluate(() => 'bad' in window)).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is taken as its words where the HTML hides them, and its beginning where it is too much, which is said', async () => {
    const { page } = await harness.open({});
    await openEmpty(page);
    await paste(page, { 'text/html': '<object>all of it</object>', 'text/plain': 'all of it\nand more' });
    await expect.poll(() => box(page).textContent()).toBe('all of itand more');
    await paste(page, { 'text/plain': 'Ten words of it. '.repeat(10_000) });
    await page.getByText(/^The first [\d,]+ of 170,000/).waitFor();
    await page.close();
  });
});

describe('a force that writes plain text', () => {
  it('has a box of plain text, and sends nothing else', async () => {
    const { page } = await harness.open({ query: { plain: '' } });
    await openReply(page);
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    expect(await page.getByRole('toolbar', { name: 'How it looks' }).count()).toBe(0);
    await box(page).fill('Words.');
    expect(await sent(page)).not.toHaveProperty('marks');
    await page.close();
  });
});

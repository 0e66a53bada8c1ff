import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endless, hostilePdfs, manyPages, threePages } from './harness/pdfs.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** Opens a message's PDF: these bytes. */
const open = async (bytes: Buffer) => {
  const { page, complaints } = await harness.open({});
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.unroute('**/mail/m1/pdf/2');
  await page.route('**/mail/m1/pdf/2', (route) => route.fulfill({ body: bytes, contentType: 'application/pdf' }));
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: /Burglary series/ }).click();
  await page.getByRole('button', { name: /MO_comparison/ }).click();
  return { page, complaints, asked, sheet: page.getByRole('dialog', { name: 'MO_comparison.pdf' }) };
};

/** How many of the pixels of a page's picture are ink. */
const inkOf = (page: Locator): Promise<number> =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) ink += 1;
    return ink;
  });
const pageOf = (sheet: Locator, number: number, total: number): Locator =>
  sheet.getByRole('article', { name: `Page ${number} of ${total}` });
const drawn = (page: Locator) => expect.poll(() => inkOf(page), { timeout: 20_000 }).toBeGreaterThan(100);
const workers = (page: Page): number => page.workers().length;

describe('a PDF in the window', () => {
  it('is drawn, with its text to be selected and read out', async () => {
    const { page, complaints, sheet } = await open(threePages());
    const first = pageOf(sheet, 1, 3);
    await drawn(first);
    const line = first.getByText('Balfour Street: rear patio door');
    await line.click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString())).toContain('Balfour Street: rear patio door');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('turns and sizes its pages by keys, and draws no more of them than are near', async () => {
    const { page, sheet } = await open(threePages());
    await drawn(pageOf(sheet, 1, 3));
    const small = (await pageOf(sheet, 1, 3).locator('canvas').boundingBox())?.width ?? 0;
    await page.keyboard.press('+');
    await sheet.getByText('125%').waitFor();
    await expect.poll(async () => (await pageOf(sheet, 1, 3).locator('canvas').boundingBox())?.width ?? 0).toBeGreaterThan(small * 1.2);
    await page.keyboard.press('0');
    await page.keyboard.press('End');
    await pageOf(sheet, 3, 3).getByText('Plan of the garden').waitFor();
    expect(await sheet.getByRole('textbox', { name: 'Page' }).inputValue()).toBe('3');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => sheet.getByRole('textbox', { name: 'Page' }).inputValue()).toBe('2');
    await sheet.getByRole('textbox', { name: 'Page' }).fill('1');
    await page.keyboard.press('Enter');
    await pageOf(sheet, 1, 3).getByText('Comparison of method').waitFor();
    await page.close();
  });

  it('names the addresses that a page leads to, and goes to none', async () => {
    const { page, sheet, asked } = await open(threePages());
    await drawn(pageOf(sheet, 1, 3));
    await page.keyboard.press('ArrowRight');
    await sheet.getByText('https://lancashire.example/footage?id=1587').waitFor();
    expect(await sheet.locator('a, iframe').count()).toBe(0);
    expect(asked.filter((url) => url.includes('lancashire.example'))).toEqual([]);
    await page.close();
  });

  it('ends what reads it when it is closed, by Esc', async () => {
    const { page, sheet } = await open(threePages());
    await drawn(pageOf(sheet, 1, 3));
    expect(workers(page)).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => workers(page)).toBe(0);
    await page.close();
  });

  it('asks for the password of one that is closed, and says when it is another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mobile-office-pdf-'));
    const [plain, closed] = [join(folder, 'plain.pdf'), join(folder, 'closed.pdf')];
    writeFileSync(plain, threePages());
    execFileSync('qpdf', ['--encrypt', 'Worden', 'owner', '256', '--', plain, closed]);
    const { page, sheet, complaints } = await open(readFileSync(closed));
    rmSync(folder, { recursive: true });
    const box = sheet.getByRole('textbox', { name: 'Password' });
    await box.fill('Leyland');
    await page.keyboard.press('Enter');
    await sheet.getByText('It is not opened by that password').waitFor();
    await box.fill('Worden');
    await page.keyboard.press('Enter');
    await sheet.getByText('Balfour Street: rear patio door').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a PDF that wants something else', () => {
  it.each(Object.entries(hostilePdfs))('%s: nothing runs, nothing leaves, the window goes on', async (_, { pdf, shows, says }) => {
    const { page, complaints, sheet, asked } = await open(pdf());
    const title = await page.title();
    if (shows !== undefined) await sheet.getByText(shows, { exact: true }).waitFor({ state: 'attached' });
    if (says !== undefined) await sheet.getByText(says).first().waitFor();
    expect(asked.filter((url) => new URL(url).origin !== new URL(page.url()).origin)).toEqual([]);
    expect(await page.title()).toBe(title);
    expect(complaints).toEqual([]);
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => workers(page)).toBe(0);
    await page.getByRole('button', { name: /MO_comparison/ }).waitFor();
    await page.close();
  });

  it('of a hundred thousand pages the first are shown, and that there are more is said', async () => {
    const { page, sheet } = await open(manyPages());
    await sheet.getByText('Only the first 2000 of 100000 pages are shown', { exact: false }).waitFor();
    await drawn(pageOf(sheet, 1, 100_000));
    expect(await sheet.getByRole('article').count()).toBeLessThan(5);
    await page.close();
  });

  it('one that never ends is stopped by words, and can be closed before', async () => {
    const { page, sheet } = await open(endless());
    await sheet.getByRole('toolbar').waitFor();
    await sheet.getByRole('button', { name: 'Larger' }).click();
    await sheet.getByText('125%').waitFor();
    await sheet.getByText('took too long, so it was stopped').waitFor();
    await expect.poll(() => workers(page)).toBe(0);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.close();
  }, 120_000);
});

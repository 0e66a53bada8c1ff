import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carried, photograph } from './fixture/blobs.ts';
import { png } from './harness/blobs.ts';
import { answerCrime, openCrimeForm, record, toQuestion } from './harness/crime-scenes.ts';
import { called, focused, given, tabTo } from './harness/form-page.ts';
import { attach, openReport } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** A file is a few requests, and the machine is small. */
const SLOWLY = { timeout: 20_000 };

const form = async (): Promise<Page> => {
  const { page } = await harness.open({});
  await openCrimeForm(page);
  await toQuestion(page, 'How');
  return page;
};
const fill = (page: Page): Promise<void> => answerCrime(page, 'Shed', 'Back lane', '17/05/2021 22:00');
const door = () => ({ name: 'door.png', mimeType: 'image/png', buffer: png(320, 200) });
const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`words of ${name}`) });
/** Brings a file to the page as another program does, by an event of the browser's. */
const bring = (page: Page, how: 'drop' | 'paste', name: string): Promise<void> =>
  page.evaluate(
    ([type, called]) => {
      const data = new DataTransfer();
      data.items.add(new File([`words of ${called}`], called, { type: 'text/plain' }));
      const init = { bubbles: true, cancelable: true };
      const target = document.querySelector('form input') ?? document.body;
      target.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    [how, name] as const,
  );
const attached = (page: Page) => page.getByRole('list', { name: 'Attached' }).getByRole('listitem');

describe('what a form carries', () => {
  it('is chosen, dropped or pasted, kept as its draft at once, and named by the command that it becomes', async () => {
    const page = await form();
    await attach(page, door());
    await bring(page, 'drop', 'house to house.txt');
    await bring(page, 'paste', 'from the clipboard.txt');
    await expect.poll(() => attached(page).count(), SLOWLY).toBe(3);
    await expect
      .poll(async () => (await called(page, 'drafts.save')).at(-1), SLOWLY)
      .toMatchObject({ blobs: [{ name: 'door.png' }, { name: 'house to house.txt' }, { name: 'from the clipboard.txt' }] });
    await page.getByRole('button', { name: 'Take out house to house.txt' }).click();
    await fill(page);
    await record(page);
    await page.getByText('It is safe on this laptop').waitFor();
    const [{ payload }] = (await given(page)) as [{ payload: { attachments: object[] } }];
    expect(payload.attachments).toEqual([
      { hash: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: door().buffer.byteLength, type: 'image/png', name: 'door.png' },
      { hash: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 31, type: 'text/plain', name: 'from the clipboard.txt' },
    ]);
    await page.getByRole('heading', { name: 'Attachments' }).waitFor();
    await page.close();
  });

  it('is reached, and taken out, by keyboard alone', async () => {
    const page = await form();
    await attach(page, door());
    await expect.poll(() => attached(page).count(), SLOWLY).toBe(1);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      tabTo(page, 'attachments').then(() => page.keyboard.press('Enter')),
    ]);
    expect(chooser.isMultiple()).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => attached(page).count(), SLOWLY).toBe(0);
    await page.close();
  });

  it('shows a small picture of an image, and what it is kept as where it is not what its name says', async () => {
    const page = await form();
    await attach(page, door());
    await page.locator('canvas:visible').waitFor();
    await attach(page, { name: 'really a letter.png', mimeType: 'image/png', buffer: Buffer.from('Dear Sir or Madam') });
    await page.getByText('really a letter.png').waitFor();
    await page.getByText('File, 1 KB').waitFor();
    expect(await page.locator('canvas:visible').count()).toBe(1);
    await page.close();
  });

  it('says of a file that is empty, too large or one too many that it is, and holds up no other', async () => {
    const page = await form();
    await attach(page, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
    await attach(page, { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(3 * 1024 * 1024) });
    await page.getByText('There is nothing in this file').waitFor();
    await page.getByText('It is too large for this laptop').waitFor();
    await page.locator('input[type=file]').setInputFiles(Array.from({ length: 19 }, (_, at) => text(`${at}.txt`)));
    await page.getByText('No more files fit in one form').waitFor();
    await expect.poll(() => page.getByText('Text, 1 KB').count(), SLOWLY).toBe(18);
    await fill(page);
    await toQuestion(page, 'Check');
    await page.getByRole('button', { name: /Try again with what could not be attached, or take it out/ }).click();
    expect(await focused(page)).toBe('attachments');
    for (const name of ['empty.txt', 'film.mp4', '18.txt'])
      await page.getByRole('button', { name: `Take out ${name}`, exact: true }).click();
    await record(page);
    await page.getByText('It is safe on this laptop').waitFor();
    await page.close();
  });

  it('is not sent while a file is still being kept, which can be stopped', async () => {
    const page = await form();
    await fill(page);
    await toQuestion(page, 'How');
    await attach(page, { name: 'long.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2 * 1024 * 1024) });
    await page.getByText('Keeping it on this laptop: 256 KB of 2 MB').waitFor();
    await toQuestion(page, 'Check');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Wait until everything is attached, or stop it/ }).click();
    expect(await given(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop long.mp4' }).click();
    await record(page);
    await page.getByText('It is safe on this laptop').waitFor();
    expect(await given(page)).not.toMatchObject([{ payload: { attachments: expect.anything() } }]);
    await page.close();
  });

  it('and was added on another laptop is said to be there, and is not sent from here', async () => {
    const { page } = await harness.open({ query: { away: '' } });
    await page.evaluate(
      (blob) =>
        window.probe.keepDraft({
          ...{ key: 'crime.create:elsewhere', kind: 'crime.create', system: 'crime', title: 'Shed', fields: { what: 'Shed' } },
          blobs: [{ ...blob, from: 'LAP-0500' }],
        }),
      photograph,
    );
    await openCrimeForm(page);
    await toQuestion(page, 'How');
    await page.getByText('Not on this laptop: it is on LAP-0500').waitFor();
    await fill(page);
    await toQuestion(page, 'Check');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Send this from the laptop that has the attachment/ }).click();
    expect(await given(page)).toEqual([]);
    await page.getByRole('button', { name: `Take out ${photograph.name}` }).click();
    await record(page);
    await page.getByText('It is safe on this laptop').waitFor();
    await page.close();
  });
});

describe('what an item carries', () => {
  const report = async (query: Readonly<Record<string, string>> = {}) => {
    const shown = await harness.open({ query: { carries: '', ...query } });
    await openReport(shown.page);
    return shown;
  };

  it('is fetched from HQ when it is wanted, with how far it has come, and opened once it is here', async () => {
    const { page } = await report();
    const film = carried[2];
    await page.getByRole('button', { name: `Fetch ${film?.name} from HQ` }).click();
    await page.getByText('Coming from HQ: 19.1 MB of 46 MB').waitFor();
    expect(await called(page, 'blobs.fetch')).toEqual([{ system: 'crime', kind: 'crime', id: '04/21/06127', hash: film?.hash }]);
    await page.evaluate((hash) => window.probe.place(hash, { kind: 'failed', code: 'NoSignal' }), film?.hash ?? '');
    await page.getByText('It waits for signal, and goes on by itself.').waitFor();
    await page.getByRole('button', { name: `Stop ${film?.name}` }).waitFor();
    await page.getByRole('button', { name: `Try again: ${film?.name}` }).click();
    await page.getByRole('button', { name: `Stop ${film?.name}` }).click();
    await page.evaluate((hash) => window.probe.place(hash, { kind: 'here' }), film?.hash ?? '');
    await page.getByRole('button', { name: `Open ${film?.name}` }).waitFor();
    await page.close();
  });

  it('is shown as an image, as plain words whatever is in them, or by what it is; and nothing of it runs', async () => {
    const { page, complaints } = await report();
    const title = await page.title();
    const open = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: `Open ${name}` }).click();
      await page.getByRole('dialog', { name }).waitFor();
    };
    await open(photograph.name);
    expect(
      await page
        .getByRole('img', { name: photograph.name })
        .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBe(640);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page), SLOWLY).toBe('Open');
    await open('House to house.txt');
    await page.getByText('<script>document.title=2</script>').waitFor();
    await page.keyboard.press('Escape');
    await open('Unfolds to gigabytes.png');
    await page.getByText('too large to be shown here').waitFor();
    await page.keyboard.press('Escape');
    await open('Locksmith, invoice.pdf');
    await page.getByRole('article', { name: 'Page 1 of 3' }).getByText('Balfour Street: rear patio door').waitFor();
    expect(await page.title()).toBe(title);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

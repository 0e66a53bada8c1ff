import type { Page } from '@playwright/test';
import { photograph } from '../fixture/blobs.ts';
import { png } from './blobs.ts';
import { crimeScenes, openCrimeForm, toQuestion } from './crime-scenes.ts';
import type { Scene } from './scenes.ts';

const supervisor = { session: 'supervisor' };

const toCrime = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+4');
};
/** Opens "Set a task" on the report of the patio door. */
export const openTaskForm = async (page: Page): Promise<void> => {
  await toCrime(page);
  await page.locator('li > button', { hasText: 'rear patio' }).first().click();
  await page.getByRole('button', { name: 'Set a task' }).click();
  await page.getByRole('form', { name: 'Set a task' }).waitFor();
};
/** Opens the report of the patio door. */
export const openReport = async (page: Page): Promise<void> => {
  await toCrime(page);
  await page.locator('li > button', { hasText: 'rear patio' }).first().click();
  await page.getByRole('heading', { name: 'Burglary, rear patio door forced' }).waitFor();
};
/** Chooses a file in the form's dialog. */
export const attach = async (page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles(file);
};
const writeTask = async (page: Page): Promise<void> => {
  await openTaskForm(page);
  await page.getByLabel('Task', { exact: true }).fill('Doorbell film from 9 and 20');
  await page.getByLabel('What is to be done').fill('Doorbell and shop cameras, Balfour Street to Turpin Green Lane, 13:40 to 14:10.');
  await page.getByRole('combobox', { name: 'For whom' }).fill('4127');
};
const send = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Enter');
};
const acceptTask = async (page: Page): Promise<void> => {
  await toCrime(page);
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await page.locator('li > button', { hasText: 'Statement from Mrs Iqbal' }).click();
  await page.getByRole('button', { name: 'Accept the task' }).click();
  await page.getByText('Not sent yet').first().waitFor();
};

/** Opens an answer to DS Whittle's message, which is OFFICIAL-SENSITIVE. */
export const openReply = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Whittle' }).first().click();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('form', { name: /^Reply to/ }).waitFor();
  await page.getByLabel('Message', { exact: true }).waitFor();
};
const addressTo = async (page: Page, typed: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Copy to' }).fill(typed);
};

export const formScenes: readonly Scene[] = [
  {
    name: 'today-begun',
    act: async (page) => {
      await openCrimeForm(page);
      await page.getByLabel('What it is called').fill('Shed broken into, two cycles gone');
      await page.getByRole('button', { name: 'Keep for later' }).click();
      await page.keyboard.press('Control+1');
      await page.getByRole('region', { name: 'Reports to finish, 1' }).waitFor();
    },
  },
  {
    name: 'paste-cut',
    act: async (page) => {
      await page.evaluate(() =>
        document.addEventListener('copy', (event) => {
          event.clipboardData?.setData('text/plain', 'Ten words of it. '.repeat(20_000));
          event.preventDefault();
        }),
      );
      await page.keyboard.press('Control+c');
      await openCrimeForm(page);
      await toQuestion(page, 'How');
      await page.getByLabel('In your words').press('Control+v');
      await page.getByText(/^The first 100,000 of/).waitFor();
    },
  },
  ...crimeScenes,
  {
    name: 'letter-reply',
    act: async (page) => {
      await openReply(page);
      await addressTo(page, 'julie.farrow@shops.example,');
      await page.getByText('leave our network').waitFor();
    },
  },
  {
    name: 'letter-looks',
    act: async (page) => {
      await openReply(page);
      const box = page.getByLabel('Message', { exact: true });
      await box.press('Control+Home');
      await page.keyboard.type('Karen, ');
      await page.keyboard.press('Control+b');
      await page.keyboard.type('look at the second still');
      await page.keyboard.press('Control+b');
      await page.keyboard.type(':');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Shift+8');
      await page.keyboard.type('dented wing, near side');
      await page.keyboard.press('Enter');
      await page.keyboard.type('plate ends in 4');
      await page.getByRole('button', { name: 'Link', exact: true }).click();
      await page.getByLabel('Address of the link').fill('ftp://stills.example');
      await page.getByRole('button', { name: 'Set the link' }).click();
      await page.getByText('A link leads to').waitFor();
    },
  },
  {
    name: 'letter-stock',
    act: async (page) => {
      await openReply(page);
      await page.getByRole('button', { name: 'Templates and signature' }).click();
      await page.getByLabel('Keep this message as a template, called').fill('Film asked for');
      await page.getByRole('button', { name: 'Keep the template' }).click();
      await page.getByText('Kept: Film asked for').waitFor();
    },
  },
  {
    name: 'letter-later',
    act: async (page) => {
      await openReply(page);
      await page.getByRole('switch', { name: 'Send later' }).click();
      await page.getByLabel('Date').fill('19/05/2021');
      await page.getByLabel('Time').fill('08:00');
      await page.getByRole('button', { name: 'Send at that time' }).waitFor();
    },
  },
  {
    name: 'letter-find',
    act: async (page) => {
      await openReply(page);
      await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
      await addressTo(page, 'cla');
      await page.getByRole('option', { name: /Megan/ }).waitFor();
    },
  },
  {
    name: 'letter-wrong',
    act: async (page) => {
      await page.keyboard.press('Control+2');
      await page.getByRole('button', { name: 'New message' }).click();
      await page.getByRole('form', { name: 'New message' }).waitFor();
      await page.getByLabel('Message', { exact: true }).waitFor();
      await send(page);
      await page.getByText('3 things to put right').waitFor();
    },
  },
  {
    name: 'letter-warned',
    act: async (page) => {
      await openReply(page);
      await addressTo(page, 'julie.farrow@shops.example,');
      await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
      await page.getByLabel('Message', { exact: true }).fill('Karen, the still is attached.');
      await send(page);
      await page.getByText('Before it goes').waitFor();
    },
  },
  {
    name: 'letter-protected',
    act: async (page) => {
      await openReply(page);
      await addressTo(page, 'julie.farrow@shops.example,');
      await page.getByRole('switch', { name: 'Sign' }).click();
      await page.getByRole('switch', { name: 'Encrypt' }).click();
      await page.getByText('No certificate for').waitFor();
    },
  },
  {
    name: 'letter-files',
    act: async (page) => {
      await page.keyboard.press('Control+2');
      await page.locator('li > button', { hasText: 'Whittle' }).first().click();
      await page.getByRole('button', { name: 'Forward', exact: true }).click();
      await page.getByRole('list', { name: 'Attached' }).getByText('Corsa_still_0210.jpg').waitFor();
      await page.locator('canvas:visible').waitFor();
      await attach(page, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
      await page.getByText('There is nothing in this file').waitFor();
    },
  },
  {
    name: 'letter-sent',
    act: async (page) => {
      await openReply(page);
      await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
      await send(page);
      await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    },
  },
  {
    name: 'mail-filed',
    act: async (page) => {
      await page.keyboard.press('Control+2');
      await page.locator('li > button', { hasText: 'Whittle' }).first().click();
      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      await page.getByText('Moved to Archive').first().waitFor();
    },
  },
  {
    name: 'form-task',
    query: supervisor,
    act: async (page) => {
      await openTaskForm(page);
      await page.getByRole('combobox', { name: 'For whom' }).click();
      await page.keyboard.type('hal');
      await page.getByRole('option', { name: /Halliwell/ }).waitFor();
    },
  },
  {
    name: 'form-task-wrong',
    query: supervisor,
    act: async (page) => {
      await openTaskForm(page);
      await send(page);
      await page.getByText('3 things to put right').waitFor();
    },
  },
  {
    name: 'form-task-set',
    query: { ...supervisor, link: 'offline' },
    act: async (page) => {
      await writeTask(page);
      await send(page);
      await page.getByText('Number follows').first().waitFor();
    },
  },
  {
    name: 'form-attachments',
    act: async (page) => {
      await openCrimeForm(page);
      await toQuestion(page, 'How');
      await attach(page, { name: 'Rear patio door.png', mimeType: 'image/png', buffer: png(640, 480) });
      await page.getByText('Picture, ').waitFor();
      await attach(page, { name: 'Shop film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(3 * 1024 * 1024) });
      await page.getByText('It is too large for this laptop').waitFor();
      await attach(page, { name: 'Doorbell film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2 * 1024 * 1024) });
      await page.getByText('Keeping it on this laptop: 256 KB').waitFor();
      await page.getByRole('button', { name: 'Attach files' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'attachments',
    query: { carries: '' },
    act: async (page) => {
      await openReport(page);
      await page.getByRole('button', { name: /^Open House to house/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'attachments-coming',
    query: { carries: '' },
    act: async (page) => {
      await openReport(page);
      await page.getByRole('button', { name: /^Fetch Doorbell camera/ }).click();
      await page.evaluate((hash) => window.probe.place(hash, { kind: 'failed', code: 'NoSignal' }), photograph.hash);
      await page.getByRole('progressbar').scrollIntoViewIfNeeded();
      await page.getByText('It waits for signal').waitFor();
    },
  },
  {
    name: 'attachments-image',
    query: { carries: '' },
    act: async (page) => {
      await openReport(page);
      await page.getByRole('button', { name: /^Open Rear patio door/ }).click();
      await page.getByRole('dialog').getByRole('img').waitFor();
    },
  },
  {
    name: 'attachments-text',
    query: { carries: '' },
    act: async (page) => {
      await openReport(page);
      await page.getByRole('button', { name: /^Open House to house/ }).click();
      await page.getByText('Number 16').waitFor();
    },
  },
  {
    name: 'attachments-other',
    query: { carries: '' },
    act: async (page) => {
      await openReport(page);
      await page.getByRole('button', { name: /^Open Locksmith, prices/ }).click();
      await page.getByText('This kind of file cannot be opened here').waitFor();
    },
  },
  {
    name: 'form-discard',
    act: async (page) => {
      await openCrimeForm(page);
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  },
  { name: 'form-task-accept', act: acceptTask },
  {
    name: 'form-task-refused',
    act: async (page) => {
      await acceptTask(page);
      await page.evaluate(() => window.probe.answer('refused'));
      await page.getByText('Not taken by HQ').first().waitFor();
    },
  },
];

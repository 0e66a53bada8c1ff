import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { fillTask } from './harness/form-page.ts';
import { openReply, openTaskForm } from './harness/form-scenes.ts';
import { openLog } from './harness/storm-scenes.ts';

const { desk } = openedWindow();

/** What has the focus, by what it is called; "body" for nothing. */
const held = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return 'body';
    const label = at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined;
    return at.getAttribute('aria-label') ?? label ?? at.textContent ?? '';
  });
const press = async (page: Page, name: string | RegExp): Promise<void> => {
  const button = page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first();
  await button.focus();
  await page.keyboard.press('Enter');
};
const send = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');
const onLog =
  (act: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await openLog(page);
    await act(page);
  };
const byKeyInTheBox = (key: string) =>
  onLog(async (page) => {
    await page.getByRole('textbox', { name: /Add an update/ }).focus();
    await page.keyboard.press(key);
  });
const byButton = (name: string | RegExp) => onLog((page) => press(page, name));
const inStorm = async (page: Page): Promise<void> => {
  await openLog(page);
  await press(page, 'New log');
};
const inCrime = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New crime' }).first().waitFor();
  await press(page, 'New crime');
};
const inMail = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Hargreaves' }).first().click();
  await press(page, 'Reply');
};
const fillLog = async (page: Page): Promise<void> => {
  await page.getByRole('combobox', { name: 'What kind of job' }).fill('burg');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /2 Priority/ }).check();
  await page.getByLabel('What it is called').fill('Burglary, rear door');
  await page.getByLabel('What is happening').fill('Door forced.');
  await page.getByLabel('Place').fill('9 Turpin Green Lane');
};
const sendReply = async (page: Page): Promise<void> => {
  await openReply(page);
  await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
  await send(page);
  await page.getByRole('button', { name: /^Take it back/ }).focus();
};
const BOX = 'Add an update. It cannot be changed afterwards.';

type Case = readonly [
  name: string,
  /** How the form is opened, how it is left, and what has the focus then. */
  { readonly open: (page: Page) => Promise<void>; readonly leave: (page: Page) => Promise<void>; readonly held: string | RegExp },
];
const cases: readonly Case[] = [
  ['a regrade that is left', { open: byButton('Regrade'), leave: (page) => press(page, 'Leave it at 1'), held: 'Regrade' }],
  ['a regrade by its key that is left', { open: byKeyInTheBox('Alt+g'), leave: (page) => page.keyboard.press('Escape'), held: BOX }],
  [
    'a regrade that is sent',
    {
      open: byButton('Regrade'),
      async leave(page) {
        await page.getByRole('radio', { name: /Priority/ }).check();
        await page.getByRole('button', { name: 'Suspect has left' }).click();
        await send(page);
      },
      held: 'Regrade',
    },
  ],
  ['a request that is left', { open: byButton('Ask for a resource'), leave: (page) => press(page, 'Cancel'), held: 'Ask for a resource' }],
  [
    'a request that is sent',
    {
      open: byButton('Ask for a resource'),
      async leave(page) {
        await page.getByRole('radio', { name: 'Dog unit' }).check();
        await send(page);
      },
      held: 'Ask for a resource',
    },
  ],
  ['a mark that is left', { open: byButton('Mark the log'), leave: (page) => press(page, 'Cancel'), held: 'Mark the log' }],
  [
    'a mark that is sent',
    {
      open: byButton('Mark the log'),
      async leave(page) {
        await page.getByRole('radio', { name: 'Hazard' }).check();
        await page.getByLabel('What the crews must know').fill('Dog loose.');
        await send(page);
      },
      held: 'Mark the log',
    },
  ],
  ['a result that is left', { open: byButton('Result'), leave: (page) => press(page, 'Back to the log'), held: 'Result' }],
  ['a result by its key that is left', { open: byKeyInTheBox('Alt+r'), leave: (page) => press(page, 'Back to the log'), held: BOX }],
  [
    'a result that is sent',
    {
      open: byButton('Result'),
      async leave(page) {
        await page.getByLabel('What happened, and what was done').fill('No trace.');
        await send(page);
        await page.getByText('This log is closed').waitFor();
      },
      held: /Burglary, suspect may be near/,
    },
  ],
  ['a new log that is left', { open: inStorm, leave: (page) => press(page, 'Keep for later'), held: 'New log' }],
  [
    'a new log that is discarded',
    {
      open: inStorm,
      async leave(page) {
        await press(page, 'Discard');
        await press(page, 'Discard it');
      },
      held: 'New log',
    },
  ],
  [
    'a new log that is opened',
    {
      open: inStorm,
      async leave(page) {
        await fillLog(page);
        await send(page);
        await page.getByRole('heading', { name: 'Burglary, rear door' }).waitFor();
      },
      held: BOX,
    },
  ],
  ['a crime report that is left', { open: inCrime, leave: (page) => press(page, 'Keep for later'), held: 'New crime' }],
  [
    'a task that is left',
    {
      open: openTaskForm,
      leave: (page) => press(page, 'Keep for later'),
      held: 'Set a task',
    },
  ],
  [
    'a task that is set',
    {
      open: openTaskForm,
      async leave(page) {
        await fillTask(page);
        await send(page);
        await page.getByText('Number follows').first().waitFor();
      },
      held: /Doorbell film/,
    },
  ],
  ['a message that is left', { open: inMail, leave: (page) => press(page, 'Keep for later'), held: 'Reply' }],
  ['a line that is not struck', { open: byButton(/^Strike the line/), leave: (page) => press(page, 'Leave it'), held: /^Strike the line/ }],
];

describe('when a form goes, the focus is where it was opened from, or at what it made', () => {
  it.each(cases)('%s', async (_, { open, leave, held: expected }) => {
    const page = await desk({ session: 'supervisor' });
    await open(page);
    await page.locator('form [name]').first().waitFor();
    await leave(page);
    if (typeof expected === 'string') await expect.poll(() => held(page)).toBe(expected);
    else await expect.poll(() => held(page)).toMatch(expected);
    await page.close();
  });

  it.each([
    ['ends by itself', async () => {}],
    ['is closed', (page: Page) => press(page, 'Close')],
  ] as const)('the time to take a message back, when it %s', async (_, end) => {
    const page = await desk();
    await sendReply(page);
    await end(page);
    await page.getByRole('region', { name: 'Just done' }).waitFor({ state: 'detached' });
    await expect.poll(() => held(page)).toMatch(/Whittle/);
    await page.close();
  });

  it('an unsent line that is kept, and one that is withdrawn', async () => {
    const page = await desk({ link: 'offline' });
    await openLog(page);
    await press(page, /^Withdraw/);
    await press(page, 'Keep it');
    await expect.poll(() => held(page)).toMatch(/^Withdraw the unsent line/);
    await press(page, /^Withdraw/);
    await press(page, /^Withdraw it: /);
    await expect.poll(() => held(page)).not.toBe('body');
    await page.close();
  });
});

describe('a code that is chosen from its list', () => {
  it('leaves the focus on the next field, and on its box when it is changed', async () => {
    const page = await desk();
    await inStorm(page);
    const box = page.getByRole('combobox', { name: 'What kind of job' });
    await box.fill('burg');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('grade');
    await press(page, 'Change');
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });
});

describe('the first field of a form', () => {
  it.each([
    ['a regrade', byKeyInTheBox('Alt+g')],
    ['a result', byKeyInTheBox('Alt+r')],
    ['a new log', inStorm],
    ['a crime report', inCrime],
  ] as const)('of %s has the focus before the form is painted', async (_, open) => {
    const page = await desk();
    await page.evaluate(() => {
      const late = { frames: 0 };
      Object.assign(window, { late });
      const look = (): void => {
        const form = [...document.querySelectorAll('form')].find((one) => one.querySelector('[name]:enabled') !== null);
        if (form !== undefined && !form.contains(document.activeElement)) late.frames += 1;
        requestAnimationFrame(look);
      };
      look();
    });
    await open(page);
    await page.locator('form [name]').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('form') !== null)).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { late: { frames: number } }).late.frames)).toBe(0);
    await page.close();
  });
});

describe('a list that comes late', () => {
  it('has the focus once it is there, unless a key was pressed meanwhile', async () => {
    for (const pressed of [false, true]) {
      const page = await desk({ slow: 'storm.list', jobs: '1' });
      await page.getByRole('region', { name: /^New jobs and alerts/ }).waitFor();
      await page.keyboard.press('Control+j');
      await expect.poll(() => held(page)).toMatch(/Choose a list$/);
      if (pressed) await page.keyboard.press('Shift');
      await page.evaluate(() => window.probe.answerSlow());
      await page.getByRole('button', { name: /^My logs \d/ }).waitFor();
      await expect.poll(() => held(page)).toMatch(pressed ? /Choose a list$/ : /1587|Burglary/);
      await page.close();
    }
  });
});

describe('a control that goes with the focus', () => {
  const toTask = async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await page.locator('li > button', { hasText: 'Statement from Mrs Iqbal' }).click();
  };
  const toCrime = async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+4');
    await page.locator('li > button', { hasText: 'rear patio door forced' }).click();
  };
  const toPeople = (page: Page): Promise<void> => page.keyboard.press('Control+5');
  it.each([
    ['a task that is accepted', toTask, 'Accept the task', 'Add note'],
    ['the way from a crime to its log', toCrime, /^Open log/, 'Regrade'],
    ['the way to the persons', toPeople, 'Persons', 'New person'],
  ] as const)('%s leaves it in the pane', async (_, to, name, then) => {
    const page = await desk();
    await to(page);
    const button = page.getByRole('button', { name }).first();
    await button.focus();
    const was = await button.elementHandle();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: then }).waitFor();
    await page.waitForFunction((before) => before?.isConnected === false, was);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.close();
  });

  it('and Today, before anything is fetched, has it on the log in hand', async () => {
    const page = await desk({ data: 'unfetched' });
    await expect.poll(() => held(page)).toBe('The log in hand');
    await page.close();
  });
});

import type { Page } from '@playwright/test';
import { openCrimeFormFromLog, record } from './crime-scenes.ts';

export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** The query of a page in which a supervisor is signed in. */
export const supervisor = { session: 'supervisor' };
/** The requests of a call, oldest first, with bytes as plain numbers. */
export const called = (page: Page, name: string): Promise<readonly unknown[]> =>
  page.evaluate(
    (wanted) =>
      window.probe.calls
        .filter((call) => call.name === wanted)
        .map(({ request }) => JSON.parse(JSON.stringify(request, (_, value) => (value instanceof Uint8Array ? [...value] : value)))),
    name,
  );
export const given = (page: Page) => called(page, 'commands.give');
/** What has the focus: its name, or its words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) return '';
    return activeElement.getAttribute('name') ?? activeElement.textContent ?? '';
  });
/** Tab, as somebody without a mouse would, until the focus is there. */
export const tabTo = async (page: Page, there: string): Promise<void> => {
  for (let press = 0; press < 80; press += 1) {
    if ((await focused(page)).includes(there)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no ${there} by Tab`);
};
export const rowOf = (page: Page, text: string) => page.locator('li > button', { hasText: text }).first();
export const fillTask = async (page: Page): Promise<void> => {
  await page.getByLabel('Task', { exact: true }).fill('Doorbell film');
  await page.getByLabel('What is to be done').fill('From 9 and 20.');
  await page.getByRole('combobox', { name: 'For whom' }).fill('4127');
};
export const makeCrime = async (page: Page): Promise<void> => {
  await openCrimeFormFromLog(page);
  await record(page);
  await page.getByText('It is safe on this laptop').waitFor();
};

/** The payload of the last command that was given. */
export const lastPayload = async (page: Page): Promise<Readonly<Record<string, unknown>>> =>
  ((await given(page)) as { payload: Readonly<Record<string, unknown>> }[]).at(-1)?.payload ?? {};

import type { Page } from '@playwright/test';
import { row, type Scene } from './scenes.ts';

/** Opens the burglary's case file. */
export const openCaseFile = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Crime/ })
    .click();
  await row(page, 'Burglary, rear patio door');
  await page.getByRole('button', { name: 'Open the case file' }).click();
  await page.getByRole('heading', { name: /^Case file: / }).waitFor();
};
/** Selects words of the first paragraph of the opened statement, and takes them out of its copy. */
export const takeOut = async (page: Page, words: string): Promise<void> => {
  const box = page.getByRole('textbox', { name: 'Paragraph 1', exact: true });
  await box.evaluate((element, wanted) => {
    const area = element as HTMLTextAreaElement;
    const from = area.value.indexOf(wanted);
    area.focus();
    area.setSelectionRange(from, from + wanted.length);
  }, words);
  await page.getByRole('button', { name: 'Take out what is selected' }).first().click();
  await page.getByText('The copy reads:').waitFor();
};
/** Opens the statement in it, and takes some words out of its copy. */
export const redactWords = async (page: Page, words: string): Promise<void> => {
  await openCaseFile(page);
  await row(page, 'ST-21-01877');
  await takeOut(page, words);
};

/** The case file of a crime: what is missing, one statement with its redactions, and the hand-over. The pointer rests on nothing. */
export const caseFileScenes: readonly Scene[] = (
  [
    { name: 'case-file', act: openCaseFile },
    { name: 'case-file-redact', act: (page) => redactWords(page, '31 years') },
    {
      name: 'case-file-hand-over',
      query: { case: 'ready' },
      act: async (page) => {
        await openCaseFile(page);
        await page.getByRole('button', { name: 'Hand over to prosecution' }).click();
        await page.getByLabel('PIN of your card').waitFor();
      },
    },
  ] satisfies readonly Scene[]
).map(({ act, ...scene }) => ({
  ...scene,
  act: async (page: Page) => {
    await act(page);
    await page.mouse.move(0, 0);
  },
}));

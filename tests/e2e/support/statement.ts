import { expect, type Page } from '@playwright/test';
import { toPane } from '../../../build/tour.ts';
import { DEMO_PIN } from '../../../hq/demo/officers.ts';
import { cameraFile } from '../../photograph.ts';
import { next, WORDS, writeInk } from '../../renderer/harness/statement-scenes.ts';
import { PATIENCE_MS } from '../laptop.ts';

/** Steps of a statement and of an exhibit, on a burglary of the demonstration. */

export const item = (page: Page) => page.getByRole('region', { name: 'Selected item' });
/** What the witness sees. */
export const signing = (page: Page) => page.getByRole('dialog', { name: 'For the witness' });

export const openBurglary = async (page: Page): Promise<void> => {
  await toPane(page, 'Crime');
  await page
    .locator('li > button', { hasText: /urglar/ })
    .first()
    .click({ timeout: PATIENCE_MS });
  await expect(page.getByRole('button', { name: 'Take a statement' })).toBeVisible({ timeout: PATIENCE_MS });
};

export const beginStatement = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Take a statement' }).click();
  await expect(page.getByRole('heading', { name: 'Who is the witness?' })).toBeVisible({ timeout: PATIENCE_MS });
};

export const readToWitness = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: 'I read it to the witness' }).check();
  await page.getByLabel('Why the witness does not read it').fill('No glasses with him');
};

/** Initials and signature, once the laptop is turned to the witness. */
export const signAsWitness = async (page: Page): Promise<void> => {
  await expect(signing(page).getByRole('heading', { name: /your initials$/ })).toBeVisible({ timeout: PATIENCE_MS });
  await writeInk(page);
  await next(page, 'Next');
  await expect(signing(page).getByRole('heading', { name: /is this true/ })).toBeVisible();
  await writeInk(page, 3);
};

/** The statement of the open burglary's victim, who is offered a personal one, from the first question to HQ's time stamp. */
export const takeStatement = async (page: Page): Promise<void> => {
  await beginStatement(page);
  await expect(page.getByLabel('Surname')).not.toHaveValue('');
  await page.getByLabel('Occupation').fill('Retired joiner');
  await next(page, 'Statement');
  await page.getByRole('textbox', { name: 'What the witness says' }).fill(WORDS);
  await next(page, 'Back of the form');
  await page.getByRole('radio', { name: 'Offered', exact: true }).check();
  await next(page, 'Read it back');
  await readToWitness(page);
  await next(page, 'The witness agrees, sign');
  await next(page, 'Turn it to the witness');
  await signAsWitness(page);
  await next(page, 'Done, give it back to the officer');
  await page.getByLabel('PIN of your card').fill(DEMO_PIN);
  await next(page, 'Sign and seal');
  await expect(item(page).getByText(/^Time-stamped by HQ/)).toBeVisible({ timeout: PATIENCE_MS * 3 });
};

/** Fills in the form of a photograph that a camera took, and answers its bytes. Nothing is sent yet. */
export const beginExhibit = async (page: Page, text: string): Promise<Buffer> => {
  await page.getByRole('button', { name: 'Add an exhibit' }).click();
  await expect(page.getByRole('textbox', { name: 'Reference' })).toHaveValue(/^AR\/\d+$/, { timeout: PATIENCE_MS });
  const original = Buffer.from(cameraFile());
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG_0412.JPG', mimeType: 'image/jpeg', buffer: original });
  await expect(page.getByText('The original holds a place. The copy that is shown holds none.')).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByLabel('Description on the label').fill(text);
  return original;
};

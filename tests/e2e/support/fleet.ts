import { expect, type Page } from '@playwright/test';
import { toPane } from '../../../build/tour.ts';
import { DEMO_PIN } from '../../../hq/demo/officers.ts';
import { PATIENCE_MS } from '../laptop.ts';

/** What an ICT officer does in the Fleet pane, by the words that stand there. */

const LOOK_MS = 5_000;

/** Looks a laptop up and opens its page. */
export const openDevice = async (page: Page, name: string): Promise<void> => {
  await toPane(page, 'Fleet');
  await page
    .getByRole('button', { name: /^Laptops/ })
    .first()
    .click();
  const row = page.locator('li > button', { hasText: name });
  // The list asks HQ by itself meanwhile; whoever looks for a laptop looks again.
  await expect(async () => {
    await page.getByLabel('Laptop, pool or officer').fill(name);
    await expect(row).toBeVisible({ timeout: LOOK_MS });
  }).toPass({ timeout: PATIENCE_MS });
  await row.click();
  await expect(page.getByRole('heading', { name })).toBeVisible({ timeout: PATIENCE_MS });
};

/** A one-time code for a laptop, as HQ shows it once. */
export const enrolmentCode = async (page: Page, name: string, pool: string): Promise<string> => {
  await toPane(page, 'Fleet');
  await page.getByRole('button', { name: 'Add a laptop' }).click();
  await page.getByLabel('Name on the lid').fill(name);
  await page.getByLabel('Pool', { exact: true }).fill(pool);
  await page.getByRole('button', { name: 'Get the code' }).click();
  const code = page.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
  await expect(code).toBeVisible({ timeout: PATIENCE_MS });
  return (await code.textContent()) ?? '';
};

/** Types name and code into the first screen of a fresh laptop. */
export const typeCode = async (page: Page, name: string, code: string): Promise<void> => {
  await page.getByLabel('Name on the lid').fill(name);
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Make it known' }).click();
};

/** Fills the form of an order, up to the PIN. The laptop's page must be open. */
export const writeOrder = async (page: Page, kind: string, written: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByRole('button', { name: 'Give an order' }).click();
  await page.getByRole('radio', { name: kind, exact: true }).check();
  for (const [label, text] of Object.entries(written)) await page.getByLabel(label, { exact: true }).fill(text);
};

/** Types the PIN for the signature and gives the order. */
export const signOrder = async (page: Page, button: string, pin = DEMO_PIN): Promise<void> => {
  await page.getByLabel('PIN of your card').fill(pin);
  await page.getByRole('button', { name: button }).click();
};

/** Signs as the second the one order that waits for this laptop. */
export const countersign = async (page: Page, name: string): Promise<void> => {
  await toPane(page, 'Fleet');
  await page.getByRole('button', { name: /^To sign/ }).click();
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click({ timeout: PATIENCE_MS });
};

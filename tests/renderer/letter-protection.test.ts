import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReply } from './harness/form-scenes.ts';
import { isInView } from './harness/in-view.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const asked = (page: Page, call: string): Promise<readonly Record<string, unknown>[]> =>
  page.evaluate((name) => window.probe.calls.filter((one) => one.name === name).map(({ request }) => request as never), call);
const sent = async (page: Page) => (await asked(page, 'commands.give')).filter(({ command }) => command === 'mail.send');
const toggle = (page: Page, name: 'Sign' | 'Encrypt') => page.getByRole('switch', { name });
const written = async (page: Page): Promise<void> => {
  await openReply(page);
  await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
  await page.getByLabel('Message', { exact: true }).fill('Ring Fiona first.');
};
const type = async (page: Page, pin: string): Promise<void> => {
  await page.getByLabel('PIN of your card').focus();
  await page.keyboard.type(pin);
};

describe('a message is signed', () => {
  it('with the PIN of the card, by keys alone, and is given with its signature', async () => {
    const { page, complaints } = await harness.open({});
    await written(page);
    expect(await page.getByLabel('PIN of your card').count()).toBe(0);
    await toggle(page, 'Sign').focus();
    await page.keyboard.press('Space');
    await type(page, '246810');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    const [given] = await sent(page);
    expect(given).toMatchObject({ payload: { text: 'Ring Fiona first.', signed: { cms: 'AAAA' } } });
    expect(given?.['payload']).not.toHaveProperty('encrypt');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('or its writer says that it is not, where what policy wants cannot be read', async () => {
    const { page } = await harness.open({ query: { nopolicy: '' } });
    await written(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Set both switches yourself').waitFor();
    for (const name of ['Sign', 'Encrypt'] as const) {
      await toggle(page, name).click();
      expect(await sent(page)).toEqual([]);
      await toggle(page, name).click();
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    await page.close();
  });

  it('not with a wrong one: it stays, and the box is empty and has the focus', async () => {
    const { page } = await harness.open({});
    await written(page);
    await toggle(page, 'Sign').click();
    await type(page, '135791');
    await page.keyboard.press('Control+Enter');
    await page.getByText('That PIN is not right').waitFor();
    expect(await sent(page)).toEqual([]);
    await expect
      .poll(() => page.getByLabel('PIN of your card').evaluate((box) => box === document.activeElement && (box as HTMLInputElement).value))
      .toBe('');
    await type(page, '246810');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    await page.close();
  });

  it('asks no card for what cannot be a PIN', async () => {
    const { page } = await harness.open({});
    await written(page);
    await toggle(page, 'Sign').click();
    await type(page, '12');
    await page.keyboard.press('Control+Enter');
    await page.getByText('That PIN is too short').waitFor();
    expect(await asked(page, 'mail.sign')).toEqual([]);
    await page.close();
  });

  it('with Enter in the box of its PIN, as at sign-in; without a PIN it says that none was typed', async () => {
    const { page } = await harness.open({ query: { session: 'ruled' } });
    await written(page);
    await toggle(page, 'Sign').click();
    await page.getByLabel('PIN of your card').press('Enter');
    await page.getByText('No PIN was typed').waitFor();
    expect(await asked(page, 'mail.sign')).toEqual([]);
    await type(page, '246810');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await sent(page)).toMatchObject([{ payload: { signed: { cms: 'AAAA' } } }]);
    await page.close();
  });

  it('by default where policy says so, and not where its writer says otherwise', async () => {
    const { page } = await harness.open({ query: { signs: '' } });
    await written(page);
    await page.getByLabel('PIN of your card').waitFor();
    await toggle(page, 'Sign').click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect((await sent(page))[0]?.['payload']).not.toHaveProperty('signed');
    await page.close();
  });
});

describe('a message is encrypted', () => {
  it('to those who have a certificate, and says so to main', async () => {
    const { page, complaints } = await harness.open({});
    await written(page);
    await toggle(page, 'Encrypt').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await sent(page)).toMatchObject([{ payload: { encrypt: true } }]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['none', 'No certificate for julie.farrow@shops.example.'],
    ['revoked', 'The card of julie.farrow@shops.example was revoked.'],
    ['expired', 'The card of julie.farrow@shops.example is out of date.'],
  ])('not to whom it cannot be (%s): it says who and why, and goes readable only once Encrypt is off', async (certificate, why) => {
    const { page } = await harness.open({ query: { certificate }, height: 520 });
    await written(page);
    await page.getByRole('combobox', { name: 'Copy to' }).fill('julie.farrow@shops.example,');
    await toggle(page, 'Encrypt').click();
    await page.getByText(why).waitFor();
    await page.getByLabel('About').focus();
    expect(await isInView(page.getByText(why))).toBe(false);
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 thing to put right').waitFor();
    await expect.poll(() => isInView(page.getByText(why))).toBe(true);
    await expect.poll(() => toggle(page, 'Encrypt').evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await toggle(page, 'Encrypt').getAttribute('aria-describedby')).not.toBe(null);
    expect(await sent(page)).toEqual([]);
    await page.keyboard.press('Space');
    await page.getByText('You can stop here').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('somebody outside the force is to get it').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect((await sent(page))[0]?.['payload']).not.toHaveProperty('encrypt');
    await page.close();
  });

  it('keeps what was chosen in its draft, and when it is taken back', async () => {
    const { page } = await harness.open({});
    await written(page);
    await toggle(page, 'Encrypt').click();
    await page.getByLabel('Message', { exact: true }).press('Escape');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByText('You began this before').waitFor();
    expect(await toggle(page, 'Encrypt').isChecked()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('form', { name: 'New message' }).waitFor();
    expect(await toggle(page, 'Encrypt').isChecked()).toBe(true);
    await page.close();
  });

  it('shows no blind copy: whoever opens it is named on it', async () => {
    const { page } = await harness.open({});
    await written(page);
    await toggle(page, 'Encrypt').click();
    await page.getByRole('button', { name: 'Blind copy' }).click();
    await page.getByRole('combobox', { name: 'Blind copy to' }).fill('tom@lancs.example,');
    await page.getByText('An encrypted message shows everybody').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 thing to put right').waitFor();
    expect(await sent(page)).toEqual([]);
    await page.close();
  });
});

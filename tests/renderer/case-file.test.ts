import { describe, expect, it } from 'vitest';
import { openCaseFile, redactWords } from './harness/case-file-scenes.ts';
import { openedWindow } from './harness/desk.ts';
import { given } from './harness/form-page.ts';

const { desk } = openedWindow();

describe('a case file', () => {
  it('says what is missing, and is not handed over before', async () => {
    const page = await desk();
    await openCaseFile(page);
    await page.getByRole('button', { name: '2 things still to do' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Last, once all else is ready').waitFor();
    expect(await page.getByLabel('PIN of your card').count()).toBe(0);
  });

  it('is redacted by what is selected, which is kept by its place and not by its words', async () => {
    const page = await desk();
    await redactWords(page, '31 years');
    const [command] = await given(page);
    expect(command).toMatchObject({
      command: 'caseFile.update',
      payload: { marks: [{}, { id: 'ST-21-01877', redactions: [{ of: 'passage', page: 1, paragraph: 1 }] }] },
    });
    expect(JSON.stringify(command)).not.toContain('31 years');
    await page.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('The copy reads:').waitFor({ state: 'detached' });
  });

  it('is handed over by keyboard alone, with one PIN, and waits for its receipt', async () => {
    const page = await desk({ case: 'ready' });
    await openCaseFile(page);
    await page.getByRole('button', { name: 'Hand over to prosecution' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('PIN of your card').waitFor();
    await page.keyboard.type('246810');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Hand-over 1: / }).waitFor();
    expect(await given(page)).toMatchObject([{ command: 'caseFile.handOver', payload: { number: 1, purpose: 'charge' } }]);
  });
});

import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, given } from './harness/form-page.ts';
import { next, readBack, turn, WORDS, witnessSigns, writeInk, writeStatement } from './harness/statement-scenes.ts';

const { desk } = openedWindow();
const signedWith = async (page: Page): Promise<Record<string, never> | undefined> =>
  page.evaluate(() => {
    const { calls } = (window as unknown as { probe: { calls: { name: string; request: { statement: never } }[] } }).probe;
    return calls.findLast(({ name }) => name === 'statements.sign')?.request.statement;
  });
const seal = async (page: Page): Promise<void> => {
  await page.getByLabel('PIN of your card').fill('246810');
  await next(page, 'Sign and seal');
  await page.getByText('Not changed since.').waitFor();
};

describe('a statement', () => {
  it('is sealed with its text, the witness’s initials on its page and the signature', async () => {
    const page = await desk();
    await witnessSigns(page);
    await next(page, 'Done, give it back to the officer');
    await seal(page);
    expect(await signedWith(page)).toMatchObject({
      witness: { forenames: 'Piotr', surname: 'Fairclough', occupation: 'Retired joiner' },
      pages: [{ paragraphs: [{ number: 1 }, { number: 2, text: WORDS.split('\n\n')[1] }], initials: { strokes: [{}, {}] } }],
      reader: { kind: 'officer', reason: 'No glasses with him' },
      signature: { kind: 'ink', ink: { strokes: [{}, {}, {}] } },
    });
    expect(await given(page)).toMatchObject([{ system: 'statements', command: 'statement.create' }]);
  });

  it('is agreed aloud by a witness who cannot sign, by keyboard alone, with the reason and who heard it', async () => {
    const page = await desk();
    await turn(page);
    const press = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('The witness cannot sign');
    await page.getByLabel('Reason').focus();
    await page.keyboard.type('Both hands bandaged');
    await page.getByRole('radio', { name: /^Makes a mark/ }).focus();
    await page.keyboard.press('ArrowDown');
    await press('Go on');
    await page.getByLabel('PIN of your card').waitFor();
    await page.keyboard.type('246810');
    await page.keyboard.press('Enter');
    await page.getByText('Not changed since.').waitFor();
    expect(await signedWith(page)).toMatchObject({
      signature: { kind: 'spoken', reason: 'Both hands bandaged', seenBy: 'PC 2418 Aisha Rahman' },
    });
  });

  it('shows the witness nobody else’s data: no key of the desk leads out', async () => {
    const page = await desk();
    await turn(page);
    const witness = page.getByRole('dialog', { name: 'For the witness' });
    await page.getByRole('img', { name: /written$/ }).click();
    for (const key of ['Control+1', 'Control+k', 'Control+o', 'Control+j', 'F1', 'F2', 'Escape', 'Escape']) await page.keyboard.press(key);
    expect(await witness.isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: /your initials$/ }).isVisible()).toBe(true);
  });

  it('is initialled where the witness had it changed', async () => {
    const page = await desk();
    await readBack(page);
    await next(page, 'Change a page');
    await page.getByRole('textbox', { name: 'What the witness says' }).fill(WORDS.replace('31 years', '32 years'));
    await next(page, 'Back of the form');
    await next(page, 'Read it back');
    await page.getByRole('radio', { name: 'I read it to the witness' }).check();
    await next(page, 'The witness agrees, sign');
    await next(page, 'Turn it to the witness');
    await page.getByRole('heading', { name: 'You had paragraph 1 changed: your initials' }).waitFor();
  });

  it('is not read back before its words are there, and leads to what is to be put right', async () => {
    const page = await desk();
    await writeStatement(page);
    await page.getByRole('textbox', { name: 'What the witness says' }).fill('');
    await next(page, 'Back of the form');
    await next(page, 'Read it back');
    await next(page, '1 thing to put right first');
    await page.getByText('Write what the witness says').waitFor();
  });

  it('names the letters that its paper cannot show, at the field and before anybody signs', async () => {
    const page = await desk();
    await writeStatement(page);
    await page.getByRole('textbox', { name: 'What the witness says' }).fill('He said سلام to me 😀.');
    await next(page, 'Back of the form');
    await next(page, 'Read it back');
    await next(page, '1 thing to put right first');
    await page.getByText('The paper cannot show س ل ا م 😀. Write it in Latin, Greek or Cyrillic letters').waitFor();
  });

  it('that HQ did not take is taken again: its words are there, nothing of it is signed, and it goes in its own place', async () => {
    const page = await desk({ refusedstatement: '' });
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByLabel('Surname').inputValue()).toBe('Fairclough');
    await next(page, 'Statement');
    const text = await page.getByRole('textbox', { name: 'What the witness says' }).inputValue();
    expect(text.split('\n\n')).toHaveLength(2);
    await next(page, 'Back of the form');
    expect(await page.getByLabel('Telephone').inputValue()).toBe('07700 900123');
    await next(page, 'Read it back');
    await next(page, 'The witness agrees, sign');
    await next(page, 'Turn it to the witness');
    await page.getByRole('heading', { name: /your initials$/ }).waitFor();
    await writeInk(page);
    await next(page, 'Next');
    await page.getByRole('heading', { name: /is this true/ }).waitFor();
    await writeInk(page, 3);
    await next(page, 'Done, give it back to the officer');
    await page.getByLabel('PIN of your card').fill('246810');
    await next(page, 'Sign and seal');
    await expect
      .poll(async () => called(page, 'link.mend'))
      .toMatchObject([{ payload: { statement: { witness: { surname: 'Fairclough' } } } }]);
  });
});

import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { attachPhotograph, beginExhibit, openJemmy } from './harness/exhibit-scenes.ts';
import { called, given } from './harness/form-page.ts';
import { writeInk, writeStatement } from './harness/statement-scenes.ts';

const { desk } = openedWindow();
const payloads = async (page: Parameters<typeof given>[0]) =>
  ((await given(page)) as readonly { readonly command: string; readonly payload: Record<string, unknown> }[]).map(
    ({ command, payload }) => ({ command, ...payload }),
  );

describe('an exhibit that is taken', () => {
  it('has the next reference, its file with the copy that is shown, and says that the file is an exhibit already', async () => {
    const page = await desk();
    await beginExhibit(page);
    await expect.poll(() => page.getByRole('textbox', { name: 'Reference' }).inputValue()).toBe('AR/3');
    await attachPhotograph(page);
    await page.getByText('This file is exhibit AR/1 already. You can still take it.').waitFor();
    await page.getByLabel('Description on the label').fill('Footprint by the gate');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'AR/3 Footprint by the gate' }).waitFor();
    expect(await payloads(page)).toMatchObject([
      {
        ...{ command: 'exhibit.create', reference: 'AR/3', kind: 'photograph', crimeId: '04/21/06127' },
        ...{ holder: 'PC 2418 Aisha Rahman', original: { name: 'IMG_0419.png' }, view: { hash: 'f'.repeat(64) } },
        producer: { collarNumber: '2418' },
      },
    ]);
  });

  it('is not sent with a reference that is given, without a file, or from the future, and says what to do', async () => {
    const page = await desk();
    await beginExhibit(page);
    await page.getByRole('radio', { name: 'Photograph' }).check();
    await page.getByRole('textbox', { name: 'Reference' }).fill('ar/2');
    await page.getByRole('textbox', { name: 'Date' }).fill('18/05/2099');
    await page.keyboard.press('Control+Enter');
    for (const words of [
      'That reference is given already. The next is AR/3.',
      'Add its file. Only an object has none.',
      'That has not been yet.',
    ])
      await page.getByText(words).waitFor();
    expect(await given(page)).toEqual([]);
  });

  it('is produced by a witness under their own initials', async () => {
    const page = await desk();
    await beginExhibit(page);
    await page.getByRole('radio', { name: 'A witness' }).check();
    await page.getByLabel('Name of the witness').fill('Piotr Fairclough');
    await expect.poll(() => page.getByRole('textbox', { name: 'Reference' }).inputValue()).toBe('PF/1');
  });

  it('may be drawn, and is a picture then', async () => {
    const page = await desk();
    await beginExhibit(page);
    await page.getByRole('radio', { name: 'Sketch' }).check();
    await writeInk(page);
    await page.getByRole('button', { name: 'Use this sketch' }).click();
    await page.getByRole('list', { name: 'Attached' }).getByText('Sketch.png').waitFor();
  });
});

describe('the continuity of an exhibit', () => {
  it('is gone on with by what can happen next, after the entry that is shown last', async () => {
    const page = await desk();
    await openJemmy(page);
    await page.getByRole('button', { name: 'Record what happened to it' }).click();
    await page.getByRole('radio', { name: 'Taken out' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Handed over' }).count()).toBe(0);
    await page.getByRole('radio', { name: 'Taken out' }).check();
    await page.getByLabel('Who has it from now on').fill('PC 4127 Tom Halliwell');
    await page.getByLabel('Where', { exact: true }).fill('Leyland');
    await page.keyboard.press('Control+Enter');
    await page.getByText('PC 4127 Tom Halliwell, Leyland').first().waitFor();
    expect(await payloads(page)).toMatchObject([{ command: 'exhibit.continue', exhibitId: 'EX-21-00413', after: 'c', act: 'takenOut' }]);
  });
});

describe('a statement that produces an exhibit', () => {
  it('has it in its text and in what is signed, by one key', async () => {
    const page = await desk();
    await writeStatement(page);
    await page.getByRole('button', { name: 'AR/1 Rear patio door, lock snapped' }).click();
    expect(await page.getByRole('textbox', { name: 'What the witness says' }).inputValue()).toContain(
      'I produce Rear patio door, lock snapped as exhibit AR/1.',
    );
    await page.getByRole('button', { name: 'Take exhibit AR/1 off the statement' }).waitFor();
    expect(await called(page, 'blobs.fetch')).toMatchObject([{ system: 'exhibits', id: 'EX-21-00412', hash: 'a'.repeat(64) }]);
  });
});

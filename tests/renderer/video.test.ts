import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given } from './harness/form-page.ts';
import { openClip } from './harness/video-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe('a clip of body-worn video', () => {
  it.each(['day', 'night', 'contrast'])('says over its picture why it ended: %s', async (theme) => {
    const { page } = await harness.open({ query: { clip: 'changed', theme } });
    await openClip(page);
    await page.getByText('This is not what HQ sealed').waitFor();
    // A press that something else would get fails.
    await page.getByRole('button', { name: 'Try again' }).click({ trial: true, timeout: 5000 });
    await page.close();
  });

  it('is marked by keys at its place, with a statement, in the car on a low screen too', async () => {
    const { page } = await harness.open({ query: { car: '' } });
    await page.setViewportSize({ width: 1366, height: 696 });
    await openClip(page);
    await page.getByRole('slider', { name: 'Place in the clip' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('m');
    await page.keyboard.type('Kitchen, drawers out');
    const statement = page.getByLabel('Statement that speaks of it');
    await statement.click({ trial: true, timeout: 5000 });
    const [chosen] = await statement.selectOption({ index: 1 });
    await page.getByRole('textbox', { name: /What is seen at 00:10/ }).press('Control+Enter');
    await page.getByRole('button', { name: /00:10.*Kitchen/ }).waitFor();
    expect(await given(page)).toMatchObject([
      { command: 'clip.addMark', payload: { second: 10, text: 'Kitchen, drawers out', statementId: chosen } },
    ]);
    await page.close();
  });
});

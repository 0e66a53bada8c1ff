import type { Page } from '@playwright/test';
import { row, type Scene } from './scenes.ts';

/** What the witness says, in two paragraphs. */
export const WORDS =
  'I am the person named above and I live at the address that the police have. I have lived in York Close for 31 years.\n\nOn Sunday at about 03:35 I was awake in my front bedroom. I heard a crack, like wood breaking. I looked out of the window.';

const openPane = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Witness/ })
    .click();
};
/** Opens the burglary and begins a statement on it. */
export const beginStatement = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Crime/ })
    .click();
  await row(page, 'Burglary, rear patio door');
  await page.getByRole('button', { name: 'Take a statement' }).click();
  await page.getByRole('heading', { name: 'Who is the witness?' }).waitFor();
};
export const next = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).last().click();
/** The witness, and what they say. */
export const writeStatement = async (page: Page): Promise<void> => {
  await beginStatement(page);
  await page.getByLabel('Forenames').fill('Piotr');
  await page.getByLabel('Surname').fill('Fairclough');
  await page.getByLabel('Occupation').fill('Retired joiner');
  await next(page, 'Statement');
  await page.getByRole('textbox', { name: 'What the witness says' }).fill(WORDS);
};
/** Read over by the officer, and agreed. */
export const readBack = async (page: Page): Promise<void> => {
  await writeStatement(page);
  await next(page, 'Back of the form');
  await page.getByRole('heading', { name: 'Back of the form', level: 2 }).waitFor();
  await next(page, 'Read it back');
  await page.getByRole('radio', { name: 'I read it to the witness' }).check();
  await page.getByLabel('Why the witness does not read it').fill('No glasses with him');
};
/** The laptop is turned to the witness. */
export const turn = async (page: Page): Promise<void> => {
  await readBack(page);
  await next(page, 'The witness agrees, sign');
  await next(page, 'Turn it to the witness');
  await page.getByRole('heading', { name: /your initials$/ }).waitFor();
};
/** Writes in the field that is shown: `strokes` lines across it. */
export const writeInk = async (page: Page, strokes = 2): Promise<void> => {
  const pad = page.getByRole('img', { name: /written$/ });
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no field');
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    const left = box.x + box.width * (0.2 + stroke * 0.2);
    await page.mouse.move(left, box.y + box.height * 0.6);
    await page.mouse.down();
    for (let step = 1; step <= 12; step += 1)
      await page.mouse.move(left + step * 8, box.y + box.height * (0.45 + 0.18 * Math.sin(step + stroke)));
    await page.mouse.up();
  }
};
/** Initials and signature are given. */
export const witnessSigns = async (page: Page): Promise<void> => {
  await turn(page);
  await writeInk(page);
  await next(page, 'Next');
  await page.getByRole('heading', { name: /is this true/ }).waitFor();
  await writeInk(page, 3);
};

const scenes: readonly (Scene & { readonly act: (page: Page) => Promise<void> })[] = [
  {
    name: 'statement-sealed',
    act: async (page) => {
      await openPane(page);
      await row(page, 'ST-21-01877');
      await page.getByText('Not changed since.').waitFor();
    },
  },
  {
    name: 'statement-changed',
    act: async (page) => {
      await openPane(page);
      await row(page, 'ST-21-01875');
      await page.getByText('This is not what was signed').waitFor();
    },
  },
  { name: 'statement-witness', act: beginStatement },
  { name: 'statement-write', act: writeStatement },
  {
    name: 'statement-back',
    act: async (page) => {
      await writeStatement(page);
      await next(page, 'Back of the form');
      await page.getByRole('heading', { name: 'Back of the form', level: 2 }).waitFor();
    },
  },
  { name: 'statement-read-back', act: readBack },
  { name: 'statement-initials', act: turn },
  { name: 'statement-witness-signs', act: witnessSigns },
  {
    name: 'statement-cannot-sign',
    act: async (page) => {
      await turn(page);
      await next(page, 'The witness cannot sign');
      await page.getByRole('heading', { name: 'Why can the witness not sign?' }).waitFor();
    },
  },
  {
    name: 'statement-officer-signs',
    act: async (page) => {
      await witnessSigns(page);
      await next(page, 'Done, give it back to the officer');
      await page.getByRole('heading', { name: 'What your card signs' }).waitFor();
    },
  },
];

/**
 * Statements: one that is sealed, one that was changed, and one that is taken, from the first question to the seal. The pointer rests on nothing: a key
 * that it was on looks otherwise.
 */
export const statementScenes: readonly Scene[] = scenes.map(({ act, ...scene }) => ({
  ...scene,
  act: async (page) => {
    await act(page);
    await page.mouse.move(0, 0);
  },
}));

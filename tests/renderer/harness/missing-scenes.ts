import type { Page } from '@playwright/test';
import { row, type Scene } from './scenes.ts';

/** Opens the list of who is missing. */
export const openMissing = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Missing/ })
    .click();
  await page.getByText('Moira Entwistle').waitFor();
};
/** Opens the report of Kieran Ashworth, or of somebody else. */
export const openReportOf = async (page: Page, name = 'Kieran Ashworth'): Promise<void> => {
  await openMissing(page);
  await row(page, name);
  await page.getByRole('heading', { name: new RegExp(`^${name}`), level: 2 }).waitFor();
};
/** Opens a new report on the log that the unit is on. */
export const openMissingForm = async (page: Page): Promise<void> => {
  await openMissing(page);
  await page.getByRole('button', { name: 'New report' }).click();
  await page.getByRole('form', { name: /^New missing-person report/ }).waitFor();
  await page.getByRole('button', { name: /^Take it from log/ }).click();
  await page.getByRole('heading', { name: 'Already known' }).waitFor();
};
/** Goes to a question of the report that is open. */
export const toMissingQuestion = async (page: Page, question: string): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Questions of the report' })
    .getByRole('button', { name: new RegExp(`^${question}`) })
    .click();
};
/** The answer to one of the first questions. */
export const answer = (page: Page, question: string, choice: string): Promise<void> =>
  page.getByRole('group', { name: question }).getByRole('radio', { name: choice, exact: true }).check();

/** Who is missing, and where they were last seen. */
const toWorry = async (page: Page): Promise<void> => {
  await openMissingForm(page);
  await page.getByLabel('Name', { exact: true }).fill('Jamie Holden');
  await page.getByLabel('Born').fill('09/03/2006');
  await toMissingQuestion(page, 'Last seen');
  const at = page.getByRole('group', { name: 'Last seen at' });
  await at.getByLabel('Date').fill('18/05/2021');
  await at.getByLabel('Time').fill('13:10');
  await toMissingQuestion(page, 'Why we worry');
  await page.getByLabel(/^Why are you worried/).fill('Argued about his phone. Left without a coat or his inhaler.');
  await page.getByLabel(/^What has been done/).fill('Mother rang four friends. Phone off since 13:20.');
  await answer(page, 'Is this out of character?', 'Yes');
  await page.getByRole('textbox', { name: /^Is this out of character/ }).fill('Home by three on every other day.');
  await answer(page, 'Missing before?', 'No');
};
const toRisk = async (page: Page): Promise<void> => {
  await toWorry(page);
  await answer(page, 'Medicine or care needed?', 'Yes');
  await page.getByRole('textbox', { name: /^Medicine or care/ }).fill('Asthma, inhaler left at home');
  await answer(page, 'Likely victim of a crime?', 'Not known');
  await toMissingQuestion(page, 'Risk');
  await page.getByRole('radio', { name: /^Medium/ }).check();
  await page.getByRole('button', { name: 'Out of character' }).click();
  await page.getByLabel('Why this and not one lower').fill('First time, no coat, and an older friend whom nobody can name.');
};
const openSheet = async (page: Page, button: string): Promise<void> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').waitFor();
};

/** Missing persons: the list, one report, what is circulated, the forms over it, and a new report question by question. */
export const missingScenes: readonly Scene[] = [
  { name: 'missing-list', act: openMissing },
  { name: 'missing-record', act: (page) => openReportOf(page) },
  {
    name: 'missing-unsent',
    query: { link: 'offline' },
    act: async (page) => {
      await openReportOf(page);
      const box = page.getByRole('form', { name: 'Add to the report' });
      await box.getByRole('radio', { name: 'Enquiry' }).check();
      await box.getByRole('textbox', { name: /^Add/ }).fill('School: not there today. Form teacher rings back.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('not sent yet').first().waitFor();
    },
  },
  {
    name: 'missing-conflict',
    query: { versions: 'risk' },
    act: async (page) => {
      await openReportOf(page);
      await page.getByRole('button', { name: 'Decide field by field' }).click();
      await page.getByRole('radio', { name: /^Mine/ }).first().check();
    },
  },
  { name: 'missing-card', act: (page) => openReportOf(page, 'Ruth Calder') },
  {
    name: 'missing-questions',
    act: async (page) => {
      await toWorry(page);
      await page.getByRole('button', { name: '2 still to answer' }).waitFor();
    },
  },
  { name: 'missing-risk', act: toRisk },
  {
    name: 'missing-who',
    act: async (page) => {
      await openMissingForm(page);
      await page.getByRole('combobox', { name: 'Find a person' }).fill('khalid');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'missing-check',
    act: async (page) => {
      await toRisk(page);
      await toMissingQuestion(page, 'Check');
      await page.getByRole('heading', { name: /put right/ }).waitFor();
    },
  },
  {
    name: 'missing-circulate',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Circulate');
      await page.getByRole('button', { name: 'Circulate to 46 officers' }).waitFor();
    },
  },
  {
    name: 'missing-found',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Found');
      await page.getByLabel('Where', { exact: true }).last().fill('Worden Park, bandstand, Leyland');
    },
  },
  {
    name: 'missing-well',
    act: async (page) => {
      await openMissing(page);
      await page.getByRole('button', { name: /^To check/ }).click();
      await row(page, 'Ellie Marsden');
      await openSheet(page, 'Well-being check');
      await answer(page, 'Spoken to alone?', 'Yes');
    },
  },
  {
    name: 'missing-found-dead',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Found');
      await page.getByRole('checkbox', { name: 'They are dead' }).check();
    },
  },
  {
    name: 'missing-death',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Found');
      await page.getByLabel('Where', { exact: true }).last().fill('Leeds and Liverpool Canal, bridge 80');
      await page.getByLabel('How they were found').fill('In the water. Life pronounced extinct 15:20 by paramedics.');
      await page.getByRole('checkbox', { name: 'They are dead' }).check();
      await page.keyboard.press('Control+Enter');
      await page.getByLabel('Who told the family').waitFor();
    },
  },
  {
    name: 'missing-not-them',
    act: async (page) => {
      await openMissing(page);
      await page.getByRole('button', { name: /^To check/ }).click();
      await row(page, 'Ellie Marsden');
      await openSheet(page, 'It was not them');
    },
  },
  {
    name: 'missing-review',
    query: { session: 'supervisor' },
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Review the risk');
    },
  },
  {
    name: 'missing-set-risk',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Set another risk');
      await page.getByRole('radio', { name: /^High/ }).check();
    },
  },
  {
    name: 'missing-hand-over',
    act: async (page) => {
      await openReportOf(page);
      await openSheet(page, 'Hand over');
    },
  },
  {
    name: 'missing-tasks',
    query: { session: 'supervisor' },
    act: async (page) => {
      await openReportOf(page);
      await page.getByRole('heading', { name: 'Tasks, 1' }).waitFor();
    },
  },
  {
    name: 'missing-task-set',
    query: { session: 'supervisor' },
    act: async (page) => {
      await openReportOf(page);
      await page.getByRole('button', { name: 'Set as a task' }).last().click();
      await page.getByLabel('Task', { exact: true }).waitFor();
    },
  },
  {
    name: 'missing-alerts',
    query: { session: 'supervisor', missingAlerts: '3' },
    act: async (page) => {
      await page.getByText('Missing: Ruth Calder, 68', { exact: true }).waitFor();
    },
  },
  {
    name: 'missing-alerts-listed',
    query: { session: 'supervisor', missingAlerts: '3' },
    act: async (page) => {
      await page.getByText('Missing: Ruth Calder, 68', { exact: true }).waitFor();
      await page.locator('[data-alert] [aria-expanded]').click();
    },
  },
  {
    name: 'missing-link-log',
    act: async (page) => {
      await openReportOf(page, 'Moira Entwistle');
      await openSheet(page, 'Link a log');
      await page.getByRole('radio').first().check();
    },
  },
  {
    name: 'missing-today',
    query: { session: 'supervisor', missing: '' },
    act: async (page) => {
      await page.getByRole('heading', { name: /^Missing near you/ }).waitFor();
    },
  },
];

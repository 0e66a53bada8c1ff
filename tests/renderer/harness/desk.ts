import type { Page } from '@playwright/test';
import { afterAll, beforeAll } from 'vitest';
import { type Ask, type Shown, startHarness } from './window.ts';

/** The window for the tests of one file: a page by any address (`open`), or one with work open in it, by the parts of its address (`desk`). */
export const openedWindow = () => {
  let harness: Awaited<ReturnType<typeof startHarness>>;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());
  const open = (ask: Ask = {}): Promise<Shown> => harness.open(ask);
  const desk = async (query: Readonly<Record<string, string>> = {}, more: Pick<Ask, 'alone'> = {}): Promise<Page> => {
    const { page } = await open({ query, ...more });
    await page.getByRole('navigation', { name: 'Panes' }).waitFor();
    return page;
  };
  return { open, desk };
};

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Client, startClient } from '../../build/demonstration/client.ts';
import { acceptanceReport } from '../../contracts/domain/acceptance.ts';
import { strings } from '../../renderer/strings/index.ts';
import { followPage, PATIENCE_MS } from './laptop.ts';

/** `--acceptance` on a laptop that no HQ knows: what needs no card is taken, by the program and by a scripted person. */
const words = strings.acceptance;
let folder: string;
let running: { readonly client: Client; readonly disconnect: () => Promise<void> } | undefined;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mo-acceptance-'));
});
test.afterEach(async () => {
  await running?.disconnect();
  await running?.client.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = async () => {
  const how = { headless: true, debugging: true, arguments: ['--acceptance'] };
  const client = startClient(folder, join(folder, 'client.json'), how);
  const { page, disconnect } = followPage(await client.debuggerAddress);
  running = { client, disconnect };
  const bar = async () => (await page()).getByRole('region', { name: words.label });
  return {
    client,
    /** Waits for the step and answers it. */
    async answers(step: keyof typeof words.steps, button: string): Promise<void> {
      const asked = async () => (await bar()).getByText(words.steps[step].todo).isVisible();
      await expect.poll(() => asked().catch(() => false), { message: step, timeout: PATIENCE_MS }).toBe(true);
      await (await bar()).getByRole('button', { name: button }).click();
    },
    async shows(text: string): Promise<void> {
      const stands = async () => (await bar()).getByText(text).isVisible();
      await expect.poll(() => stands().catch(() => false), { message: text, timeout: PATIENCE_MS }).toBe(true);
    },
  };
};
const report = () => acceptanceReport.parse(JSON.parse(readFileSync(join(folder, 'acceptance.json'), 'utf8')));

test('goes through its check-list, outlives a kill, and leaves one report', async () => {
  writeFileSync(join(folder, 'client.json'), '{}');
  const first = await start();
  await first.answers('windowShown', words.seen);
  await first.answers('signIn', words.skip);
  await first.shows(words.steps.cardOut.todo);
  const begun = report();
  const outcomes = Object.fromEntries(begun.steps.map(({ step, outcome, codes }) => [step, [outcome, ...codes]]));
  expect(outcomes).toEqual({
    selfTest: ['passed'],
    sealing: ['passed'],
    badArguments: ['passed'],
    secondStart: ['passed'],
    // Chromium refuses its sandbox to root (docs/security.md).
    sandbox: process.getuid?.() === 0 ? ['failed', 'notSandboxed'] : ['passed'],
    page: ['passed'],
    profile: ['passed'],
    // How soon a page's process goes is the machine's: a busy one makes it late.
    pageEnded: expect.arrayContaining([expect.stringMatching(/^(passed|failed)$/)]),
    windowShown: ['passed'],
    signIn: ['skipped'],
  });
  await running?.disconnect();
  first.client.process.kill('SIGKILL');
  await first.client.close();

  const again = await start();
  await again.answers('cardOut', words.skip);
  for (const step of ['cardService', 'clipboard', 'silence', 'marker', 'attachments', 'orders'] as const)
    await again.answers(step, words.otherwise);
  await again.answers('sessionEnd', words.skip);
  await expect.poll(() => report().ended).toBeDefined();
  const whole = report();
  const count = (wanted: string): number => whole.steps.filter(({ outcome }) => outcome === wanted).length;
  await again.shows(words.done(count('passed'), count('failed'), count('skipped')));
  expect(whole.begun).toBe(begun.begun);
  expect(whole.steps.slice(0, begun.steps.length)).toEqual(begun.steps);
  expect(whole.steps.slice(begun.steps.length).map(({ outcome }) => outcome)).toEqual([
    'skipped',
    ...Array.from({ length: 6 }, () => 'failed'),
    'skipped',
  ]);
  expect(readFileSync(join(folder, 'acceptance.json'), 'utf8')).not.toContain(folder);
});

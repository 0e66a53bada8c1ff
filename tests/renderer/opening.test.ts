import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe('the first page after a sign-in', () => {
  it('asks main once for what it shows, and once more when that has changed', async () => {
    const { page } = await harness.open({});
    const asked = (): Promise<readonly string[]> =>
      page.evaluate(() => window.probe.calls.map(({ name }) => name).filter((name) => /^(today\.view|storm\.\w+)$/.test(name)));
    await page.getByRole('heading', { name: /^Unread mail/ }).waitFor();
    const once = ['storm.alerts', 'storm.codeLists', 'storm.unit', 'today.view'];
    expect([...(await asked())].sort()).toEqual(once);
    await page.evaluate(() => window.probe.alerts([]));
    await expect.poll(async () => [...(await asked())].sort()).toEqual([...once, ...once].sort());
    await page.close();
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deviceReport } from '../../../../contracts/hq/orders.ts';
import { setAsideOnLaptop, writeSetAside } from '../../../../main/device/set-aside.ts';
import { keepFolderState } from '../../../../main/session/officers/keep-state.ts';
import { cursor, incident, upsert, upsertIncident } from '../../support/items.ts';
import { temporaryFolder, temporaryStore } from '../../support/store.ts';

const folderIn = (data: string, digit: string): string => {
  const folder = join(data, 'officers', digit.repeat(32));
  mkdirSync(folder, { recursive: true });
  return folder;
};

describe('what a laptop could not read of its feeds', () => {
  it('is counted beside the sealed work as it comes, and no more once it could be read', async () => {
    const data = temporaryFolder();
    const folder = folderIn(data, 'a');
    const store = await temporaryStore();
    const state = keepFolderState({ folder, store, now: () => new Date(), log: () => undefined });
    const at = new Date().toISOString();
    const bad = upsert('incident', 'LC-20210518-0001', 2, { title: 'Mrs Iqbal, 14 Balfour Street' });
    await store.write('feed.apply', { system: 'storm', lines: [bad, upsert('drone', 'D 7', 1, {}), cursor('1')], at });
    await expect
      .poll(() => setAsideOnLaptop(data))
      .toEqual([
        { system: 'storm', kind: 'drone', reason: 'UnknownKind', count: 1 },
        { system: 'storm', kind: 'incident', reason: 'FieldsMalformed', count: 1 },
      ]);
    const kept = readFileSync(join(folder, 'set-aside.json'), 'utf8');
    for (const value of ['Iqbal', 'Balfour', '0001', 'D 7']) expect(kept).not.toContain(value);
    const good = upsertIncident(incident({ id: 'LC-20210518-0001', version: 3 }));
    await store.write('feed.apply', { system: 'storm', lines: [{ op: 'reset' }, good, cursor('2')], at });
    await expect.poll(() => setAsideOnLaptop(data)).toEqual([]);
    state.stop();
  });

  it('is summed over all officers, the most first, and fits a report whatever HQ calls its kinds', () => {
    const data = temporaryFolder();
    const count = { system: 'storm', kind: 'incident', reason: 'FieldsMalformed', count: 2 };
    writeSetAside(folderIn(data, 'a'), [count]);
    writeSetAside(folderIn(data, 'b'), [
      { ...count, count: 5 },
      { ...count, kind: 'Mrs Iqbal', reason: 'NotALine', count: 1 },
    ]);
    writeSetAside(
      folderIn(data, 'c'),
      Array.from({ length: 300 }, (_, number) => ({ ...count, kind: `kind${number}`, reason: 'UnknownKind', count: 1 })),
    );
    writeFileSync(join(folderIn(data, 'd'), 'set-aside.json'), 'damaged');
    const setAside = setAsideOnLaptop(data);
    expect(setAside[0]).toEqual({ ...count, count: 7 });
    expect(JSON.stringify(setAside)).not.toContain('Iqbal');
    const report = deviceReport.safeParse({ version: '1', diskBytes: 1, unsent: 0, policyVersion: 1, setAside });
    expect([report.success, Buffer.byteLength(JSON.stringify(report.data)) < 4096]).toEqual([true, true]);
  });
});

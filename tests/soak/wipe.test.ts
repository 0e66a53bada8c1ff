import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Receipt } from '../../contracts/domain/order.ts';
import { MARKER } from '../main/device/support/full-laptop.ts';
import { soakWipe } from './wipe/index.ts';
import { brokenAtEnd, brokenNow, isFull } from './wipe/look.ts';

/** HQ made from nothing, and ten wipes, on a machine that is busy. */
const PATIENCE_MS = 300_000;

it(
  'a wipe keeps its promises when the program is killed and cut off in the midst of it',
  async () => {
    const outcome = await soakWipe({ runs: 10, seed: 20210518, say: () => undefined });
    expect(outcome.broken).toEqual([]);
    expect(outcome).toMatchObject({ runs: 10, violations: 0 });
    // Kills that met nothing would prove nothing.
    const met = Object.entries(outcome.killedAt).filter(([phase]) => phase !== 'finished' && phase !== 'not begun');
    expect(met.length).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);

describe('what the soak looks at', () => {
  const disk = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'mo-look-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  };
  const nothing = { keyFiles: 0, stores: 0, otherFiles: 0, bytes: 0 };
  const existed = { keyFiles: 15, stores: 3, otherFiles: 9, bytes: 400_000 };
  const proof = (left = nothing): Receipt => ({
    ...{ order: '00000000-0000-4000-8000-000000000001', sequence: 1, force: 'F', device: 'LAP-1', kind: 'wipe', state: 'done' },
    at: '2026-01-11T14:42:08.000Z',
    wipe: { startedAt: '2026-01-11T14:42:00.000Z', officers: 3, existed, left, handedOver: 0 },
  });
  const wiped = { 'device/wiped.json': '{}' };
  const done = { state: 'done', proof: proof(), bundles: 0 };

  it('finds nothing on a laptop that was wiped and proven', () => {
    expect(brokenAtEnd(disk(wiped), done)).toEqual([]);
    expect(brokenNow(disk({ 'officers/a/key.p7m': 'x' }), { state: 'delivered', proof: undefined, bundles: 0 })).toEqual([]);
  });

  it.each([
    ['done without a receipt', wiped, { ...done, proof: undefined }],
    ['a receipt without done', wiped, { ...done, state: 'delivered' }],
    ['a receipt that leaves something', wiped, { ...done, proof: proof({ ...nothing, stores: 1 }) }],
    ['a key file', { ...wiped, 'officers/a/key.p7m': 'x' }, done],
    ['a lease', { ...wiped, 'officers/a/lease.sealed.new': 'x' }, done],
    ['a store', { ...wiped, 'officers/a/store.db-wal': 'x' }, done],
    ['the device key', { ...wiped, 'device/key.sealed': 'x' }, done],
    ['the marker in a file', { ...wiped, 'logs/x.log': `a ${MARKER} b` }, done],
    ['the marker in a name', { ...wiped, [`${MARKER}.txt`]: '' }, done],
    ['the marker in UTF-16', { ...wiped, core: Buffer.from(MARKER, 'utf16le').toString('latin1') }, done],
    ['anything else', { ...wiped, 'left.txt': 'x' }, done],
  ])('finds %s', (_, files, progress) => {
    expect(brokenAtEnd(disk(files), progress).length).toBeGreaterThan(0);
  });

  it('knows a full laptop from an empty one', () => {
    expect(isFull(disk(wiped))).toBe(false);
    expect(isFull(disk({ 'officers/a/key.p7m': 'x', 'officers/a/store.db': 'x', 'logs/x.log': MARKER }))).toBe(true);
  });
});

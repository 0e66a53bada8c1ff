import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shredFile, shredFolder } from '../../../../main/platform/files/shred.ts';
import { temporaryFolder } from '../../support/store.ts';

it('leaves neither the file nor, where it lay, what was in it', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'key.p7m');
  writeFileSync(file, 'secret'.repeat(500));
  const before = readFileSync(file);
  // A second name for the same bytes would be overwritten too: nobody else's file may be, so such a file is only unlinked.
  linkSync(file, join(folder, 'other'));
  shredFile(file);
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(join(folder, 'other'))).toEqual(before);
  shredFile(join(folder, 'other'));
  shredFile(join(folder, 'never there'));
  expect(existsSync(join(folder, 'other'))).toBe(false);
});

it('never follows a link out of the folder', async () => {
  const folder = temporaryFolder();
  const outside = join(folder, 'outside');
  const inside = join(folder, 'inside');
  mkdirSync(join(inside, 'deep'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(outside, 'file'), 'not ours');
  symlinkSync(join(outside, 'file'), join(inside, 'key.p7m'));
  symlinkSync(outside, join(inside, 'deep', 'folder'));
  writeFileSync(join(inside, 'deep', 'store.db'), 'noise');
  await shredFolder(inside, (path) => path.startsWith('key'));
  expect(existsSync(inside)).toBe(false);
  expect(readFileSync(join(outside, 'file'), 'utf8')).toBe('not ours');
});

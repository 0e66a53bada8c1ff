import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../../../main/platform/files/atomic.ts';
import { writeAll } from '../../../../main/platform/files/write-all.ts';
import { unshareArguments } from '../../../doubles/card/namespace.ts';
import { temporaryFolder } from '../../support/store.ts';

const moduleOf = (path: string): string => JSON.stringify(import.meta.resolve(`../../../../main/${path}`));
/** Runs in namespaces of its own: a disk of 100 KiB that holds a good file and has room for some of the next one only, then for none. */
const onFullDisk = `
  import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
  import { writeFileAtomic } from ${moduleOf('platform/files/atomic.ts')};
  import { fileSecrets } from ${moduleOf('platform/shell/chromium/secrets.ts')};
  const [folder] = process.argv.slice(-1);
  const codeOf = async (act) => { try { await act(); return 'none'; } catch (error) { return error.code; } };
  writeFileAtomic(folder + '/kept', Buffer.alloc(30_000, 'o'));
  writeFileSync(folder + '/filler', Buffer.alloc(30_000));
  const code = await codeOf(() => writeFileAtomic(folder + '/kept', Buffer.alloc(60_000, 'n')));
  const kept = readFileSync(folder + '/kept');
  const files = readdirSync(folder).sort();
  await codeOf(() => writeFileSync(folder + '/more', Buffer.alloc(100_000)));
  const secrets = fileSecrets(folder + '/seal.key');
  const sealing = [await codeOf(() => secrets.seal(new Uint8Array(1)))];
  rmSync(folder + '/more');
  sealing.push(await codeOf(() => secrets.seal(new Uint8Array(1))));
  process.stdout.write(JSON.stringify({ code, size: kept.length, old: kept.every((byte) => byte === 111), files, sealing }));
`;
const mounts = spawnSync('unshare', [...unshareArguments(), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe('a small file', () => {
  it('is put in the place of the old one whole', () => {
    const folder = temporaryFolder();
    for (const text of ['old', 'the new one', '']) {
      writeFileAtomic(join(folder, 'f'), Buffer.from(text));
      expect([readFileSync(join(folder, 'f'), 'utf8'), readdirSync(folder)]).toEqual([text, ['f']]);
    }
  });

  it.skipIf(!mounts)('stays as it was when the disk is full, nothing else is left, and a key that found no room is made later', () => {
    const folder = temporaryFolder();
    const script = 'mount -t tmpfs -o size=100k tmpfs "$1" && exec "$2" --input-type=module -e "$3" "$1"';
    const said = execFileSync('unshare', [...unshareArguments(), 'sh', '-c', script, 'sh', folder, process.execPath, onFullDisk], {
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual({ code: 'ENOSPC', size: 30_000, old: true, files: ['filler', 'kept'], sealing: ['ENOSPC', 'none'] });
  });

  it('leaves nothing beside it when it cannot be put there', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'f'));
    writeFileSync(join(folder, 'f', 'inside'), '');
    expect(() => writeFileAtomic(join(folder, 'f'), Buffer.from('new'))).toThrow();
    expect([readdirSync(folder), existsSync(join(folder, 'f', 'inside'))]).toEqual([['f'], true]);
  });
});

describe('writing all of it', () => {
  it('goes on where a short write stopped', () => {
    const written: number[] = [];
    const short = (_: number, bytes: Uint8Array, offset: number, length: number, position: number | null): number => {
      const count = Math.min(3, length);
      for (let at = 0; at < count; at += 1) written[(position ?? written.length) + (position === null ? 0 : at)] = bytes[offset + at] ?? -1;
      return count;
    };
    writeAll(0, Buffer.from('abcdefgh'), null, short);
    expect(Buffer.from(written).toString()).toBe('abcdefgh');
    writeAll(0, Buffer.from('ABCD'), 2, short);
    expect(Buffer.from(written).toString()).toBe('abABCDgh');
  });

  it('says that there is no room when nothing more is taken', () => {
    let room = 5;
    const full = (_: number, __: Uint8Array, ___: number, length: number): number => {
      const count = Math.min(room, length);
      room -= count;
      return count;
    };
    expect(() => writeAll(0, Buffer.from('abcdefgh'), null, full)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  });
});

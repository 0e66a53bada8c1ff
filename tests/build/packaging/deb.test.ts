import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Deb, makeDeb } from '../../../build/packaging/deb.ts';

const FPM = join(import.meta.dirname, '..', '..', '..', 'build', 'packaging', 'fpm.ts');

describe('a deb', () => {
  let folder: string;
  let deb: Deb;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-deb-test-'));
    const from = join(folder, 'program');
    mkdirSync(from, { mode: 0o700 });
    writeFileSync(join(from, 'helper'), 'helper', { mode: 0o600 });
    chmodSync(join(from, 'helper'), 0o4777);
    writeFileSync(join(from, 'data'), 'data', { mode: 0o666 });
    symlinkSync('data', join(from, 'link'));
    writeFileSync(join(folder, 'script'), '#!/bin/sh\nexit 0\n', { mode: 0o600 });
    const script = join(folder, 'script');
    deb = {
      file: join(folder, 'made.deb'),
      control: {
        name: 'example',
        version: '1.0.0',
        architecture: 'amd64',
        maintainer: 'Somebody <somebody@example.org>',
        section: 'utils',
        priority: 'optional',
        homepage: 'https://example.org/',
        description: 'A synopsis\n and more of it\n\nat length',
        depends: ['libc6', 'one | other'],
        recommends: [],
      },
      compression: 'gzip',
      scripts: { postinst: script, postrm: script },
      content: [{ from: `${from}/`, to: '/opt/An example' }],
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const said = (...given: string[]): string => execFileSync('dpkg-deb', given, { encoding: 'utf8' });

  it('gives nobody but root a right to write, nobody root’s rights, and everybody the rest', () => {
    makeDeb(deb);
    const modes = said('--contents', deb.file)
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, 10), line.replace(/^.*?\.\//, './')]);
    expect(modes).toEqual([
      ['drwxr-xr-x', './'],
      ['drwxr-xr-x', './opt/'],
      ['drwxr-xr-x', './opt/An example/'],
      ['-rw-r--r--', './opt/An example/data'],
      ['-rwxr-xr-x', './opt/An example/helper'],
      ['lrwxrwxrwx', './opt/An example/link -> data'],
    ]);
  });

  it('says what it needs, and what its files are, for dpkg --verify', () => {
    makeDeb(deb);
    expect(said('--field', deb.file, 'Depends', 'Description')).toBe(
      'Depends: libc6, one | other\nDescription: A synopsis\n and more of it\n at length\n',
    );
    expect(said('--info', deb.file, 'md5sums')).toBe(
      '8d777f385d3dfec8815d20f7496026dc  opt/An example/data\nfde5d67bfb6dc4b598291cc2ce35ee4a  opt/An example/helper\n',
    );
    expect(said('--info', deb.file, 'postinst')).toContain('exit 0');
  });

  it('is not made with a field that would be two', () => {
    const control = { ...deb.control, maintainer: 'Somebody <somebody@example.org>\nPre-Depends: other' };
    expect(() => makeDeb({ ...deb, control })).toThrow(/Maintainer has more than one line/);
  });

  it.each([
    ['--deb-systemd', 'x'],
    ['--config-files', '/etc'],
    ['-v', '1'],
  ])('is not made where builder asks for what would be lost: %s', (...argument) => {
    const run = spawnSync(process.execPath, [FPM, '-s', 'dir', '-t', 'deb', ...argument], { encoding: 'utf8' });
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain('Unknown option');
  });
});

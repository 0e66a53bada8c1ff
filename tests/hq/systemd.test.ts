import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../hq/commands/index.ts';

const ROOT = new URL('../../', import.meta.url).pathname.replace(/\/$/, '');
const UNIT = join(ROOT, 'hq/systemd/mobile-office-hq.service');
const ANALYZE = '/usr/bin/systemd-analyze';
/** Of ten, in tenths; a unit that says nothing has 96. */
const MOST_EXPOSED = '20';

describe.skipIf(!existsSync(ANALYZE))('HQ’s systemd unit (needs Debian package systemd)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hq-unit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is one that systemd reads without a word, and starts a command that there is', () => {
    const text = readFileSync(UNIT, 'utf8').replaceAll('/opt/mobile-office', ROOT);
    const [, program = '', command] = /^ExecStart=\S+ (\S+) (\w+) /m.exec(text) ?? [];
    expect(existsSync(program)).toBe(true);
    expect(commands.map(({ name }) => name)).toContain(command);
    const unit = join(folder, 'mobile-office-hq.service');
    writeFileSync(unit, text);
    const { status, stderr } = spawnSync(ANALYZE, ['verify', unit], { encoding: 'utf8' });
    expect([status, stderr.split('\n').filter((line) => line.includes('mobile-office-hq'))]).toEqual([0, []]);
  });

  it('starts HQ again however it ended: a signal to reload that comes too early is a clean end to systemd', () => {
    expect(readFileSync(UNIT, 'utf8')).toMatch(/^Restart=always$/m);
  });

  it('gives HQ little of the machine', () => {
    const { status, stdout } = spawnSync(ANALYZE, ['security', '--offline=true', `--threshold=${MOST_EXPOSED}`, UNIT], {
      encoding: 'utf8',
    });
    expect([status, stdout.split('\n').find((line) => line.includes('Overall'))]).toEqual([0, expect.stringContaining('exposure level')]);
  });
});

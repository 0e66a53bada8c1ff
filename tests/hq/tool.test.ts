import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineCommand } from '../../hq/command-line/command.ts';
import { commandTable, runTool } from '../../hq/command-line/tool.ts';
import { commands } from '../../hq/commands/index.ts';
import { ConfigError } from '../../hq/config.ts';
import { openEmbedded } from '../../hq/database/embedded.ts';
import { migrate } from '../../hq/database/migrate.ts';
import { migrations } from '../../hq/database/migrations/index.ts';
import { openDatabase, readingDatabase, writingDatabase } from '../../hq/database/open.ts';
import { putEmptyDatabase } from './support/template.ts';

const asked: unknown[] = [];
const example = defineCommand({
  name: 'paper fold',
  summary: 'folds paper',
  positionals: { sheet: 'SHEET' },
  last: { colour: 'COLOUR' },
  required: { times: '2' },
  optional: { along: 'EDGE' },
  flags: ['gently'],
  run: (all) => {
    asked.push(all);
    if (all.sheet === 'torn') throw new ConfigError('sheet: torn');
    if (all.sheet === 'burnt') throw new Error('the secret on it');
    return all.sheet === 'wet' ? 1 : 0;
  },
});

const run = async (...args: readonly string[]) => {
  const said = { out: '', error: '' };
  const status = await runTool([example, ...commands], args, {
    out: (text) => (said.out += text),
    error: (text) => (said.error += text),
  });
  return { status, ...said };
};

describe('mobile-office-hq', () => {
  it('gives a command its arguments by name', async () => {
    expect(await run('paper', 'fold', 'A4', '--times', '3')).toMatchObject({ status: 0 });
    expect(asked.pop()).toEqual({ sheet: 'A4', times: '3', gently: false });
    expect(await run('paper', 'fold', 'wet', 'blue', '--times', '3', '--along', 'left', '--gently')).toMatchObject({ status: 1 });
    expect(asked.pop()).toEqual({ sheet: 'wet', colour: 'blue', times: '3', along: 'left', gently: true });
  });

  it('ends with 2 and the usage for arguments that it does not take', async () => {
    const usage = 'usage: mobile-office-hq paper fold SHEET [COLOUR] --times 2 [--along EDGE] [--gently]';
    for (const args of [[], ['A4'], ['A4', '--times'], ['--times', '2'], ['a', 'b', 'c', '--times', '2'], ['A4', '--times', '2', '--fast']])
      expect(await run('paper', 'fold', ...args)).toEqual({ status: 2, out: '', error: usage });
    expect(await run('paper', 'fold', '--help')).toMatchObject({ status: 0, out: expect.stringContaining(usage) });
  });

  it('ends with 1 and a reason in words, which repeats nothing that is not meant for it', async () => {
    expect(await run('paper', 'fold', 'torn', '--times', '2')).toEqual({ status: 1, out: '', error: 'sheet: torn' });
    expect(await run('paper', 'fold', 'burnt', '--times', '2')).toEqual({ status: 1, out: '', error: 'failed (Error)' });
  });

  it('says which commands there are, and which a word may mean', async () => {
    expect(await run('help')).toMatchObject({ status: 0, out: expect.stringContaining('paper fold') });
    expect(await run()).toMatchObject({ status: 2, error: expect.stringContaining('serve') });
    expect(await run('fly')).toMatchObject({ status: 2, error: expect.stringContaining('serve') });
    const releases = await run('release');
    expect(releases.status).toBe(2);
    expect(releases.error).toContain('release withdraw');
    expect(releases.error).not.toContain('paper');
    expect(await run('help', 'paper', 'fold')).toMatchObject({ status: 0, out: expect.stringContaining('--times 2') });
  });

  it('has every command in docs/operations.md as it stands', () => {
    const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    expect(document).toContain(commandTable(commands));
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  });
});

describe('a command that only reads', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hq-tool-'));
    await putEmptyDatabase(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const nothing = async (): Promise<void> => undefined;

  it('brings no database up to date, and one that writes only an empty one', async () => {
    await expect(readingDatabase({ folder: join(folder, 'none') }, nothing)).rejects.toMatchObject({ code: 'DatabaseEmpty' });
    await expect(readingDatabase({ folder }, nothing)).rejects.toMatchObject({ code: 'DatabaseEmpty' });
    const old = await openEmbedded(folder);
    await migrate(old.query, migrations.slice(0, -1));
    await old.close();
    await expect(readingDatabase({ folder }, nothing)).rejects.toMatchObject({ code: 'DatabaseFromPast' });
    await expect(writingDatabase({ folder }, nothing)).rejects.toMatchObject({ code: 'DatabaseFromPast' });
    await (await openDatabase({ folder })).close();
    await readingDatabase({ folder }, nothing);
  });

  it('is one that tries out officers, too: on nothing it says what would be, and begins nothing', async () => {
    const config = join(folder, 'hq.json');
    const example = JSON.parse(readFileSync(new URL('../../hq/example.json', import.meta.url), 'utf8'));
    const csv = join(folder, 'officers.csv');
    writeFileSync(csv, 'staffId,collarNumber,name,rank,roles,team,station,area\nLC1,11,Jo Bright,PC,officer,A,B,C\n');
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    for (const name of ['none', '.']) {
      writeFileSync(config, JSON.stringify({ ...example, database: { folder: name }, shareKeyFolder: '/nonexistent/share-keys' }));
      expect(await run('officer', 'put', config, '--csv', csv, '--dry-run')).toMatchObject({ status: 0, error: '' });
      expect(said.mock.calls.splice(0).flat()).toEqual(['LC1: new\n', '1 of 1 officers would change; nothing was written\n']);
    }
    said.mockRestore();
    expect(existsSync(join(folder, 'none'))).toBe(false);
    await expect(readingDatabase({ folder }, nothing)).rejects.toMatchObject({ code: 'DatabaseEmpty' });
    expect(await run('officer', 'move', config, 'LC1', '--team', 'A')).toMatchObject({
      status: 1,
      error: expect.stringContaining('nothing is there yet'),
    });
  });

  it('cannot write', async () => {
    await writingDatabase({ folder }, nothing);
    const write = readingDatabase({ folder }, ({ query }) => query.updateTable('installation').set({ policy_version: 9 }).execute());
    await expect(write).rejects.toThrow('read-only');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tell } from '../../hq/audit/tell.ts';
import { verifyJournalFile } from '../../hq/audit/verify-file.ts';
import { UsageError } from '../../hq/command-line/command.ts';
import { auditQuestion, auditVerify } from '../../hq/commands/audit-verify.ts';
import { type ChainedEntry, chainEntry, EMPTY_CHAIN } from '../../pki/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mo-audit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entries: ChainedEntry[] = [];
for (let n = 1; n <= 6; n += 1)
  entries.push(
    chainEntry(entries.at(-1) ?? EMPTY_CHAIN, {
      at: '2021-05-18T14:42:00.000Z',
      action: 'view',
      subject: `LC-20210518-000${n}`,
      detail: '',
    }),
  );
const at = (seq: number): string => `${seq}:${entries[seq - 1]?.hash}`;

const verify = async (content: string | Uint8Array, option?: '--head' | '--after', value?: string) => {
  const file = join(folder, 'journal.jsonl');
  writeFileSync(file, content);
  const question = auditQuestion(file, option === '--head' ? value : undefined, option === '--after' ? value : undefined);
  const { words, exitCode } = tell(await verifyJournalFile(question), question);
  return { exitCode, words: words.replaceAll(`${file}: `, '') };
};
const lines = (some: readonly unknown[]): string => some.map((entry) => `${JSON.stringify(entry)}\n`).join('');

describe('mobile-office-hq audit verify', () => {
  it('proves a whole chain and says where it ends', async () => {
    expect(await verify(lines(entries))).toEqual({ exitCode: 0, words: `whole, 6 entries from the beginning.\nHead ${at(6)}` });
    expect(await verify(lines(entries).trimEnd())).toMatchObject({ exitCode: 0 });
    expect(await verify(lines(entries.slice(3)), '--after', at(3))).toMatchObject({ exitCode: 0 });
  });

  it('names the first break, its line and its kind, and repeats nothing of what an entry says', async () => {
    const changed = entries.map((entry) => (entry.seq === 3 ? { ...entry, subject: 'LC-20210518-0009' } : entry));
    expect(await verify(lines(changed))).toEqual({
      exitCode: 1,
      words: 'broken at line 3, where entry 3 should be: it was changed after it was written.',
    });
    expect((await verify(lines(entries.toSpliced(1, 1)))).words).toContain('broken at line 2, where entry 2 should be (it says 3)');
    const [first, second] = entries;
    const forged = second && chainEntry({ seq: 1, hash: 'a'.repeat(64) }, second);
    expect((await verify(lines([first, forged]))).words).toContain('line 2, where entry 2 should be: it was not written after');
    expect((await verify(lines([first, { ...second, note: 'hidden beside the hash' }]))).words).toContain('this is no entry');
    expect(await verify(lines(entries.slice(2)))).toMatchObject({ exitCode: 1, words: expect.stringContaining('--after') });
  });

  it('notices with --head that the end was cut off, or is another', async () => {
    expect(await verify(lines(entries), '--head', at(4))).toMatchObject({ exitCode: 0 });
    expect(await verify(lines(entries.slice(0, 3)), '--head', at(4))).toEqual({
      exitCode: 1,
      words: 'entry 4 as it was noted is not in it; it ends at entry 3: its end was cut off.',
    });
    const other = chainEntry(entries[2] ?? EMPTY_CHAIN, { at: '2021-05-18T15:00:00.000Z', action: 'lock', subject: 'x', detail: '' });
    expect(await verify(lines([...entries.slice(0, 3), other]), '--head', at(4))).toMatchObject({ exitCode: 1 });
  });

  it('takes nothing absurd for a journal', async () => {
    expect(await verify('')).toMatchObject({ exitCode: 2 });
    expect(await verify(Uint8Array.of(0xff, 0xfe, 0x0a))).toMatchObject({ exitCode: 2 });
    expect(await verify(`"${'x'.repeat(200_000)}`)).toMatchObject({ exitCode: 2 });
    expect(await verify('hello\n')).toMatchObject({ exitCode: 1 });
    expect(
      tell(await verifyJournalFile({ file: folder, after: EMPTY_CHAIN, head: undefined }), {
        file: folder,
        after: EMPTY_CHAIN,
        head: undefined,
      }),
    ).toMatchObject({ exitCode: 2 });
    for (const args of [[], ['x', '--head', '4'], ['x', '--what'], ['x', 'y']])
      await expect(auditVerify.run(args)).rejects.toThrow(UsageError);
  });

  it('is a command that a script can rely on', () => {
    const file = join(folder, 'command.jsonl');
    writeFileSync(file, lines(entries.toReversed()));
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['hq/mobile-office-hq.ts', 'audit', 'verify', ...args], { encoding: 'utf8' });
    const broken = run(file);
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain('broken at line 1');
    expect(run().status).toBe(2);
  });
});

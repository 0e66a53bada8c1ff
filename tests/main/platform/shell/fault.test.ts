import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const FAULT = new URL('../../../../main/platform/shell/fault.ts', import.meta.url).href;

/** A program that handles its faults as the product does, and then does `script`. */
const run = (script: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-fault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = `
    const { endOnFault, tellFault, EXIT_FAILED } = await import(${JSON.stringify(FAULT)});
    endOnFault((fault) => { tellFault(${JSON.stringify(folder)}, fault); process.exit(EXIT_FAILED); });
    setTimeout(() => process.exit(0), 500);
    ${script}`;
  const ended = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', start], { encoding: 'utf8' });
  return { ...ended, log: () => readFileSync(join(folder, 'mobile-office.log'), 'utf8') };
};

describe('a fault that nobody heard', () => {
  it.each([
    ["setTimeout(() => { throw new TypeError('a name') })", 'exception TypeError'],
    ["Promise.reject(Object.assign(new Error('a name'), { code: 'EACCES' }))", 'rejection EACCES'],
    ["Promise.reject('a name')", 'rejection unknown'],
    ["Promise.reject(Object.assign(new Error('x'), { code: 'a name', name: 'a name' }))", 'rejection unknown'],
    ["Promise.reject(Object.assign(new Error('x'), { get code() { return 1 }, name: 'Own' }))", 'rejection Own'],
    ["Promise.reject(new Proxy(new Error('a name'), { has() { throw new Error('a name') } }))", 'rejection unknown'],
    [
      "import('node:events').then(({ EventEmitter }) => new EventEmitter().emit('error', 'a name', 'x', 'y'))",
      'rejection ERR_UNHANDLED_ERROR',
    ],
    ["Promise.reject(new Error('a name')); setTimeout(() => { throw new Error('a name') })", 'rejection Error'],
  ])('ends the program by its class alone: %s', (script, told) => {
    const ended = run(script);
    expect([ended.status, ended.stderr, ended.stdout]).toEqual([70, `Mobile Office ends: ${told}\n`, '']);
    const [line, ...more] = ended.log().trim().split('\n');
    expect(more).toEqual([]);
    const { event, kind, cause } = JSON.parse(line ?? '') as Record<string, string>;
    expect([event, `${kind} ${cause}`]).toEqual(['fault', told]);
  });
});

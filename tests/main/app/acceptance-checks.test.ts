import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createChecks } from '../../../main/app/acceptance/checks.ts';
import type { OwnProgram } from '../../../main/app/acceptance/own-process.ts';

/** The checks of a packaged program, whose other starts answer as `run` does. */
const checksOf = (run: OwnProgram['run']) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'mobile-office-checks-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const secrets = {
    sealing: async () => 'keyring' as const,
    seal: async (bytes: Uint8Array) => bytes,
    open: async (bytes: Uint8Array) => bytes,
  };
  const shell = { packaged: true, secrets, dataFolder };
  return { dataFolder, checks: createChecks({ shell, own: { run }, nextRenewal: async () => ({ gone: true, ms: 1 }) }) };
};

it('the self-test has a folder of its own, which is gone afterwards: beside the living program it would overwrite the key of what is sealed', async () => {
  const folders: string[] = [];
  const { checks, dataFolder } = checksOf(async (_args, _ms, env = {}) => {
    for (const folder of Object.values(env)) folders.push(existsSync(folder) ? folder : 'missing');
    return { code: 0, stdout: JSON.stringify({ checks: { tls: true } }) };
  });
  expect(await checks.selfTest()).toEqual([]);
  expect(folders).toHaveLength(2);
  for (const folder of folders) expect(folder.startsWith(dataFolder + sep)).toBe(true);
  expect(readdirSync(dataFolder)).toEqual([]);
});

it('what the self-test found wrong is named, and so is a program that says nothing or opens itself to whoever starts it', async () => {
  const { checks } = checksOf(async (args) =>
    args[0] === '--self-test' ? { code: 1, stdout: JSON.stringify({ checks: { tls: true, cipher: false } }) } : { code: 64, stdout: '' },
  );
  expect(await checks.selfTest()).toEqual(['cipher']);
  expect(await checks.badArguments()).toEqual([]);
  const open = checksOf(async (args) => ({ code: args[0] === '-e' ? 93 : 0, stdout: '' })).checks;
  expect(await open.selfTest()).toEqual(['noReport']);
  expect(await open.badArguments()).toEqual([
    'accepted --enrol',
    'accepted --no-sandbox',
    'accepted --remote-debugging-port',
    'runs as Node',
  ]);
});

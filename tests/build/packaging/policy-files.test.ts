import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adml, admx } from '../../../build/packaging/windows/admx.ts';
import { appLocker } from '../../../build/packaging/windows/applocker.ts';
import { settings } from '../../../build/packaging/windows/settings.ts';
import { clientConfig } from '../../../contracts/config.ts';

const found = settings();
const definitions = admx(found);
const words = adml(found);
const SCRIPT = readFileSync(join(import.meta.dirname, '../../../build/packaging/windows/Write-Configuration.ps1'), 'utf8');
const INSTALLER_FILE = join(import.meta.dirname, '../../../build/packaging/windows/installer.nsh');
const INSTALLER = readFileSync(INSTALLER_FILE, 'utf8');

const idOf = (path: string): string => path.replaceAll('.', '_');
const policyOf = (path: string): string => definitions.match(new RegExp(`<policy name="${idOf(path)}"[\\s\\S]*?</policy>`))?.[0] ?? '';

describe('the group policy template', () => {
  it('has every field of client.json and none besides', () => {
    const { policy, ...rest } = clientConfig.shape;
    const fields = [...Object.keys(rest), ...Object.keys(policy.unwrap().shape).map((name) => `policy.${name}`)].sort();
    expect(found.map(({ path }) => path).sort()).toEqual(fields);
    const policies = [...definitions.matchAll(/<policy name="(\w+)"/g)].map(([, name]) => name);
    expect(policies.sort()).toEqual(fields.map(idOf).sort());
  });

  it('has bounds that the program takes and just beyond which it does not', () => {
    const config = {
      force: 'Force',
      pool: 'Pool',
      sites: [{ name: 'A', host: 'a.example', port: 443 }],
      gatewayName: 'gateway.example',
      forceRoot: 'root.pem',
      pkcs11Module: 'module.dll',
    };
    const takes = (path: string, value: unknown): boolean => {
      const [group = '', name] = path.split('.');
      return clientConfig.safeParse({ ...config, [group]: name === undefined ? value : { [name]: value } }).success;
    };
    for (const { path, kind } of found) {
      const attribute = (name: string): number => Number(policyOf(path).match(new RegExp(`${name}="(\\d+)"`))?.[1]);
      if (kind === 'number') {
        const [low, high] = [attribute('minValue'), attribute('maxValue')];
        expect([low - 1, low, high, high + 1].map((value) => takes(path, value))).toEqual([false, true, true, false]);
      }
      if (kind === 'text' && policyOf(path).includes('maxLength')) {
        const length = attribute('maxLength');
        expect([length, length + 1].map((count) => takes(path, 'x'.repeat(count)))).toEqual([true, false]);
      }
    }
  });

  it('is for the machine, under the key that only administrators write', () => {
    for (const { path } of found) {
      expect(policyOf(path)).toContain('class="Machine"');
      expect(policyOf(path)).toContain('key="Software\\Policies\\Mobile Office"');
    }
  });

  it('has a word for each of its strings and a control for each of its values', () => {
    for (const [, id] of definitions.matchAll(/\$\(string\.(\w+)\)/g)) expect(words).toContain(`<string id="${id}">`);
    for (const [, id] of definitions.matchAll(/\$\(presentation\.(\w+)\)/g)) expect(words).toContain(`<presentation id="${id}">`);
    for (const [, id] of definitions.matchAll(/<(?:text|decimal|list) id="(\w+)"/g)) expect(words).toContain(`refId="${id}"`);
  });

  it('is XML: every element ends where it began', () => {
    for (const text of [definitions, words, appLocker()]) {
      const open: string[] = [];
      for (const [, end, name = '', alone] of text.matchAll(/<(\/?)([A-Za-z]\w*)[^<>]*?(\/?)>/g)) {
        if (end) expect(open.pop()).toBe(name);
        else if (!alone) open.push(name);
      }
      expect(open).toEqual([]);
    }
  });
});

describe('what makes client.json of it', () => {
  it('reads every field', () => {
    for (const { path } of found) expect(SCRIPT).toMatch(new RegExp(`'${path.replace(/^policy\./, '')}'`));
  });

  it('protects the folder as the installer does, before it writes', () => {
    expect(SCRIPT.indexOf('\nProtect-Folder')).toBeLessThan(SCRIPT.indexOf('WriteAllText'));
    for (const right of ['*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-32-545:(OI)(CI)RX'])
      for (const text of [SCRIPT, INSTALLER]) expect(text).toContain(right);
  });
});

it('the installer’s part is what NSIS compiles, without a warning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-nsis-'));
  try {
    const lines = [
      'Unicode true',
      'Name "Mobile Office"',
      'RequestExecutionLevel admin',
      `OutFile "${join(folder, 'made.exe')}"`,
      '!include LogicLib.nsh',
      `!include "${INSTALLER_FILE}"`,
      ...['Section', '!insertmacro customInstall', 'SectionEnd'],
    ];
    writeFileSync(join(folder, 'setup.nsi'), lines.join('\n'));
    execFileSync('makensis', ['-V2', '-WX', join(folder, 'setup.nsi')], { stdio: 'pipe' });
    expect(existsSync(join(folder, 'made.exe'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('AppLocker’s rules let run what is under Program Files, and nothing that an account can write', () => {
  const paths = [...appLocker().matchAll(/<FilePathCondition Path="([^"]+)"/g)].map(([, path]) => path);
  expect(paths).toEqual(['%PROGRAMFILES%\\Mobile Office\\*', '%PROGRAMFILES%\\Mobile Office\\*']);
});

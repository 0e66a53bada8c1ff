import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOfOurPublisher, isSamePublisher } from '../../../../../main/platform/shell/electron/authenticode.ts';

/** Answers of PowerShell, made up after its documentation: nobody has recorded one here. */
const program = 'C:\\Program Files\\Mobile Office\\Mobile Office.exe';
const file = "C:\\Users\\o'brien\\AppData\\Local\\Mobile Office\\updates\\$(calc).exe";
const OURS = 'CN=Lancashire Constabulary, O=Lancashire Constabulary, L=Hutton, C=GB';
const one = (path: string, change: object = {}) => ({ path, status: 'Valid', subject: OURS, ...change });
const answer = (ours: object = {}, theirs: object = {}): string => JSON.stringify([one(program, ours), one(file, theirs)]);
const accepts = (text: string): boolean => isSamePublisher(text, { program, file });

describe('the publisher of a package for Windows', () => {
  it('is ours where Windows holds both signatures for valid and both bear one name', () => {
    expect(accepts(answer())).toBe(true);
    expect(accepts(`\r\n${answer()}\r\n`)).toBe(true);
  });

  it.each([
    ['the package is not signed', answer({}, { status: 'NotSigned', subject: null })],
    ['its signature does not hold', answer({}, { status: 'HashMismatch' })],
    ['its signer is not trusted', answer({}, { status: 'NotTrusted' })],
    ['another publisher signed it', answer({}, { subject: 'CN=Lancashire Constabulary, O=Somebody Else, C=GB' })],
    ['a publisher’s name begins with ours', answer({}, { subject: `${OURS}, OU=x` })],
    ['this program is not signed', answer({ status: 'NotSigned', subject: null }, { status: 'NotSigned', subject: null })],
    ['neither has a name', answer({ subject: '' }, { subject: '' })],
    ['this program’s signature does not hold', answer({ status: 'HashMismatch' })],
    ['another file was looked at', JSON.stringify([one(program), one('C:\\other.exe')])],
    ['the files are changed about', JSON.stringify([one(file), one(program)])],
    ['one answer is missing', JSON.stringify([one(program)])],
    ['a single answer is no list', JSON.stringify(one(file))],
    ['it is no JSON', 'Get-AuthenticodeSignature : The term is not recognized'],
    ['a status is a number', answer({}, { status: 0 })],
    ['nothing was answered', ''],
  ])('is not ours where %s', (_, text) => {
    expect(accepts(text)).toBe(false);
  });
});

describe('PowerShell', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mo-authenticode-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  /** Stands in PowerShell's place: keeps what it was asked, says what it is told to, and ends so. */
  const powershell = (says: string, code = 0): string => {
    const script = join(folder, 'powershell');
    writeFileSync(join(folder, 'says'), says);
    writeFileSync(
      script,
      `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/asked"\nprintf '%s|%s' "$MO_PROGRAM" "$MO_PACKAGE" > "${folder}/files"\n/bin/cat "${folder}/says"\nexit ${code}\n`,
    );
    chmodSync(script, 0o755);
    return script;
  };
  const ask = (script: string): Promise<boolean> => isOfOurPublisher({ program, file, powershell: script });

  it('is asked about both files, whose paths are no part of the command', async () => {
    expect(await ask(powershell(answer()))).toBe(true);
    expect(readFileSync(join(folder, 'files'), 'utf8')).toBe(`${program}|${file}`);
    const asked = readFileSync(join(folder, 'asked'), 'utf8');
    expect(asked).toContain('Get-AuthenticodeSignature -LiteralPath $file');
    expect(asked).not.toContain('calc');
  });

  it.each([
    ['fails, whatever it said', () => powershell(answer(), 1)],
    ['may not run', () => join(folder, 'none')],
    ['says too much', () => powershell(`${' '.repeat(100_000)}${answer()}`)],
  ])('that %s does not make a package ours', async (_, script) => {
    expect(await ask(script())).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../main/platform/shell/arguments.ts';
import { ALLOWED_SWITCHES } from '../../../../main/platform/shell/electron/policy.ts';

const parse = (given: readonly string[], how: Partial<Parameters<typeof parseArguments>[1]> = {}) =>
  parseArguments(given, { packaged: false, lenient: false, platform: 'linux', env: { HOME: '/home/lc002418' }, ...how });

const packaged = (given: readonly string[]) => parse(given, { packaged: true, allowed: ALLOWED_SWITCHES });

describe('the command line', () => {
  it('lies in machine and user folders when nothing is said', () => {
    expect(parse([])).toEqual({
      ok: true,
      value: {
        configFile: '/etc/mobile-office/client.json',
        dataFolder: '/home/lc002418/.local/share/mobile-office',
        headless: false,
        e2ePort: false,
        selfTest: false,
        acceptance: false,
        enrol: undefined,
      },
    });
  });

  it('takes every option of its own', () => {
    const given = ['--config', '/c.json', '--data=/d', '--headless', '--e2e-port', '--self-test', '--acceptance'];
    const value = {
      configFile: '/c.json',
      dataFolder: '/d',
      headless: true,
      e2ePort: true,
      selfTest: true,
      acceptance: true,
      enrol: undefined,
    };
    expect(parse(given)).toEqual({ ok: true, value });
    expect(parse([...given, '--inspect=0', '--remote-debugging-port=0', 'file'], { lenient: true })).toEqual({ ok: true, value });
  });

  it.each([[['--colour']], [['file']], [['--config']], [['--headless=yes']], [['--config', '--headless']]])('refuses %j', (given) => {
    expect(parse(given)).toEqual({ ok: false, code: 'Usage' });
  });

  it.each([[['--config', '/c']], [['--data', '/d']], [['--e2e-port']], [['--headless']]])('refuses %j in the packaged product', (given) => {
    expect(packaged(given)).toEqual({ ok: false, code: 'Usage' });
  });

  it('enrols with both a code and a device, never with one of them', () => {
    expect(parse(['--enrol', 'K7F2-9QXM', '--device', 'LAP-0417'])).toMatchObject({
      ok: true,
      value: { enrol: { code: 'K7F2-9QXM', device: 'LAP-0417' } },
    });
    for (const given of [
      ['--enrol', 'K7F2-9QXM'],
      ['--device', 'LAP-0417'],
    ])
      expect(parse(given)).toEqual({ ok: false, code: 'Usage' });
  });

  it('lets the packaged product test itself, and go through its acceptance', () => {
    expect(packaged(['--acceptance'])).toMatchObject({ ok: true, value: { acceptance: true } });
    expect(packaged(['--self-test'])).toMatchObject({ ok: true, value: { selfTest: true } });
  });

  it.each([
    '--no-sandbox',
    '--single-process',
    '--disable-gpu-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--enable-logging=file',
    '--log-file=/tmp/x',
    '--remote-debugging-port=0',
    '--enable-features=X',
    '--no-such-switch-yet',
    '-no-sandbox',
    '/no-sandbox',
    ' --no-sandbox',
    '--NO-SANDBOX',
    '--lang-of-ours=1',
    'file:///etc/passwd',
  ])('refuses %j in the packaged product, alone, beside ours and as a value', (switched) => {
    for (const given of [[switched], ['--self-test', switched], ['--enrol', 'K7F2-9QXM', '--device', switched]])
      expect(packaged(given)).toEqual({ ok: false, code: 'Usage' });
  });

  it('takes in the packaged product what a desktop needs: its language, its scale, its window system', () => {
    expect(packaged(['--lang=en-GB', '--ozone-platform=x11', '--self-test', '--force-device-scale-factor=2'])).toMatchObject({
      ok: true,
      value: { selfTest: true },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../main/platform/shell/arguments.ts';

const parse = (given: readonly string[], how: Partial<Parameters<typeof parseArguments>[1]> = {}) =>
  parseArguments(given, { packaged: false, lenient: false, platform: 'linux', env: { HOME: '/home/lc002418' }, ...how });

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
    expect(parse(given, { packaged: true, lenient: true })).toEqual({ ok: false, code: 'Usage' });
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
    expect(parse(['--acceptance'], { packaged: true, lenient: true })).toMatchObject({ ok: true, value: { acceptance: true } });
    expect(parse(['--self-test'], { packaged: true, lenient: true })).toMatchObject({ ok: true, value: { selfTest: true } });
  });
});

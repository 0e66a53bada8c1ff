import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pkcs11 from 'pkcs11js';
import { afterAll, describe, expect, it } from 'vitest';
import { openScState } from '../../native/module/opensc.ts';
import { OPENSC_MODULE } from '../doubles/card/namespace.ts';
import { SOFTHSM_MODULE, whyNoSoftCards } from '../doubles/card/softhsm.ts';

const folder = mkdtempSync(join(tmpdir(), 'mo-opensc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configured = (text: string): string => {
  const file = join(folder, 'opensc.conf');
  writeFileSync(file, text);
  return file;
};
/** OpenSC without any reader, SoftHSM2 without any token: both tell who they are. */
const loaded = (path: string) => {
  process.env.SOFTHSM2_CONF = configured(`directories.tokendir = ${folder}\n`);
  const module = new pkcs11.PKCS11();
  module.load(path);
  module.C_Initialize();
  return module;
};

describe.skipIf(whyNoSoftCards() !== undefined)('what is known of OpenSC', () => {
  it('is that it unblocks only where its configuration says so', () => {
    const module = loaded(OPENSC_MODULE);
    const word = 'user_pin_unblock_style = set_pin_in_unlogged_session;';
    expect(openScState(module, undefined)).toBe('doesNotUnblock');
    expect(openScState(module, '/nowhere/opensc.conf')).toBe('doesNotUnblock');
    expect(openScState(module, configured(`app default {\n  # ${word}\n}`))).toBe('doesNotUnblock');
    expect(openScState(module, configured('user_pin_unblock_style = init_pin_in_so_session;'))).toBe('doesNotUnblock');
    expect(openScState(module, configured(`app opensc-pkcs11 { pkcs11 { ${word} } }`))).toBe('unblocks');
    module.C_Finalize();
  });

  it('is that only the block which its module reads counts: its own, or else the one for every application', () => {
    const module = loaded(OPENSC_MODULE);
    const word = 'user_pin_unblock_style = set_pin_in_unlogged_session;';
    const all = `app default { framework pkcs15 { use_pin_caching = false; } pkcs11 { ${word} } }`;
    expect(openScState(module, configured(all))).toBe('unblocks');
    expect(openScState(module, configured(`${all} app onepin-opensc-pkcs11 { pkcs11 { x = y; } }`))).toBe('unblocks');
    expect(openScState(module, configured(`${all} app opensc-pkcs11 { pkcs11 { x = y; } }`))).toBe('doesNotUnblock');
    expect(openScState(module, configured(`${all} app opensc-pkcs11 { debug = 0; }`))).toBe('unblocks');
    expect(openScState(module, configured(`app onepin-opensc-pkcs11 { pkcs11 { ${word} } }`))).toBe('doesNotUnblock');
    expect(openScState(module, configured(`app default { framework pkcs15 { ${word} } }`))).toBe('doesNotUnblock');
    expect(openScState(module, configured(`app default { pkcs11 { ${word} `))).toBe('doesNotUnblock');
    module.libPath = '/usr/lib/pkcs11-spy.so';
    expect(openScState(module, configured(all))).toBe('unblocks');
    expect(openScState(module, configured(`app opensc-pkcs11 { pkcs11 { ${word} } }`))).toBe('doesNotUnblock');
    module.C_Finalize();
  });

  it('is not taken for what is true of another module', () => {
    const module = loaded(SOFTHSM_MODULE);
    expect(openScState(module, undefined)).toBe('notOpenSc');
    module.C_Finalize();
  });
});

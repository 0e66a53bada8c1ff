import { readFileSync } from 'node:fs';
import type { PKCS11 } from 'pkcs11js';

/** OpenSC's own words for "C_SetPIN without a login takes the unblocking code" (opensc.conf(5), user_pin_unblock_style). */
const UNBLOCKS_UNLOGGED = /\buser_pin_unblock_style\s*=\s*set_pin_in_unlogged_session\s*;/;
const COMMENT = /#.*$/gm;

export type OpenScState = 'notOpenSc' | 'unblocks' | 'doesNotUnblock';

/**
 * Whether the module is OpenSC, and whether the configuration that this process was given (OPENSC_CONF) has it unblock by C_SetPIN.
 * Without that word the same call would change the PIN and use up one of its tries. Never throws.
 */
export function openScState(module: PKCS11, configuration = process.env.OPENSC_CONF): OpenScState {
  try {
    if (!module.C_GetInfo().libraryDescription.startsWith('OpenSC')) return 'notOpenSc';
    return configuration !== undefined && UNBLOCKS_UNLOGGED.test(readFileSync(configuration, 'utf8').replace(COMMENT, ''))
      ? 'unblocks'
      : 'doesNotUnblock';
  } catch {
    return 'doesNotUnblock';
  }
}

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PKCS11 } from 'pkcs11js';

/** OpenSC's own words for "C_SetPIN without a login takes the unblocking code" (opensc.conf(5), user_pin_unblock_style). */
const UNBLOCKS_UNLOGGED = /\buser_pin_unblock_style\s*=\s*"?set_pin_in_unlogged_session"?\s*;/;
const COMMENT = /#.*$/gm;
/** OpenSC's PKCS#11 modules, each of which reads the configuration of the application of its own name. */
const APPLICATIONS = ['opensc-pkcs11', 'onepin-opensc-pkcs11'];

export type OpenScState = 'notOpenSc' | 'unblocks' | 'doesNotUnblock';

/**
 * Whether the module is OpenSC, and whether the configuration that this process was given (OPENSC_CONF) has it unblock by C_SetPIN.
 * Without that word the same call would change the PIN and use up one of its tries, so it must be there for whichever application the
 * module is: one that does not bear OpenSC's name (a copy, another module in front of it) may be any. Never throws.
 */
export function openScState(module: PKCS11, configuration = process.env.OPENSC_CONF): OpenScState {
  try {
    if (!module.C_GetInfo().libraryDescription.startsWith('OpenSC')) return 'notOpenSc';
    if (configuration === undefined) return 'doesNotUnblock';
    const text = readFileSync(configuration, 'utf8').replace(COMMENT, '');
    const own = APPLICATIONS.filter((application) => basename(module.libPath).startsWith(`${application}.`));
    const unblocks = (own.length > 0 ? own : APPLICATIONS).every((application) => UNBLOCKS_UNLOGGED.test(pkcs11Block(text, application)));
    return unblocks ? 'unblocks' : 'doesNotUnblock';
  } catch {
    return 'doesNotUnblock';
  }
}

/** What the application is told of PKCS#11: in its own block, or else in the one for every application. */
function pkcs11Block(text: string, application: string): string {
  const told = [application, 'default'].map((name) => inside(inside(text, `app\\s+"?${name}"?`), 'pkcs11'));
  return told.find((block) => block !== '') ?? '';
}

/** What stands between the braces of the first block with this head; empty when there is none, or it does not end. */
function inside(text: string, head: string): string {
  const found = new RegExp(`(?<![\\w-])${head}\\s*\\{`).exec(text);
  if (found === null) return '';
  const begin = found.index + found[0].length;
  let depth = 1;
  for (let at = begin; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(begin, at);
  }
  return '';
}

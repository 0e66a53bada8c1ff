import { existsSync } from 'node:fs';
import pkcs11 from 'pkcs11js';
import { reasonOf } from './faults.ts';

/** `ModuleBroken` stands for anything that is there but is no PKCS#11 module for this machine. */
export type Loaded =
  | { readonly ok: true; readonly value: pkcs11.PKCS11 }
  | { readonly ok: false; readonly code: 'ModuleMissing' | 'ModuleBroken' };

/** Loads a module's library; C_Initialize comes later. Never throws. */
export function loadModule(path: string): Loaded {
  if (!existsSync(path)) return { ok: false, code: 'ModuleMissing' };
  const module = new pkcs11.PKCS11();
  try {
    module.load(path);
    return { ok: true, value: module };
  } catch {
    return { ok: false, code: 'ModuleBroken' };
  }
}

/** ICT's word for a module that is told by C_Initialize where its things are: NSS softokn ("configdir='sql:/folder' …"). */
const INIT_STRING = 'MOBILE_OFFICE_PKCS11_INIT';

/** `alone`: it has no locks, and only one thread may call it. */
export type Initialised = 'shared' | 'alone' | 'refused';

/** C_Initialize for use by several threads, with the system's locks where the module takes them. */
export function initialise(module: pkcs11.PKCS11): Initialised {
  const told = process.env[INIT_STRING];
  // pkcs11js 2.1.7 leaves the last character out.
  const parameters = told ? { libraryParameters: `${told} ` } : undefined;
  const options = { flags: pkcs11.CKF_OS_LOCKING_OK, ...parameters };
  const reason = begun(module, options);
  if (reason !== 'CKR_CANT_LOCK') return isBegun(reason) ? 'shared' : 'refused';
  return isBegun(begun(module, parameters)) ? 'alone' : 'refused';
}

const isBegun = (reason: string | undefined): boolean => reason === undefined || reason === 'CKR_CRYPTOKI_ALREADY_INITIALIZED';

/** Why C_Initialize failed; undefined where it did not. */
function begun(module: pkcs11.PKCS11, options: pkcs11.InitializationOptions | undefined): string | undefined {
  try {
    module.C_Initialize(options);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** C_Finalize and C_Initialize: makes a module that has no slot events look again. Every session is gone afterwards. */
export function initialiseAnew(module: pkcs11.PKCS11): Initialised {
  try {
    module.C_Finalize();
  } catch {
    // It was not initialised: the next call tells.
  }
  return initialise(module);
}

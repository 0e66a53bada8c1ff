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

/** C_Initialize for use by several threads, with the system's locks. False when the module refuses. */
export function initialise(module: pkcs11.PKCS11): boolean {
  try {
    module.C_Initialize({ flags: pkcs11.CKF_OS_LOCKING_OK });
    return true;
  } catch (error) {
    return reasonOf(error) === 'CKR_CRYPTOKI_ALREADY_INITIALIZED';
  }
}

/** C_Finalize and C_Initialize: makes a module that has no slot events look again. Every session is gone afterwards. */
export function initialiseAnew(module: pkcs11.PKCS11): boolean {
  try {
    module.C_Finalize();
  } catch {
    // It was not initialised: the next call tells.
  }
  return initialise(module);
}

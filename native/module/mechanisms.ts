import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { CardMechanism } from '../protocol/index.ts';

/** The mechanisms (PKCS#11 v2.40, mechanisms) that a warrant card's keys are used by, each with the flag that says what for. */
const KNOWN: readonly (readonly [CardMechanism, number, number])[] = [
  ['RSA_PKCS', pkcs11.CKM_RSA_PKCS, pkcs11.CKF_SIGN],
  ['SHA256_RSA_PKCS', pkcs11.CKM_SHA256_RSA_PKCS, pkcs11.CKF_SIGN],
  ['ECDSA', pkcs11.CKM_ECDSA, pkcs11.CKF_SIGN],
  ['ECDSA_SHA256', pkcs11.CKM_ECDSA_SHA256, pkcs11.CKF_SIGN],
  ['RSA_PKCS_OAEP', pkcs11.CKM_RSA_PKCS_OAEP, pkcs11.CKF_DECRYPT],
  ['RSA_X_509_SIGN', pkcs11.CKM_RSA_X_509, pkcs11.CKF_SIGN],
  ['RSA_X_509_DECRYPT', pkcs11.CKM_RSA_X_509, pkcs11.CKF_DECRYPT],
  ['ECDH1_DERIVE', pkcs11.CKM_ECDH1_DERIVE, pkcs11.CKF_DERIVE],
  ['ECDH1_COFACTOR_DERIVE', pkcs11.CKM_ECDH1_COFACTOR_DERIVE, pkcs11.CKF_DERIVE],
];
/** Flags that say what a mechanism is for; a module that sets none of them says nothing. */
const USES =
  pkcs11.CKF_SIGN | pkcs11.CKF_DECRYPT | pkcs11.CKF_DERIVE | pkcs11.CKF_VERIFY | pkcs11.CKF_ENCRYPT | pkcs11.CKF_GENERATE_KEY_PAIR;

/** What a token says that it can do with its private keys; undefined where it does not say. Asks the module alone, no key. Never throws. */
export function tokenMechanisms(module: PKCS11, slot: Handle): readonly CardMechanism[] | undefined {
  try {
    const listed = module.C_GetMechanismList(slot);
    if (listed.length === 0) return undefined;
    return KNOWN.filter(([, type, use]) => listed.includes(type) && mayBeFor(module, slot, type, use)).map(([name]) => name);
  } catch {
    return undefined;
  }
}

function mayBeFor(module: PKCS11, slot: Handle, type: number, use: number): boolean {
  try {
    const { flags } = module.C_GetMechanismInfo(slot, type);
    return (flags & use) !== 0 || (flags & USES) === 0;
  } catch {
    return true;
  }
}

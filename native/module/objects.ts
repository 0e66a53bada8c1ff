import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import { CardFailure } from './faults.ts';

/** A PIV card has 25 key references; a token that says more than this is not read to its end. */
const MAX_OBJECTS = 64;
/** Certificates are 1 to 3 KiB; the largest PIV container is smaller than this. */
const MAX_ATTRIBUTE_BYTES = 16 * 1024;

/** Handles of all objects that match, at most MAX_OBJECTS. Asked until there are no more: a module may give them one by one (v2.40, 5.7). */
export function findObjects(module: PKCS11, session: Handle, template: pkcs11.Template): readonly Handle[] {
  module.C_FindObjectsInit(session, template);
  try {
    const found: Handle[] = [];
    while (found.length < MAX_OBJECTS) {
      const more = module.C_FindObjects(session, MAX_OBJECTS - found.length);
      if (more.length === 0) break;
      found.push(...more);
    }
    return found;
  } finally {
    module.C_FindObjectsFinal(session);
  }
}

/** An attribute's bytes; undefined when the object has none or the module does not tell. */
export function readAttribute(module: PKCS11, session: Handle, object: Handle, type: number): Buffer | undefined {
  let value: unknown;
  try {
    value = module.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
  } catch {
    return undefined;
  }
  if (!(value instanceof Buffer)) return undefined;
  if (value.length > MAX_ATTRIBUTE_BYTES) throw new CardFailure('TooLarge', 'attribute');
  return value;
}

export function readBoolean(module: PKCS11, session: Handle, object: Handle, type: number): boolean {
  return readAttribute(module, session, object, type)?.[0] === 1;
}

export type KeyKind = 'rsa' | 'ec';

/** A private key on the card. */
export interface PrivateKey {
  readonly handle: Handle;
  readonly kind: KeyKind;
  /** CKA_ALWAYS_AUTHENTICATE. */
  readonly pinEachTime: boolean;
  /** Length of an RSA key's modulus; 0 where the module does not tell, and for other kinds. */
  readonly blockBytes: number;
}

/** The private key with this CKA_ID; before login most modules hide it, so that its absence then says NotSignedIn. */
export function findPrivateKey(module: PKCS11, session: Handle, keyId: Uint8Array, signedIn: boolean): PrivateKey {
  const [handle] = findObjects(module, session, [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    { type: pkcs11.CKA_ID, value: Buffer.from(keyId) },
  ]);
  if (handle === undefined) throw new CardFailure(signedIn ? 'NoSuchKey' : 'NotSignedIn');
  const kind = keyKind(module, session, handle);
  return {
    handle,
    kind,
    pinEachTime: readBoolean(module, session, handle, pkcs11.CKA_ALWAYS_AUTHENTICATE),
    blockBytes: kind === 'rsa' ? modulusBytes(readAttribute(module, session, handle, pkcs11.CKA_MODULUS)) : 0,
  };
}

function keyKind(module: PKCS11, session: Handle, key: Handle): KeyKind {
  // A CK_ULONG in the machine's own order and size; the types that matter fit its first byte.
  const type = readAttribute(module, session, key, pkcs11.CKA_KEY_TYPE)?.[0];
  if (type === pkcs11.CKK_RSA) return 'rsa';
  if (type === pkcs11.CKK_EC) return 'ec';
  throw new CardFailure('NotSupported', 'key type');
}

/** Without the zero byte that some put before it. */
function modulusBytes(modulus: Buffer | undefined): number {
  return modulus === undefined ? 0 : modulus.length - (modulus[0] === 0 ? 1 : 0);
}

import pkcs11, { type PKCS11 } from 'pkcs11js';
import { exact } from '../exact.ts';
import type { CardCertificate } from '../protocol/index.ts';
import type { Card } from './card.ts';
import { CardFailure } from './faults.ts';
import { findObjects, readAttribute, readBoolean } from './objects.ts';

/** Every X.509 certificate on the card that has a CKA_ID, and what is known of its private key. */
export function readCertificates(module: PKCS11, card: Card): readonly CardCertificate[] {
  return card.inSession(0, (session) => {
    const found = findObjects(module, session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE },
      { type: pkcs11.CKA_CERTIFICATE_TYPE, value: pkcs11.CKC_X_509 },
    ]);
    let unread = 0;
    const certificates = found.flatMap((certificate) => {
      const keyId = readAttribute(module, session, certificate, pkcs11.CKA_ID);
      const der = readAttribute(module, session, certificate, pkcs11.CKA_VALUE);
      if (der === undefined) unread += 1;
      if (keyId === undefined || keyId.length === 0 || der === undefined) return [];
      const label = readAttribute(module, session, certificate, pkcs11.CKA_LABEL)?.toString('utf8') ?? '';
      const [key] = findObjects(module, session, [
        { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
        { type: pkcs11.CKA_ID, value: keyId },
      ]);
      const pinEachTime = key !== undefined && readBoolean(module, session, key, pkcs11.CKA_ALWAYS_AUTHENTICATE);
      // Before login most modules hide private keys: then a key counts as there until the card is asked to use it.
      return [{ keyId: exact(keyId), label, der: exact(der), hasKey: key !== undefined || !card.signedIn, pinEachTime }];
    });
    // A card that has certificates and gives none is no card without one.
    if (certificates.length === 0 && unread > 0) throw new CardFailure('CardFault', 'CKA_VALUE');
    return certificates;
  });
}

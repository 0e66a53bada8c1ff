import { parseCertificate } from '../../../pki/index.ts';
import type { Store } from '../../store/store.ts';
import type { OpenedMessage } from './reader/messages.ts';
import { speaksFor } from './smime/addresses.ts';

/** Keeps what answers to the officer who signed a message can be encrypted to. The reader's thread has parsed it; it is verified when it is used. */
export const keepCertificates = async (store: Store, { layers, encryptTo }: Pick<OpenedMessage, 'layers' | 'encryptTo'>): Promise<void> => {
  const signer = layers.flatMap((layer) => (layer.kind === 'signed' && layer.verdict === 'good' ? [layer.signer] : []))[0];
  if (signer?.officer !== true) return;
  for (const certificate of encryptTo) {
    const { notBefore, mailAddresses } = parseCertificate(certificate);
    // Another's would push the officer's own out.
    if (!speaksFor(mailAddresses, [signer.address])) continue;
    await store.write('mail.keepCertificate', { address: signer.address, certificate, notBefore: notBefore.toISOString() });
  }
};

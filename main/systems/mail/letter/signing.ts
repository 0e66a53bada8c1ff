import { randomUUID } from 'node:crypto';
import { formalName } from '../../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Policy } from '../../../../contracts/domain/policy.ts';
import type { DomainHandlers } from '../../../../contracts/ipc/define.ts';
import type { mail } from '../../../../contracts/ipc/mail.ts';
import { mendJson } from '../../../../contracts/json.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { commands } from '../../../../contracts/systems/index.ts';
import { signMail } from '../../../../pki/index.ts';
import type { CardSignature } from '../../../card/card-signature.ts';
import { signerOf, signing, zeroing } from '../../../card/sign-with-card.ts';
import type { TrustMaterial } from '../../../device/trust/trust.ts';
import type { Store } from '../../../store/store.ts';
import { whileOpen } from '../../../store/while-open.ts';
import { readBlob } from '../../../sync/blobs/read.ts';
import { findRecipient } from '../smime/recipients.ts';
import { headerProtectionOf } from './protect.ts';
import { payloadOf } from './protected.ts';
import { writeLetter } from './write-letter.ts';

/** What protects the letters of whoever is signed in. */
export interface LetterWriter {
  readonly store: Store;
  readonly officer: Officer;
  /** The card's signature key (9C); undefined where it has none. */
  readonly signature: CardSignature | undefined;
  /** The certificate (9D) that answers are to be encrypted to, DER. */
  readonly encryption: Uint8Array;
  readonly trust: Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>;
  /** What policy says of letters whose writer says nothing. */
  readonly byPolicy: NonNullable<Policy['mail']>;
}

/** Answers what contracts/ipc/mail.ts asks of a letter before it is given. `writer`: undefined while nobody is signed in; then throws LockedError. */
export const letterHandlers = (
  writer: () => LetterWriter | undefined,
  now: () => Date = () => new Date(),
): Pick<DomainHandlers<typeof mail>, 'protection' | 'sign'> => {
  const ofOpenWork = <Value>(work: (open: LetterWriter) => Promise<Value>) =>
    // One object as long as the same work is open.
    whileOpen(
      () => writer()?.store,
      async () => {
        const open = writer();
        if (open === undefined) throw new TypeError('the work was open a moment ago');
        return work(open);
      },
    );
  return {
    protection: ({ addresses }) =>
      ofOpenWork(async ({ store, trust, byPolicy }) => {
        const known = await store.read('mail.certificates', { addresses });
        const recipients = known.map((one) => findRecipient(one, trust, now())).map(({ address, state }) => ({ address, state }));
        return ok({ byPolicy, recipients });
      }),
    sign: ({ letter, pin }) =>
      zeroing(pin, () =>
        ofOpenWork(async ({ store, officer, signature, encryption, trust }) => {
          if (officer.mailAddress === undefined) return fail('NotAllowed');
          if (signature === undefined) return fail('NoSignatureKey');
          const from = { name: formalName(officer), address: officer.mailAddress };
          const at = now();
          // As the command will have it (commands/give.ts): a letter that is mended keeps the sender that it had.
          const whole = commands.mail['mail.send'].safeParse({ from, ...(mendJson(letter) as object), at: at.toISOString() });
          if (!whole.success) return fail('Malformed');
          const { attachments = [] } = whole.data;
          const here = await store.read('blob.here', { hashes: attachments.map(({ hash }) => hash) });
          if (attachments.some(({ hash }) => !here.includes(hash))) return fail('FileNotHere');
          const id = randomUUID();
          const { message } = await writeLetter(whole.data, whole.data.from ?? from, id, (file) => readBlob(store, file));
          const content = payloadOf(message, headerProtectionOf(whole.data));
          const signer = signerOf(signature, pin);
          const signed = await signing(() => signMail({ content, signer, encryption, authorities: trust.intermediates, at }));
          if (!signed.ok) return signed;
          return ok({ id, at: at.toISOString(), cms: Buffer.from(signed.value).toString('base64') });
        }),
      ),
  };
};

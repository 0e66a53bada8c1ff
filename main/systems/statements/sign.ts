import { createHash } from 'node:crypto';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { attachment } from '../../../contracts/domain/blob.ts';
import { type Statement, type StatementPackage, type StatementText, textOf } from '../../../contracts/domain/statement.ts';
import { signatureReason } from '../../../contracts/domain/statement-words.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { signCms, signPdf } from '../../../pki/index.ts';
import type { SignatureRefusal } from '../../card/card-signature.ts';
import { signerOf, signing } from '../../card/sign-with-card.ts';
import type { Store } from '../../store/store.ts';
import { keepBytes } from '../../sync/blobs/keep.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import type { CardSigner } from '../card-signer.ts';

export interface SignedStatement {
  readonly statement: StatementText;
  readonly signed: Attachment;
  readonly document: Attachment;
}

const SIGNED_TYPE = 'application/pkcs7-mime';
const PDF_TYPE = 'application/pdf';

/**
 * Has the card sign a statement: its PDF (PAdES B-B), and the package of text, ink and hashes of exhibits that names that PDF (CMS SignedData), each with the
 * authorities that lead to the force's root: anybody can verify both with public tools. One PIN, asked for once. Keeps both on this
 * laptop. `pin` is the caller's to zero.
 */
export const signStatement = async ({
  statement,
  pin,
  at,
  signer: { signature, trust },
  store,
  receiver,
}: {
  readonly statement: Statement;
  readonly pin: Uint8Array;
  readonly at: Date;
  readonly signer: CardSigner;
  readonly store: Store;
  readonly receiver: Receiver;
}): Promise<Result<SignedStatement, 'FileNotHere' | 'NoRoom' | 'CannotDraw' | 'PageTooFull' | SignatureRefusal>> => {
  if (signature === undefined) return fail('NoSignatureKey');
  const hashes = statement.exhibits.flatMap(({ attachment: file }) => (file === undefined ? [] : [file.hash]));
  const here = await store.read('blob.here', { hashes });
  if (hashes.some((hash) => !here.includes(hash))) return fail('FileNotHere');
  // Its fonts and library are of no use until a statement is signed.
  const { statementPdf } = await import('../documents/statement-pdf.ts');
  const drawn = await statementPdf(statement);
  if (!drawn.ok) return fail(drawn.code);
  const { witness, officer, place } = statement;
  const cards = { signer: signerOf(signature, pin), certificates: trust.intermediates, at };
  const made = await signing(async () => {
    const reason = signatureReason(sha256(JSON.stringify(statement)));
    const pdf = await signPdf(drawn.pdf, { ...cards, name: officer.name, reason, location: place });
    const content = Buffer.from(JSON.stringify({ statement, document: sha256(pdf) } satisfies StatementPackage));
    return { pdf, message: await signCms({ ...cards, content }) };
  });
  if (!made.ok) return made;
  const name = `Statement of ${witness.forenames} ${witness.surname}`;
  const document = await keepBytes(receiver, made.value.pdf, PDF_TYPE);
  const signed = await keepBytes(receiver, made.value.message, SIGNED_TYPE);
  if (!document.ok || !signed.ok) return fail('NoRoom');
  return ok({
    statement: textOf(statement),
    signed: attachment.parse({ ...signed.value, name: `${name}.p7m` }),
    document: attachment.parse({ ...document.value, name: `${name}.pdf` }),
  });
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

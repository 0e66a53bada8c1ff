import { answerTimeStampRequest, grantedToken, readCardSigned, timeStampRequest } from '../../pki/index.ts';
import type { Material } from '../authority/trust.ts';
import { readContent } from '../blobs/content.ts';
import { keepMade } from '../blobs/make.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Transaction } from '../database/database.ts';
import { type AugmentParts, augment } from '../documents/augment.ts';
import type { OrderParts } from '../fleet/orders/create.ts';
import type { Cards } from '../systems/command.ts';

/** By whose lists cards are judged, and who stamps what they signed. */
export interface CardParts extends Pick<OrderParts, 'database' | 'trust' | 'force'>, Pick<AugmentParts, 'timeStamp'> {}

/** Text and ink of the longest statement, and the signer's certificates; its sheets. What is longer is none of ours, and is not read. */
const MOST_SIGNED_BYTES = 1024 * 1024;
const MOST_PDF_BYTES = 8 * 1024 * 1024;

/** What a command of a `cardSigned` contract may ask of what it carries (systems/command.ts). */
export const cardsOf = (
  { force, timeStamp }: Pick<CardParts, 'force' | 'timeStamp'>,
  material: Material,
  transaction: Transaction,
  { officer }: ShiftIdentity,
): Cards => ({
  async read({ hash, bytes }) {
    if (bytes > MOST_SIGNED_BYTES) return undefined;
    const signed = readCardSigned(await readContent(transaction, hash), { ...material, at: new Date() });
    return signed.ok && signed.force === force ? signed : undefined;
  },
  async complete(file) {
    if (file.bytes > MOST_PDF_BYTES) return undefined;
    const at = new Date();
    const parts = { force, timeStamp, trust: { material: async () => material } };
    const made = await augment(await readContent(transaction, file.hash), parts, at);
    if (!made.ok) return undefined;
    const document = { ...file, hash: await keepMade(transaction, officer.staffId, made.pdf, at), bytes: made.pdf.byteLength };
    return { document, staffId: made.staffId, reason: made.reason, stampedAt: made.stampedAt };
  },
  async stamp(digest) {
    if (timeStamp === undefined) return undefined;
    const request = timeStampRequest(digest);
    return grantedToken(await answerTimeStampRequest(request, { signer: timeStamp, at: new Date() }), request);
  },
});

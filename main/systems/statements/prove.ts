import { createHash } from 'node:crypto';
import { readPackage, textOf } from '../../../contracts/domain/statement.ts';
import { signatureReason } from '../../../contracts/domain/statement-words.ts';
import type { ShownStatement, StatementProof } from '../../../contracts/ipc/statements.ts';
import { isSame } from '../../../contracts/json.ts';
import { readCardSigned, verifyPdf } from '../../../pki/index.ts';
import type { TrustMaterial } from '../../device/trust/trust.ts';
import type { Store } from '../../store/store.ts';
import { readBlob } from '../../sync/blobs/read.ts';

/** What was signed is text and ink: more is none of ours, and is not read. */
const MOST_SIGNED_BYTES = 1024 * 1024;
/** Its sheets, and room for the authorities' lists that HQ adds. */
const MOST_PDF_BYTES = 16 * 1024 * 1024;

/**
 * Reads what an officer's card signed of a statement and compares it with what is shown: each field that differs is named. Its PDF must name
 * that statement by hash; the words on its pages are not read. Judged by the
 * lists of revoked cards that this laptop has, as of the time stamp where there is one, else of `now`.
 */
export const proveStatement = async (
  store: Store,
  shown: ShownStatement,
  trust: Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>,
  now: Date,
): Promise<StatementProof> => {
  const { signed, document } = shown;
  if (signed.bytes > MOST_SIGNED_BYTES || document.bytes > MOST_PDF_BYTES) return { state: 'broken' };
  const here = await store.read('blob.here', { hashes: [signed.hash, document.hash] });
  if (!here.includes(signed.hash)) return { state: 'notHere' };
  const at = shown.timeStampedAt === undefined ? now : new Date(shown.timeStampedAt);
  const read = readCardSigned(await bytesOf(store, signed), { ...trust, at });
  const inside = read.ok ? readPackage(Buffer.from(read.content).toString('utf8')) : undefined;
  if (!read.ok || inside === undefined) return { state: 'broken' };
  const { statement, written } = inside;
  if (here.includes(document.hash)) {
    const pdf = verifyPdf(await bytesOf(store, document), { ...trust, at: now });
    if (!pdf.ok || pdf.reason !== signatureReason(sha256(written))) return { state: 'broken' };
  }
  const [was, is] = [textOf(statement), shown.statement];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof typeof was)[];
  const fields = names.filter((name) => !isSame(was[name], is[name]));
  return fields.length > 0 ? { state: 'changed', fields } : { state: 'unchanged', signer: read.name, hash: signed.hash, statement };
};

const bytesOf = async (store: Store, blob: { readonly hash: string; readonly bytes: number }): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of readBlob(store, blob)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

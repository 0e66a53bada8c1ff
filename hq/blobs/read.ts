import { z } from 'zod';
import { attachmentsIn } from '../../contracts/domain/blob.ts';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Query } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { findVisible } from '../systems/find.ts';

/**
 * The chunk of an attachment that begins at `offset`, for an officer who may see the item that carries it. Throws HttpError NotFound for
 * every other: nobody learns that there is such an item, or that HQ has these bytes.
 */
export const readAttachment = async (
  query: Query,
  officer: Officer,
  asked: { readonly system: System; readonly kind: string; readonly id: string; readonly hash: string; readonly offset: number },
): Promise<Uint8Array> => {
  const found = await findVisible(query, asked, z.unknown(), officer);
  if (!attachmentsIn(found?.body).some(({ hash }) => hash === asked.hash)) throw new HttpError('NotFound');
  const chunk = await query
    .selectFrom('blob_content')
    .innerJoin('blob_chunk', 'blob_chunk.id', 'blob_content.id')
    .select('blob_chunk.data')
    .where('blob_content.hash', '=', asked.hash)
    .where('blob_chunk.at_byte', '=', asked.offset)
    .executeTakeFirst();
  if (chunk === undefined) throw new HttpError('NotFound');
  return chunk.data;
};

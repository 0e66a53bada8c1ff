import type { Query } from '../database/database.ts';

/** All bytes of a blob that a command carries (use.ts, demandBlobs), in memory: for what is read whole, which its caller has bounded. */
export const readContent = async (query: Query, hash: string): Promise<Uint8Array> => {
  const chunks = await query
    .selectFrom('blob_content')
    .innerJoin('blob_chunk', 'blob_chunk.id', 'blob_content.id')
    .select('blob_chunk.data')
    .where('blob_content.hash', '=', hash)
    .orderBy('blob_chunk.at_byte')
    .execute();
  return new Uint8Array(Buffer.concat(chunks.map(({ data }) => data)));
};

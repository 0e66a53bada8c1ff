import { BLOB_CHUNK_BYTES } from '../../contracts/hq/blobs.ts';
import type { Query } from './database.ts';

/** The bytes of a blob from `first` to before `end`, a chunk in memory at a time. Throws where it is not there whole. */
export async function* readRange(query: Query, hash: string, first: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = first - (first % BLOB_CHUNK_BYTES); at < end; at += BLOB_CHUNK_BYTES) {
    const chunk = await query
      .selectFrom('blob_content')
      .innerJoin('blob_chunk', 'blob_chunk.id', 'blob_content.id')
      .select('blob_chunk.data')
      .where('blob_content.hash', '=', hash)
      .where('blob_chunk.at_byte', '=', at)
      .executeTakeFirst();
    if (chunk === undefined) throw new Error('a blob has no such chunk');
    yield chunk.data.subarray(Math.max(0, first - at), end - at);
  }
}

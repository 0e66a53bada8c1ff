import type { Demonstration } from '../../../build/demonstration/demonstration.ts';
import { readContent } from '../../../hq/blobs/content.ts';

/** HQ's items of a kind, as its database has them; `owner`: a staff id, of kinds that are each officer's own. Throws while HQ is stopped. */
export const itemsAtHq = async <Item>({ force }: Pick<Demonstration, 'force'>, kind: string, owner = ''): Promise<readonly Item[]> => {
  const { hq } = force;
  if (hq === undefined) throw new Error('HQ is stopped');
  const rows = await hq.database.query.selectFrom('item').select('body').where('kind', '=', kind).where('owner', '=', owner).execute();
  return rows.map(({ body }) => body as unknown as Item);
};

/** What HQ keeps under a hash. Throws while HQ is stopped. */
export const bytesAtHq = async ({ force: { hq } }: Pick<Demonstration, 'force'>, hash: string): Promise<Buffer> => {
  if (hq === undefined) throw new Error('HQ is stopped');
  return Buffer.from(await readContent(hq.database.query, hash));
};

import type { System } from '../../contracts/hq/feeds.ts';
import type { Transaction } from '../database/database.ts';
import { writeItems } from '../database/items.ts';
import { audienceOfItem } from './access-keys.ts';
import { hasVersion, parseBody } from './kinds.ts';

export interface Publication {
  readonly kind: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly owner?: string;
  readonly area?: string | null;
}

/**
 * Makes items of one system public as its next changes: checks each against its contract, decides who sees it, writes.
 * Who decides by what is there now has called beginWriting first. Returns the new versions. Throws ItemError.
 */
export const publish = (transaction: Transaction, system: System, items: readonly Publication[]): Promise<readonly number[]> =>
  writeItems(
    transaction,
    system,
    items.map((item) => {
      const withVersion = (version: number) => (hasVersion(system, item.kind) ? { ...item.body, version } : item.body);
      const owner = item.owner ?? '';
      const area = item.area ?? null;
      const parsed = parseBody(system, item.kind, withVersion(1));
      return {
        kind: item.kind,
        id: item.id,
        owner,
        area,
        audience: audienceOfItem({ ...parsed, owner, area }),
        body: withVersion,
      };
    }),
  );

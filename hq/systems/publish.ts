import type { System } from '../../contracts/hq/feeds.ts';
import type { Transaction } from '../database/database.ts';
import { writeItems } from '../database/items.ts';
import type { Publication } from './command.ts';
import { kindDefinition } from './index.ts';
import { hasVersion, parseBody } from './kinds.ts';
import { restrictedKeys } from './restricted.ts';

/**
 * Makes items of one system public as its next changes: checks each against its contract, decides who sees it, writes.
 * Who decides by what is there now has called beginWriting first. Returns the new versions. Throws ItemError.
 */
export const publish = async (transaction: Transaction, system: System, items: readonly Publication[]): Promise<readonly number[]> => {
  const restricted = await restrictedKeys(transaction, system, items);
  return writeItems(
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
        accessKeys: restricted(item) ?? [...new Set(kindDefinition(system, item.kind)?.accessKeys(parsed, { owner, area }))].sort(),
        createdAs: item.createdAs,
        body: withVersion,
      };
    }),
  );
};

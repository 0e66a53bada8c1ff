import { sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import { systemOfKind } from '../../contracts/systems/index.ts';
import type { Transaction } from '../database/database.ts';
import { beginWriting, findItem } from '../database/items.ts';
import { findNamed } from '../database/officers.ts';
import { accessKeysOfOfficer } from './access-keys.ts';
import type { ItemName } from './define.ts';

/**
 * The keys of those who see all of the items: the keys that each of them has, and those of the officers whom one of them names and who see the
 * others too. `known`: of items that are about to be written. Undefined where none of the items is there.
 */
export const keysOfAll = async (
  transaction: Transaction,
  items: readonly ItemName[],
  known: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[] | undefined> => {
  const sets: (readonly string[])[] = [];
  for (const { kind, id } of items) {
    const system = systemOfKind(kind);
    const there = known.get(`${kind} ${id}`) ?? (system && (await findItem(transaction, { system, kind, owner: '', id }))?.access_keys);
    if (there !== undefined) sets.push(there);
  }
  if (sets.length === 0) return undefined;
  const all = [...new Set(sets.flat())];
  const common = all.filter((key) => sets.every((set) => set.includes(key)));
  const named = (kind: string): readonly string[] =>
    all.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const officers = await findNamed(transaction, { staffIds: named('staff'), collarNumbers: named('collar'), teams: named('supervisors') });
  const seeing = officers.filter((officer) => {
    const held = accessKeysOfOfficer(officer);
    return !common.some((key) => held.includes(key)) && sets.every((set) => set.some((key) => held.includes(key)));
  });
  return [...common, ...seeing.map(({ staffId }) => `staff:${staffId}`)].sort();
};

/** The fields by which a link names an item of a kind. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  person: ['personId', 'otherId'],
  incident: ['incidentId'],
  crime: ['crimeId'],
  task: ['taskId'],
};

/** The access keys of those of the items that are there already, by "kind id". */
export const keysBefore = async (
  transaction: Transaction,
  system: System,
  items: readonly ItemName[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const linked = items.filter(({ kind }) => Object.hasOwn(NAMED_BY, kind));
  if (linked.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('item')
    .select(['kind', 'id', 'access_keys'])
    .where('system', '=', system)
    .where('id', '=', sql<string>`any(${linked.map(({ id }) => id)}::text[])`)
    .execute();
  return new Map(rows.map(({ kind, id, access_keys }) => [`${kind} ${id}`, access_keys]));
};

/** The links that tell of any of the items, whoever sees them. From here to the commit nobody else writes links. */
export const linksTo = async (
  transaction: Transaction,
  items: readonly ItemName[],
): Promise<readonly { readonly id: string; readonly body: Readonly<Record<string, unknown>> }[]> => {
  if (items.length === 0) return [];
  await beginWriting(transaction, 'records');
  return transaction
    .selectFrom('item')
    .select(['id', 'body'])
    .where('system', '=', 'records')
    .where('kind', '=', 'link')
    .where((item) =>
      item.or(
        items.flatMap(({ kind, id }) => (NAMED_BY[kind] ?? []).map((field) => sql<boolean>`${item.ref('body')} ->> ${field} = ${id}`)),
      ),
    )
    .execute();
};

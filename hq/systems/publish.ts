import type { System } from '../../contracts/hq/feeds.ts';
import type { Transaction } from '../database/database.ts';
import { type ItemWrite, writeItems } from '../database/items.ts';
import type { Publication } from './command.ts';
import { kindDefinition } from './index.ts';
import { hasVersion, parseBody } from './kinds.ts';
import { restrictedKeys, restrictedTo } from './restricted.ts';
import { keysBefore, keysOfAll, tellingOf } from './tells-of.ts';

/**
 * Makes items of one system public as its next changes: checks each against its contract, decides who sees it, writes. Where others see one
 * from now on, so do they the links and statements that tell of it.
 * Who decides by what is there now has called beginWriting first. Returns the new versions. Throws ItemError.
 */
export const publish = async (transaction: Transaction, system: System, items: readonly Publication[]): Promise<readonly number[]> => {
  const before = await keysBefore(transaction, system, items);
  const writes = await writesOf(transaction, system, items);
  const versions = await writeItems(transaction, system, writes);
  const moved = writes.filter(({ kind, id, accessKeys }) => {
    const was = before.get(`${kind} ${id}`);
    return was !== undefined && !isSameSet(was, accessKeys);
  });
  for (const [teller, told] of await tellingOf(transaction, moved))
    await writeItems(transaction, teller, await writesOf(transaction, teller, told));
  return versions;
};

/** The items as they are to be written, each with the keys of those who see it. */
const writesOf = async (transaction: Transaction, system: System, items: readonly Publication[]): Promise<readonly ItemWrite[]> => {
  const restricted = await restrictedKeys(transaction, system, items);
  const writes = [];
  for (const item of items) {
    const body = (version: number) => (hasVersion(system, item.kind) ? { ...item.body, version } : item.body);
    const owner = item.owner ?? '';
    const area = item.area ?? null;
    const parsed = parseBody(system, item.kind, body(1));
    const definition = kindDefinition(system, item.kind);
    const named =
      restricted(item) ??
      restricted({ id: item.id, kind: definition?.restrictedWith ?? item.kind }) ??
      (await restrictedTo(transaction, definition?.belongsTo?.(parsed)));
    const accessKeys = named ?? [...new Set(definition?.accessKeys(parsed, { owner, area }))].sort();
    const tellsOf = named === undefined ? (definition?.tellsOf?.(parsed) ?? []) : [];
    writes.push({ write: { kind: item.kind, id: item.id, owner, area, accessKeys, createdAs: item.createdAs, body }, tellsOf });
  }
  const known = new Map(writes.map(({ write }) => [`${write.kind} ${write.id}`, write.accessKeys]));
  const decided: ItemWrite[] = [];
  for (const { write, tellsOf } of writes) {
    const accessKeys = tellsOf.length === 0 ? undefined : await keysOfAll(transaction, tellsOf, known);
    decided.push(accessKeys === undefined ? write : { ...write, accessKeys });
  }
  return decided;
};

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key) => other.includes(key));

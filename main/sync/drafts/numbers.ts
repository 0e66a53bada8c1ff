import { resolveId, resolveIn } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';

/** A draft that calls what has its number by it, in its fields too: the form, or the laptop, that it comes from may know no number yet. */
export const byNumbers = <Given extends { readonly key: string }>(db: ReadableDb, given: Given): Given => ({
  ...resolveIn(db, given),
  key: currentKey(db, given.key),
});

/** The key under which a draft about an item lies: by its number, once it has one. */
export const currentKey = (db: ReadableDb, key: string): string => {
  const [kind, itemId, ...rest] = key.split(':');
  return itemId === undefined || rest.length > 0 ? key : `${kind}:${resolveId(db, itemId)}`;
};

import type { z } from 'zod';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { Sending } from '../../contracts/ipc/sending.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import { type Commands, commandContract, commands } from '../../contracts/systems/index.ts';
import type { PendingCommand } from '../sync/outbox.ts';
import type { CommandDefinitions } from './define.ts';

/** A command of a known kind that is still to be laid over what the feed brought. */
export interface Pending<Payload> {
  readonly id: string;
  readonly itemId: string;
  readonly state: PendingCommand['state'];
  readonly payload: Payload;
}

/** What HQ refused, or what lost to another's decision, is not how things are; it is only still in the outbox. */
const EFFECTIVE: ReadonlySet<PendingCommand['state']> = new Set(['waiting', 'sending', 'done']);
export const isEffective = ({ state }: Pick<PendingCommand, 'state'>): boolean => EFFECTIVE.has(state);

/** Of a system's pending commands those of one name, oldest first. */
export const pendingAs = <S extends SystemId, C extends keyof Commands[S] & string>(
  all: readonly PendingCommand[],
  system: S,
  command: C,
): Pending<Commands[S][C] extends z.ZodType<infer Payload> ? Payload : never>[] => {
  const schema = commands[system][command] as unknown as z.ZodType<never>;
  return all
    .filter((item) => item.command === command)
    .flatMap(({ id, itemId, state, payload }) => {
      // One that is not of its contract is HQ's to refuse: the outbox lists it, and no screen goes without its other rows.
      const parsed = schema.safeParse(payload);
      return parsed.success ? [{ id, itemId, state, payload: parsed.data }] : [];
    });
};

/** The item as it is once what the officer decided about it is in force, by what its system says of each command. */
export const applyPending = <S extends SystemId, Body>(
  {
    system,
    definitions,
    pending,
    officer,
  }: {
    readonly system: S;
    /** Of the commands that are laid over it. */
    readonly definitions: Partial<CommandDefinitions<S>>;
    readonly pending: readonly PendingCommand[];
    readonly officer: Officer;
  },
  itemId: string,
  body: Body,
): Body => {
  // Contract and definition are paired by name in their types; a lookup by name can only be seen as such.
  const known = definitions as Readonly<Record<string, { readonly apply?: Apply<Body> }>>;
  let now = body;
  for (const item of pending) {
    if (item.itemId !== itemId || !isEffective(item)) continue;
    const payload = commandContract(system, item.command)?.payload.safeParse(item.payload);
    if (payload?.success) now = known[item.command]?.apply?.(now, payload.data, officer, item.id) ?? now;
  }
  return now;
};
type Apply<Body> = (body: Body, payload: unknown, officer: Officer, decision: string) => Body;

/** How far the last decision about each item is, by the item's id; an item is not among them once HQ has done all of them. */
export const sendingByItem = (all: readonly PendingCommand[]): ReadonlyMap<string, Sending> =>
  new Map(all.flatMap(({ itemId, state }) => (state === 'done' ? [] : [[itemId, state]])));

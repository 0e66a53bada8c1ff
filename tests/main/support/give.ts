import { randomUUID } from 'node:crypto';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { Commands, Given } from '../../../contracts/systems/index.ts';
import type { Store } from '../../../main/store/store.ts';
import { officer } from './items.ts';

export interface GiveOptions {
  readonly at?: string;
  readonly outboxId?: string;
  readonly itemId?: string;
  readonly officer?: Officer;
}

/** Gives a command as the window does: the answer of the store. */
export const give = <S extends SystemId, C extends keyof Commands[S] & string>(
  store: Store,
  system: S,
  command: C,
  payload: Given<S, C>,
  { at = '2021-05-18T14:41:00.000Z', outboxId = randomUUID(), itemId, officer: who = officer() }: GiveOptions = {},
) =>
  store.write('commands.give', {
    ...{ system, command, itemId, outboxId, at },
    newId: randomUUID(),
    officer: who,
    payload: { ...payload },
  });

/** A line for a log; whether it was taken on. */
export const addUpdate = async (
  store: Store,
  {
    outboxId,
    payload: { at, ...payload },
  }: { readonly outboxId: string; readonly payload: Given<'storm', 'incident.addLine'> & { readonly at: string } },
): Promise<boolean> => (await give(store, 'storm', 'incident.addLine', payload, { at, outboxId })).ok;

/** A status of the officer's unit; whether it was taken on. */
export const setStatus = async (
  store: Store,
  {
    outboxId,
    payload: { at, ...payload },
    officer: who,
  }: {
    readonly outboxId: string;
    readonly payload: Given<'storm', 'unit.setStatus'> & { readonly at: string };
    readonly officer?: Officer;
  },
): Promise<boolean> =>
  (await give(store, 'storm', 'unit.setStatus', payload, { at, outboxId, ...(who === undefined ? {} : { officer: who }) })).ok;

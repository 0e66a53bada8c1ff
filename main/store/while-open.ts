import { LockedError } from '../platform/ipc/locked.ts';
import { StoreError } from './error.ts';

/**
 * Runs `work` on what is open now: an officer's work, or a part of it. Throws LockedError when nothing is, when it closes meanwhile, or
 * when another officer's has taken its place: an answer that is late for its officer is given to nobody.
 */
export const whileOpen = async <Open, Value>(current: () => Open | undefined, work: (open: Open) => Promise<Value>): Promise<Value> => {
  const open = current();
  if (open === undefined) throw new LockedError();
  const value = await lockedWhenClosed(work(open));
  if (current() !== open) throw new LockedError();
  return value;
};

const lockedWhenClosed = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'StoreClosed') throw new LockedError();
    throw error;
  }
};

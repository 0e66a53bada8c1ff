import { HISTORY_LENGTH, type TaskEntry } from '../../contracts/domain/history.ts';

/** As JSON: a conflict's answer, which carries the whole item, is at most 1 MiB (contracts/hq/endpoints). */
const MOST_BYTES = 960 * 1024;
/** The longest text, each of its code units in three bytes, and what is around it. */
const LONGEST_ENTRY_BYTES = 13 * 1024;

/**
 * How many entries of its history a step leaves free, so that a full report or task can still be returned, ended and approved: what is only
 * added, a reviewer's return, which brings more of everything, an outcome, and what closes it.
 */
export const LEFT_FREE = { more: 20, return: 15, outcome: 8, close: 0 } as const;

/** Whether an item may be as it is after a step, which leaves so many entries free in what is only ever added to it. */
export const hasRoomAmong = (item: object, entries: readonly object[], most: number, free: keyof typeof LEFT_FREE): boolean =>
  entries.length <= most - LEFT_FREE[free] && Buffer.byteLength(JSON.stringify(item)) <= MOST_BYTES - LEFT_FREE[free] * LONGEST_ENTRY_BYTES;

/** The same of a report or task, by its history. */
export const hasRoom = (item: { readonly history?: readonly Pick<TaskEntry, 'at'>[] | undefined }, free: keyof typeof LEFT_FREE): boolean =>
  hasRoomAmong(item, item.history ?? [], HISTORY_LENGTH, free);

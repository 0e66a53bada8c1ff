import type { SystemId } from '../../contracts/systems/ids.ts';
import { commandContract } from '../../contracts/systems/index.ts';
import type { ReadableDb, Reads } from '../store/db.ts';

const SECOND_MS = 1000;
/** No command is held for longer than a minute: a row that says so was written before the laptop's clock was put back. */
const LONGEST_HOLD_MS = 60 * SECOND_MS;

/** Until when a command that was given at `at` can be taken back; null for one that goes out at once. */
export const heldUntil = (system: SystemId, command: string, at: string): string | null => {
  const seconds = commandContract(system, command)?.undoSeconds;
  return seconds === undefined ? null : new Date(Date.parse(at) + seconds * SECOND_MS).toISOString();
};

/** The time that the officer chose for a command to go out; null for one that goes as soon as it can. */
export const notBefore = (system: SystemId, command: string, payload: object): string | null => {
  const field = commandContract(system, command)?.laterField;
  const at: unknown = field === undefined ? undefined : (payload as Readonly<Record<string, unknown>>)[field];
  return typeof at === 'string' ? at : null;
};

/** SQL: the outbox row `row` is held at the times that are bound to it (`holdTimes`), to be taken back or for a time that was chosen. */
export const isHeld = (row: string): string =>
  `(${row}.held_until IS NOT NULL AND ${row}.held_until > ? AND ${row}.held_until < ? OR ${row}.not_before IS NOT NULL AND ${row}.not_before > ?)`;
export const holdTimes = (now: string): readonly [now: string, latest: string, now: string] => [
  now,
  new Date(Date.parse(now) + LONGEST_HOLD_MS).toISOString(),
  now,
];

export const heldReads = {
  /** When the next of a system's held commands may go out, ISO 8601. */
  'outbox.heldUntil': (db: ReadableDb, { system, now }: { readonly system: SystemId; readonly now: string }): string | undefined =>
    db
      .prepare<[string, string, string, string], { until: string | null }>(
        `SELECT MIN(MAX(IFNULL(held_until, ''), IFNULL(not_before, ''))) AS until FROM outbox WHERE system = ? AND state = 'waiting' AND ${isHeld('outbox')}`,
      )
      .get(system, ...holdTimes(now))?.until ?? undefined,
} as const satisfies Reads;

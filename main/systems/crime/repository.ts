import type { Crime, Offence, Task } from '../../../contracts/domain/crime.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ShownCrime, ShownTask } from '../../../contracts/ipc/crime.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, readLinked, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { type CrimeList, type CrimeQuery, listCrimes } from './list.ts';
import { findOffences, type UsedOffence } from './offences.ts';

/** The officer's tasks, soonest due first. */
export const tasksOf = (db: ReadableDb, officer: Officer): ShownTask[] =>
  readLinked<Task>(db, { role: 'officer', value: officer.collarNumber }, 'crime', 'task')
    .sort(byDue)
    .map((task) => {
      const { known, other } = splitOthers('crime', 'task', task);
      return { ...known, other };
    });

const byDue = (a: Task, b: Task): number => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id);

export const crimeReads = {
  'crime.list': (db: ReadableDb, args: { readonly query: CrimeQuery; readonly officer: Officer }): CrimeList => listCrimes(db, args),

  /** One report whole, with its offence in words and its tasks; undefined when it is not on this laptop. */
  'crime.get': (db: ReadableDb, { id }: { readonly id: string }): ShownCrime | undefined => {
    const item = readItem<Crime>(db, { system: 'crime', kind: 'crime', id });
    if (item === undefined) return undefined;
    const { known, other } = splitOthers('crime', 'crime', item.body);
    const code = known.offenceCode;
    return {
      ...known,
      other,
      version: item.version,
      offence: code === undefined ? undefined : readItem<Offence>(db, { system: 'crime', kind: 'offence', id: code })?.body,
      tasks: readLinked<Task>(db, { role: 'crime', value: id }, 'crime', 'task').sort(byDue),
      asOf: syncedAt(db, 'crime'),
    };
  },

  'crime.offences': (db: ReadableDb, args: { readonly text: string; readonly limit: number; readonly area: string }): UsedOffence[] =>
    findOffences(db, args),

  'crime.tasks': (db: ReadableDb, { officer }: { readonly officer: Officer }): ShownTask[] => tasksOf(db, officer),
} as const satisfies Reads;

type OwnReads = typeof crimeReads;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
}

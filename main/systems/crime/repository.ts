import type { Crime, Offence } from '../../../contracts/domain/crime.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ShownCrime, ShownTask } from '../../../contracts/ipc/crime.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { crimeNow } from './change-commands.ts';
import { type CrimeList, type CrimeQuery, listCrimes } from './list.ts';
import { findOffences, type UsedOffence } from './offences.ts';
import { tasksOf, tasksOn } from './tasks.ts';

export const crimeReads = {
  'crime.list': (db: ReadableDb, args: { readonly query: CrimeQuery; readonly officer: Officer }): CrimeList => listCrimes(db, args),

  /**
   * One report whole, with its offence in words and its tasks; undefined when it is not on this laptop. A provisional id is answered with
   * the report that has its number by now.
   */
  'crime.get': (db: ReadableDb, { id: asked, officer }: { readonly id: string; readonly officer: Officer }): ShownCrime | undefined => {
    const id = resolveId(db, asked);
    const item = readItem<Crime>(db, { system: 'crime', kind: 'crime', id });
    if (item === undefined) return undefined;
    const { known, other } = splitOthers('crime', 'crime', crimeNow(db, id, officer) ?? item.body);
    const code = known.offenceCode;
    const sending = sendingByItem(pendingOf(db, 'crime')).get(id);
    return {
      ...known,
      other,
      version: item.version,
      offence: code === undefined ? undefined : readItem<Offence>(db, { system: 'crime', kind: 'offence', id: code })?.body,
      tasks: tasksOn(db, officer, 'crime', id),
      ...(sending === undefined ? {} : { sending }),
      asOf: syncedAt(db, 'crime'),
    };
  },

  'crime.offences': (db: ReadableDb, args: { readonly text: string; readonly limit: number; readonly area: string }): UsedOffence[] =>
    findOffences(db, args),

  'crime.tasks': (db: ReadableDb, { officer }: { readonly officer: Officer }): ShownTask[] => tasksOf(db, officer),
} as const satisfies Reads;

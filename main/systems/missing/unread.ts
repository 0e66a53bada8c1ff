import { formalName } from '../../../contracts/domain/formal-name.ts';
import { isAcknowledgedBy } from '../../../contracts/domain/missing-circulation.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { UnreadCirculation } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { optional } from '../optional.ts';
import { circulationNow } from './commands.ts';
import { circulationSummaries } from './stored.ts';

/** Who of these officers has not said that they know of what is circulated in their area, the newest circulation first. `reader`: whose laptop it is. */
export const unreadCirculations = (db: ReadableDb, members: readonly Officer[], reader: Officer): UnreadCirculation[] =>
  circulationSummaries(db)
    .flatMap(({ id, summary: { running } }): UnreadCirculation[] => {
      const told = running ? circulationNow(db, id, reader) : undefined;
      if (told === undefined || !told.running) return [];
      const unread = members
        .filter(
          ({ area, collarNumber }) => told.areas.includes(area) && told.owner !== collarNumber && !isAcknowledgedBy(told, collarNumber),
        )
        .map(formalName)
        .toSorted();
      const { name, age, grade, since } = told;
      return unread.length === 0 ? [] : [{ id, name, ...optional('age', age), grade, since, unread }];
    })
    .toSorted((one, other) => other.since.localeCompare(one.since));

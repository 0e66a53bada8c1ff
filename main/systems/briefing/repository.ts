import type { Briefing } from '../../../contracts/domain/briefing.ts';
import { resultsSince, runsAt, tourOf } from '../../../contracts/domain/briefing-rules.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { BriefedRow, ShownBriefing } from '../../../contracts/ipc/today.ts';
import { provisionalIds } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { dutiesAround } from '../people/repository.ts';
import { briefingsNow } from './commands.ts';

/** What a supervisor sees of items that are over: their results of the last two days. */
const OVER_HOURS = 48;
const HOUR_MS = 3_600_000;
/** As many as one answer carries; of each the newest results. */
const MOST = 50;
const MOST_RESULTS_SHOWN = 50;

export interface BriefingRead {
  readonly items: ShownBriefing[];
  readonly asOf: string | undefined;
}
export interface Asked {
  readonly officer: Officer;
  /** ISO 8601. */
  readonly now: string;
}

export const briefingReads = {
  /** What is briefed to the officer now, whole; to a supervisor all of the area: of every tour, what is still to begin and what is just over. */
  'briefing.items': (db: ReadableDb, { officer, now }: Asked): BriefingRead => {
    const called = provisionalIds(db, { system: 'briefing', kind: 'briefing' });
    const sending = sendingByItem(pendingOf(db, 'briefing'));
    const since = tourBegan(db, now);
    const items = (officer.roles.includes('supervisor') ? ofArea(db, officer, now) : briefedTo(db, { officer, now })).slice(0, MOST);
    return {
      items: items.map((item) => {
        const { known, other } = splitOthers('briefing', 'briefing', item);
        const [was, state] = [called.get(item.id), sending.get(item.id)];
        return {
          ...{ ...known, other, results: item.results.slice(-MOST_RESULTS_SHOWN), total: item.results.length },
          ...{ mine: resultsSince(item.results, officer.collarNumber, since ?? item.from).length },
          ...(was === undefined ? {} : { was }),
          ...(state === undefined ? {} : { sending: state }),
        };
      }),
      asOf: syncedAt(db, 'briefing'),
    };
  },
} as const satisfies Reads;

/** What is briefed to the officer now, as Today lists it. */
export const briefedRows = (db: ReadableDb, asked: Asked): BriefedRow[] => {
  const since = tourBegan(db, asked.now);
  return briefedTo(db, asked)
    .slice(0, MOST)
    .map(({ id, title, why, from, until, results }) => ({
      ...{ id, title, why, until },
      mine: resultsSince(results, asked.officer.collarNumber, since ?? from).length,
      results: results.length,
    }));
};

/** Of the officer's area, for the tour that is on: all of the area while it is not known which that is. The soonest over comes first. */
const briefedTo = (db: ReadableDb, { officer, now }: Asked): readonly Briefing[] => {
  const tour = tourOf(dutyNow(db, now)?.label);
  return briefingsNow(db, officer)
    .filter((item) => item.area === officer.area && runsAt(item, now) && (tour === undefined || item.tours.includes(tour)))
    .toSorted(soonestOver);
};

const ofArea = (db: ReadableDb, officer: Officer, now: string): readonly Briefing[] => {
  const kept = new Date(Date.parse(now) - OVER_HOURS * HOUR_MS).toISOString();
  return briefingsNow(db, officer)
    .filter(({ area, until, ended }) => area === officer.area && (ended?.at ?? until) > kept)
    .toSorted((one, other) => Number(isOver(one, now)) - Number(isOver(other, now)) || soonestOver(one, other));
};
const isOver = ({ until, ended }: Briefing, now: string): boolean => ended !== undefined || until <= now;
const soonestOver = (one: Briefing, other: Briefing): number => one.until.localeCompare(other.until) || one.id.localeCompare(other.id);

const dutyNow = (db: ReadableDb, now: string): Duty | undefined => dutiesAround(db, new Date(now)).duty;
const tourBegan = (db: ReadableDb, now: string): string | undefined => dutyNow(db, now)?.start;

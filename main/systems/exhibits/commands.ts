import type { ExhibitRecord } from '../../../contracts/domain/exhibit.ts';
import { whyNotNext } from '../../../contracts/domain/exhibit-continuity.ts';
import type { ContinuityAct } from '../../../contracts/domain/exhibit-words.ts';
import { newEntry, newExhibit } from '../../../contracts/domain/new-exhibit.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { applyPending } from '../pending.ts';

/** In the words of the list of unsent work. */
const ACTS: Readonly<Record<ContinuityAct, string>> = {
  ...{ taken: 'Taken', handedOver: 'Handed over', stored: 'Stored', takenOut: 'Taken out', returned: 'Returned to its owner' },
  corrected: 'Label corrected',
};

/** What officers may do with exhibits, by the rules that HQ has (contracts/domain/exhibit-continuity.ts). */
export const exhibitCommands: CommandDefinitions<'exhibits'> = {
  'exhibit.create': {
    summary: (_, { payload: { reference, text } }) => `Exhibit ${reference}: ${text}`,
    provisional: ({ at, ...taken }, { id, author }) => ({
      ...newExhibit(taken, { madeAs: id, officer: author, writtenAt: at }),
      id,
      version: 0,
    }),
  },
  'exhibit.continue': {
    refuses(db, { itemId, payload, officer }) {
      const record = exhibitNow(db, itemId, officer);
      if (record === undefined) return 'NotFound';
      return whyNotNext(record, payload) === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId, payload: { act, holder } }) =>
      `${ACTS[act]}: exhibit ${readExhibit(db, itemId)?.reference ?? itemId}${act === 'corrected' ? '' : `, ${holder}`}`,
    apply: (record, payload, officer, decision) =>
      // HQ's entry has the outbox's id: it came before the answer.
      record.continuity.some(({ id }) => id === decision)
        ? record
        : { ...record, continuity: [...record.continuity, newEntry(payload, { id: decision, officer, writtenAt: payload.at })] },
  },
};

/** The exhibit as it is once what was written here is at HQ. */
export const exhibitNow = (db: ReadableDb, id: string, officer: Officer): ExhibitRecord | undefined => {
  const record = readExhibit(db, id);
  const pending = pendingOf(db, 'exhibits');
  return record && applyPending({ system: 'exhibits', definitions: exhibitCommands, pending, officer }, id, record);
};

const readExhibit = (db: ReadableDb, id: string): ExhibitRecord | undefined =>
  readItem<ExhibitRecord>(db, { system: 'exhibits', kind: 'exhibit', id })?.body;

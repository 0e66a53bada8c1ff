import type { Crime } from '../../../contracts/domain/crime.ts';
import { changedCrime, type DecidedBy, fieldsOf, mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { newlyBroken } from '../../../contracts/domain/crime-rules.ts';
import { mayApproveCrime, mayReviewCrime, reviewedCrime, withOutcome, withVictimUpdate } from '../../../contracts/domain/crime-steps.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { crimeChanges as contracts } from '../../../contracts/systems/crime-changes.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { applyPending } from '../pending.ts';

interface Given {
  readonly itemId: string;
  readonly officer: Officer;
}

/** What officers may change of reports, by the rules that HQ has (contracts/domain/crime-changes.ts, crime-steps.ts). */
export const crimeChanges: Pick<CommandDefinitions<'crime'>, keyof typeof contracts> = {
  'crime.update': {
    refuses: (db, { itemId, officer, payload }) =>
      payload.changes.officerInCase !== undefined && !officer.roles.includes('supervisor')
        ? 'NotAllowed'
        : unless(
            db,
            { itemId, officer },
            (crime) =>
              mayChangeCrime(crime, officer) &&
              newlyBroken(crime, changedCrime(crime, payload, by(payload.at, officer)), { now: payload.at }).length === 0,
          ),
    summary: (db, { itemId, payload }) => `Changed report: ${titleOf(db, itemId)}. ${fieldsOf(payload.changes).length} fields`,
    apply: (crime, payload, officer) => changedCrime(crime, payload, by(payload.at, officer)),
  },
  'crime.outcome': {
    refuses: (db, given) => unless(db, given, mayChangeCrime),
    summary: (db, { itemId, payload }) => `Outcome ${payload.code} ${payload.words}: ${titleOf(db, itemId)}`,
    apply: (crime, { at, ...outcome }, officer) => withOutcome(crime, outcome, by(at, officer)),
  },
  'crime.victimUpdate': {
    refuses: (db, given) => unless(db, given, mayChangeCrime),
    summary: (db, { itemId, payload }) => `Victim told: ${titleOf(db, itemId)}. ${payload.text}`,
    apply: (crime, { told, how, text, nextDue, at }, officer) =>
      withVictimUpdate(crime, { ...by(told, officer), how, text, ...(nextDue === undefined ? {} : { nextDue }) }, by(at, officer)),
  },
  'crime.review': {
    refuses: (db, given) =>
      unless(
        db,
        given,
        (crime, officer) => mayReviewCrime(crime, officer) && (given.payload.state === 'returned' || mayApproveCrime(crime, officer)),
      ),
    summary: (db, { itemId, payload }) => `${payload.state === 'approved' ? 'Report approved' : 'Report returned'}: ${titleOf(db, itemId)}`,
    apply: (crime, { state, text, at }, officer) => reviewedCrime(crime, { state, text }, by(at, officer)),
  },
};

const by = (at: string, officer: Officer): DecidedBy => ({ at, by: formalName(officer), collarNumber: officer.collarNumber });

const unless = (db: ReadableDb, { itemId, officer }: Given, may: (crime: Crime, officer: Officer) => boolean): 'NotAllowed' | undefined => {
  const crime = crimeNow(db, itemId, officer);
  return crime !== undefined && may(crime, officer) ? undefined : 'NotAllowed';
};

/** The report once what the officer decided about it is in force; undefined when it is not on this laptop. */
export const crimeNow = (db: ReadableDb, id: string, officer: Officer): Crime | undefined => {
  const crime = readCrime(db, id);
  return crime && applyPending({ system: 'crime', definitions: crimeChanges, pending: pendingOf(db, 'crime'), officer }, id, crime);
};

const titleOf = (db: ReadableDb, id: string): string => readCrime(db, id)?.title ?? id;
const readCrime = (db: ReadableDb, id: string): Crime | undefined => readItem<Crime>(db, { system: 'crime', kind: 'crime', id })?.body;

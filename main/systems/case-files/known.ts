import type { CaseFile } from '../../../contracts/domain/case-file.ts';
import type { CaseKnown, CaseStatement } from '../../../contracts/domain/case-material.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { StatementBackRecord, StatementRecord } from '../../../contracts/domain/statement-record.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { crimeNow } from '../crime/change-commands.ts';
import { exhibitsOfCrime } from '../exhibits/repository.ts';
import { applyPending } from '../pending.ts';
import { caseFileCommands } from './commands.ts';

/** All that this laptop knows of a case, with what was decided here and is not sent yet. */
export interface CaseHere extends CaseKnown {
  readonly caseFile: CaseFile;
}

/** Undefined where the file, or its crime, is not on this laptop. `id`: as `resolveId` answers it. */
export const readCase = (db: ReadableDb, id: string, officer: Officer): CaseHere | undefined => {
  const item = readItem<CaseFile>(db, { system: 'caseFiles', kind: 'caseFile', id });
  if (item === undefined) return undefined;
  const crime = crimeNow(db, resolveId(db, item.body.crimeId), officer);
  if (crime === undefined) return undefined;
  const caseFile = applyPending(
    { system: 'caseFiles', definitions: caseFileCommands, pending: pendingOf(db, 'caseFiles'), officer },
    id,
    item.body,
  );
  const log =
    crime.incidentId === undefined ? undefined : readItem<Incident>(db, { system: 'storm', kind: 'incident', id: crime.incidentId });
  return {
    crime,
    caseFile: { ...caseFile, version: item.version },
    statements: statementsOf(db, crime.id),
    exhibits: exhibitsOfCrime(db, crime.id, officer),
    log: log?.body,
  };
};

const statementsOf = (db: ReadableDb, crimeId: string): readonly CaseStatement[] =>
  readLinked<StatementRecord>(db, { role: 'crime', value: crimeId }, 'statements', 'statement')
    .toSorted((one, other) => one.statement.signature.at.localeCompare(other.statement.signature.at))
    .map((record) => {
      const back = readItem<StatementBackRecord>(db, { system: 'statements', kind: 'statementBack', id: record.id })?.body.back;
      return back?.personalStatement === undefined ? record : { ...record, personal: back.personalStatement };
    });

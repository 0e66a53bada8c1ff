import type { CaseFile } from '../../../contracts/domain/case-file.ts';
import { whyNotCheckedBy, withChanges } from '../../../contracts/domain/case-file-steps.ts';
import type { Crime } from '../../../contracts/domain/crime.ts';
import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { CommandDefinitions } from '../define.ts';

/** What officers may do with case files, by the rules that HQ has. */
export const caseFileCommands: CommandDefinitions<'caseFiles'> = {
  'caseFile.create': {
    refuses: (db, { payload: { crimeId }, officer }) => whyNotChanged(crimeOf(db, crimeId), officer),
    summary: (_, { payload: { crimeId } }) => `Case file of ${crimeId}`,
    provisional: ({ crimeId, at }, { id, author }) => ({
      ...{ id, version: 0, crimeId, openedAt: at, openedBy: formalName(author), openedByCollar: author.collarNumber },
      ...{ summary: '', marks: [], handOvers: 0 },
    }),
  },
  'caseFile.update': {
    refuses: (db, { itemId, officer }) => whyNotChanged(crimeOfFile(db, itemId), officer),
    summary: (db, { itemId, payload: { summary } }) =>
      `${summary === undefined ? 'Disclosure' : 'Summary'} of case file ${fileOf(db, itemId)?.id ?? itemId}`,
    apply: withChanges,
  },
  'caseFile.check': {
    refuses(db, { itemId, officer }) {
      const crime = crimeOfFile(db, itemId);
      if (crime === undefined) return 'NotFound';
      return whyNotCheckedBy(crime, officer) === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId, payload: { state } }) =>
      `${state === 'approved' ? 'Approved' : 'Returned'}: case file ${fileOf(db, itemId)?.id ?? itemId}`,
    apply: (file, { state, text, at }, officer) => ({
      ...file,
      check: { state, text, at, by: formalName(officer), collarNumber: officer.collarNumber },
    }),
  },
  'caseFile.handOver': {
    refuses: (db, { payload: { caseFileId }, officer }) => whyNotChanged(crimeOfFile(db, caseFileId), officer),
    summary: (_, { payload: { caseFileId, number } }) => `Hand-over ${number} of case file ${caseFileId}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, signedBy: formalName(author), signedByCollar: author.collarNumber, receivedAt: at },
    }),
  },
};

const whyNotChanged = (crime: Crime | undefined, officer: Officer): 'NotFound' | 'NotAllowed' | undefined => {
  if (crime === undefined) return 'NotFound';
  return mayChangeCrime(crime, officer) ? undefined : 'NotAllowed';
};

const fileOf = (db: ReadableDb, id: string): CaseFile | undefined =>
  readItem<CaseFile>(db, { system: 'caseFiles', kind: 'caseFile', id: resolveId(db, id) })?.body;
const crimeOf = (db: ReadableDb, id: string): Crime | undefined =>
  readItem<Crime>(db, { system: 'crime', kind: 'crime', id: resolveId(db, id) })?.body;
const crimeOfFile = (db: ReadableDb, id: string): Crime | undefined => {
  const file = fileOf(db, id);
  return file && crimeOf(db, file.crimeId);
};

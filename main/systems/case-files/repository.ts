import { caseChecklist } from '../../../contracts/domain/case-checklist.ts';
import type { CaseFile, HandOver } from '../../../contracts/domain/case-file.ts';
import { type CaseExhibit, type CaseItem, caseItems } from '../../../contracts/domain/case-material.ts';
import { heldNow } from '../../../contracts/domain/exhibit-continuity.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { CaseFileRow, ShownCaseFile, ShownCaseItem, ShownHandOver } from '../../../contracts/ipc/case-files.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItems, readLinked, syncedAt } from '../../store/items.ts';
import { hashesHere } from '../../sync/blobs/here.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { optional } from '../optional.ts';
import { isEffective, sendingByItem } from '../pending.ts';
import { type CaseHere, readCase } from './known.ts';

/** More than a force's laptop has. */
const MOST_ROWS = 500;

export const caseFileReads = {
  /** The newest first: of a crime, by its number or by what it is called here until it has one; or all that are on this laptop. */
  'caseFiles.list': (
    db: ReadableDb,
    { crimeId, officer }: { readonly crimeId?: string | undefined; readonly officer: Officer },
  ): CaseFileRow[] => {
    const of = crimeId === undefined ? undefined : resolveId(db, crimeId);
    const sending = sendingByItem(pendingOf(db, 'caseFiles'));
    return readItems<CaseFile>(db, 'caseFiles', 'caseFile')
      .filter((file) => of === undefined || resolveId(db, file.crimeId) === of)
      .flatMap(({ id }) => readCase(db, id, officer) ?? [])
      .toSorted((one, other) => other.caseFile.openedAt.localeCompare(one.caseFile.openedAt))
      .slice(0, MOST_ROWS)
      .map((known) => rowOf(known, sending.get(known.caseFile.id)));
  },

  /** All that is known of one, for the hand-over; undefined where it or its crime is not on this laptop. */
  'caseFiles.known': (db: ReadableDb, { id, officer }: Asked): CaseToGive | undefined => {
    const known = readCase(db, resolveId(db, id), officer);
    if (known === undefined) return undefined;
    const waiting = pendingOf(db, 'caseFiles').filter((command) => isEffective(command) && command.state !== 'done');
    const given = givenOf(db, known.caseFile.id);
    const last = given.find(({ version }) => version > 0);
    return {
      ...known,
      isUnsent: waiting.some(({ itemId }) => itemId === known.caseFile.id),
      isGiving: waiting.some(({ itemId }) => given.some(({ id }) => id === itemId)),
      last: last === undefined ? undefined : { number: last.number, manifest: last.manifest.hash },
    };
  },

  /** One case file whole; undefined where it or its crime is not on this laptop. A provisional id is answered with the number. */
  'caseFiles.get': (db: ReadableDb, { id: asked, officer }: Asked): ShownCaseFile | undefined => {
    const id = resolveId(db, asked);
    const known = readCase(db, id, officer);
    if (known === undefined) return undefined;
    const { crime, caseFile, log } = known;
    const sending = sendingByItem(pendingOf(db, 'caseFiles'));
    const { known: ours, other } = splitOthers('caseFiles', 'caseFile', caseFile);
    return {
      ...ours,
      crime,
      items: shownItems(db, known),
      checklist: caseChecklist(known).map((finding) => ({ ...finding, missing: [...finding.missing] })),
      given: givenOf(db, id).map((one) => ({ ...one, ...optional('sending', sending.get(one.id)) })),
      ...optional('logLines', log?.lines.length),
      ...optional('other', other),
      ...optional('sending', sending.get(id)),
      ...optional('asOf', syncedAt(db, 'caseFiles')),
    };
  },
} as const satisfies Reads;

export interface Asked {
  readonly id: string;
  readonly officer: Officer;
}

/** A case as it stands before it is handed over. */
export interface CaseToGive extends CaseHere {
  /** Something of the file itself is not at HQ yet: what a supervisor approved is not what would go. */
  readonly isUnsent: boolean;
  /** A hand-over is on its way. */
  readonly isGiving: boolean;
  readonly last: { readonly number: number; readonly manifest: string } | undefined;
}

const givenOf = (db: ReadableDb, id: string): readonly ShownHandOver[] =>
  readLinked<HandOver>(db, { role: 'caseFile', value: id }, 'caseFiles', 'handOver').toSorted((one, other) => other.number - one.number);

const rowOf = (known: CaseHere, sending: CaseFileRow['sending']): CaseFileRow => {
  const { crime, caseFile } = known;
  const checklist = caseChecklist(known);
  return {
    ...{ id: caseFile.id, crimeId: crime.id, title: crime.title, place: crime.place.text, marking: crime.marking },
    ...{ ready: checklist.filter(({ met }) => met).length, rules: checklist.length, handOvers: caseFile.handOvers },
    ...{ openedAt: caseFile.openedAt, ...optional('check', caseFile.check?.state), ...optional('sending', sending) },
  };
};

const shownItems = (db: ReadableDb, known: CaseHere): ShownCaseItem[] => {
  const items = caseItems(known);
  const here = new Set(
    hashesHere(
      db,
      items.flatMap((item) => fileOf(item)?.hash ?? []),
    ),
  );
  return items.map((item) => {
    const { kind, id, title, mark, marked, statement, record } = item;
    const file = fileOf(item);
    return {
      ...{ kind, id, title, mark, marked },
      ...optional('statement', statement?.statement),
      ...optional('timeStampedAt', statement?.timeStampedAt),
      ...optional('file', file),
      ...optional('exhibit', record && shownExhibit(record)),
      isHere: mark.redactions.length > 0 || (kind === 'log' ? known.log !== undefined : file === undefined || here.has(file.hash)),
      ...optional('carrier', carrierOf(known, item)),
    };
  });
};

/** The file that goes of an item: of a statement its signed PDF. */
const fileOf = ({ statement, file }: CaseItem) => statement?.document ?? file;

const shownExhibit = ({ id, producer, continuity }: CaseExhibit): ShownCaseItem['exhibit'] => {
  const held = heldNow({ continuity });
  return { id, producer: producer.name, holder: held?.holder ?? '', place: held?.place ?? '' };
};

const carrierOf = ({ crime, statements }: CaseHere, { kind, id, record }: CaseItem): ShownCaseItem['carrier'] => {
  switch (kind) {
    case 'statement':
      return { system: 'statements', kind: 'statement', id };
    case 'exhibit': {
      if (record !== undefined) return { system: 'exhibits', kind: 'exhibit', id: record.id };
      const by = statements.find(({ statement }) => statement.exhibits.some(({ reference }) => reference === id));
      return by && { system: 'statements', kind: 'statement', id: by.id };
    }
    case 'attachment':
      return { system: 'crime', kind: 'crime', id: crime.id };
    case 'log':
      return undefined;
  }
};

import type { Attachment } from './blob.ts';
import type { CaseFile, CaseMark } from './case-file.ts';
import type { CaseMaterialKind } from './case-material-kinds.ts';
import type { Crime } from './crime.ts';
import type { ExhibitRecord } from './exhibit.ts';
import type { Incident } from './incident.ts';
import type { StatementBack } from './statement-back.ts';
import type { StatementRecord } from './statement-record.ts';

/** A statement as the case file knows it: one that HQ has numbered, or one that is still on its way there. */
export interface CaseStatement extends Pick<StatementRecord, 'id' | 'statement' | 'document' | 'timeStampedAt' | 'personId'> {
  readonly personal?: StatementBack['personalStatement'];
}

/** An exhibit's own record: one that HQ has numbered, or one that is still on its way there. */
export type CaseExhibit = Pick<ExhibitRecord, 'id' | 'reference' | 'text' | 'producer' | 'original' | 'view' | 'continuity'>;

/** All that is known of a case, from which everything in its file is worked out. */
export interface CaseKnown {
  readonly crime: Pick<
    Crime,
    'id' | 'title' | 'type' | 'place' | 'people' | 'committedFrom' | 'officerInCase' | 'marking' | 'attachments' | 'incidentId'
  >;
  readonly caseFile: Pick<CaseFile, 'id' | 'version' | 'summary' | 'marks' | 'check' | 'handOvers'>;
  /** Oldest first. */
  readonly statements: readonly CaseStatement[];
  /** Of the crime, and of its log those that are about no crime. */
  readonly exhibits: readonly CaseExhibit[];
  /** Absent where whoever asks has not got it; it is material all the same. */
  readonly log?: Pick<Incident, 'id' | 'title' | 'lines' | 'marking' | 'state'> | undefined;
}

/** A piece of material, and what was decided of it; without a mark it goes as evidence, unless it is an attachment or the log, which nobody relies on unasked. */
export interface CaseItem {
  readonly kind: CaseMaterialKind;
  readonly id: string;
  readonly title: string;
  readonly mark: CaseMark;
  /** Whether the officer has decided it. */
  readonly marked: boolean;
  readonly statement?: CaseStatement;
  /** Of an exhibit that has one; a statement may name others. */
  readonly record?: CaseExhibit;
  readonly file?: Attachment;
}

/** Every piece of material of a case: statements, exhibits (those with a record and those that statements alone name), the report's attachments, the log. */
export const caseItems = ({ crime, caseFile, statements, exhibits, log }: CaseKnown): readonly CaseItem[] => {
  const marks = new Map(caseFile.marks.map((mark) => [`${mark.kind} ${mark.id}`, mark]));
  const item = (kind: CaseMaterialKind, id: string, rest: Pick<CaseItem, 'title' | 'statement' | 'record' | 'file'>): CaseItem => {
    const found = marks.get(`${kind} ${id}`);
    const usual = kind === 'attachment' || kind === 'log' ? 'nonSensitive' : 'evidence';
    return {
      ...{ kind, id, mark: found ?? { kind, id, disclosure: usual, reason: '', redactions: [] }, marked: found !== undefined },
      ...rest,
    };
  };
  const produced = new Map(
    statements.flatMap(({ statement }) => statement.exhibits.map((exhibit) => [exhibit.reference, exhibit] as const)),
  );
  const recorded = new Map(exhibits.map((record) => [record.reference, record]));
  const files = new Set([
    ...[...produced.values()].map(({ attachment }) => attachment?.hash),
    ...exhibits.flatMap(({ original, view }) => [original?.hash, view?.hash]),
  ]);
  return [
    ...statements.map((one) => item('statement', one.id, { title: witnessOf(one), statement: one })),
    ...[...new Set([...produced.keys(), ...recorded.keys()])].map((reference) => {
      const [said, record] = [produced.get(reference), recorded.get(reference)];
      // The original, whose hash the witness and the card signed: a copy to be seen is none.
      const file = said?.attachment ?? record?.original;
      return item('exhibit', reference, {
        title: record?.text ?? said?.text ?? reference,
        ...(record === undefined ? {} : { record }),
        ...(file === undefined ? {} : { file }),
      });
    }),
    ...(crime.attachments ?? []).flatMap((file) =>
      files.has(file.hash) ? [] : [item('attachment', file.hash, { title: file.name, file })],
    ),
    ...(crime.incidentId === undefined ? [] : [item('log', crime.incidentId, { title: log?.title ?? crime.incidentId })]),
  ];
};

/** "Piotr Fairclough". */
export const witnessOf = ({ statement: { witness } }: Pick<CaseStatement, 'statement'>): string =>
  `${witness.forenames} ${witness.surname}`;

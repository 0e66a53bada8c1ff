import type { ContinuityEntry, ExhibitRecord } from './exhibit.ts';
import type { ContinuityAct, ExhibitKind } from './exhibit-words.ts';
import { formalName } from './formal-name.ts';
import type { Officer } from './officer.ts';

/** What is said of every entry of the continuity. */
interface Happened {
  readonly happenedAt: string;
  readonly holder: string;
  readonly place: string;
  readonly seal?: string | undefined;
  readonly note?: string | undefined;
}
/** Who wrote it and when. */
interface WrittenBy {
  readonly officer: Pick<Officer, 'rank' | 'collarNumber' | 'name'>;
  readonly writtenAt: string;
}

type Fields = 'reference' | 'text' | 'producer' | 'original' | 'view' | 'crimeId' | 'incidentId' | 'statementId' | 'marking';
type Taken = Pick<ExhibitRecord, Fields> & Happened & { readonly kind: ExhibitKind };

/** An exhibit as both ends make it, without number and version; its taking is the first entry of its continuity. `madeAs`: the UUID that its laptop gave it. */
export const newExhibit = (
  { happenedAt, holder, place, seal, note, ...label }: Taken,
  { madeAs, ...written }: WrittenBy & { readonly madeAs: string },
): Omit<ExhibitRecord, 'id' | 'version'> => ({
  ...label,
  // Not the UUID itself, in whose place its number comes wherever it stands alone.
  continuity: [newEntry({ act: 'taken', happenedAt, holder, place, seal, note }, { ...written, id: `${madeAs}/1` })],
});

/** The next entry of its continuity. `id`: of the command that wrote it. */
export const newEntry = (
  { act, happenedAt, holder, place, seal, note }: Happened & { readonly act: ContinuityAct },
  { id, officer, writtenAt }: WrittenBy & { readonly id: string },
): ContinuityEntry => ({
  ...{ id, act, at: happenedAt, writtenAt, by: formalName(officer), collarNumber: officer.collarNumber, holder, place },
  ...(seal === undefined || seal === '' ? {} : { seal }),
  ...(note === undefined || note === '' ? {} : { note }),
});

import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { Crime } from '../../../../contracts/domain/crime.ts';
import { initialsOf } from '../../../../contracts/domain/exhibit-words.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Ink } from '../../../../contracts/domain/statement-ink.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { ShownStatement } from '../../../../contracts/ipc/statements.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, oneOf } from '../../../workspace/form/values.ts';

/** What identifies: Amount of time, Distance, Visibility, Obstruction, Known before, Any reason to remember, Time lapse, Errors (R v Turnbull [1977] QB 224). */
export const advokate = ['amount', 'distance', 'visibility', 'obstruction', 'known', 'reason', 'lapse', 'errors'] as const;

export interface ExhibitFields {
  readonly hash: string;
  readonly reference: string;
  readonly text: string;
}

export interface ProducedFields {
  readonly reference: string;
  readonly text: string;
  readonly attachment: Attachment;
}
export const noAttachment: Attachment = { hash: '', bytes: 0, type: '', name: '' };

/** A statement that is being taken, as its draft keeps it. Ink of width 0 is none. */
export interface StatementFields {
  readonly uuid: string;
  readonly crimeId: string;
  readonly furtherTo: string;
  readonly personId: string;
  readonly marking: string;
  readonly forenames: string;
  readonly surname: string;
  /** In years, of a witness under 18; empty for one who is not. */
  readonly age: string;
  readonly occupation: string;
  readonly place: string;
  readonly begunAt: string;
  readonly text: string;
  readonly advokate: readonly string[];
  readonly exhibits: readonly ExhibitFields[];
  /** Exhibits of the crime that the statement produces. An attachment of hash "" is none. */
  readonly produced: readonly ProducedFields[];
  /** Who reads it over: witness, officer or interpreter. */
  readonly reader: string;
  readonly readReason: string;
  readonly interpreter: string;
  readonly language: string;
  /** As it was when it was read over first; what differs from it now is a correction. */
  readonly readText: string;
  /** As the witness agreed to it, and when. */
  readonly agreedText: string;
  readonly readAt: string;
  readonly initials: readonly Ink[];
  readonly correctionInitials: readonly Ink[];
  readonly interpreterInk: Ink;
  /** ink, mark or spoken. */
  readonly signs: string;
  readonly ink: Ink;
  readonly cannotReason: string;
  readonly seenBy: string;
  readonly signedAt: string;
  readonly back: BackFields;
  /** The steps that were looked at. */
  readonly seen: readonly string[];
}

export interface BackFields {
  readonly homeAddress: string;
  readonly telephone: string;
  readonly email: string;
  readonly contact: string;
  readonly datesToAvoid: string;
  readonly needs: string;
  readonly medicalConsent: string;
  readonly disclosureConsent: string;
  readonly supportConsent: string;
  readonly specialMeasures: string;
  readonly specialMeasuresText: string;
  readonly personalStatement: string;
}

export const noInk: Ink = { width: 0, height: 0, strokes: [] };
export const hasInk = ({ strokes }: Ink): boolean => strokes.length > 0;
/** What the witness gave and has to give again once a word of it is another. */
export const unsigned = {
  ...{ agreedText: '', readAt: '', initials: [], correctionInitials: [], interpreterInk: noInk },
  ...{ signs: '', ink: noInk, cannotReason: '', seenBy: '', signedAt: '' },
} as const;

const noBack: BackFields = {
  ...{ homeAddress: '', telephone: '', email: '', contact: '', datesToAvoid: '', needs: '' },
  ...{ medicalConsent: '', disclosureConsent: '', supportConsent: '', specialMeasures: '', specialMeasuresText: '', personalStatement: '' },
};

type CrimePerson = Crime['people'][number];
/** Somebody of the crime who may be its witness: not the suspect. */
export const mayWitness = ({ roles }: Pick<CrimePerson, 'roles'>): boolean => roles.some((role) => role !== 'suspect');

/** Who of the crime it is, with what is known of them. */
export const ofWitness = ({ name, personId, address, contact }: ShownCrime['people'][number]): Partial<StatementFields> => {
  const words = name.trim().split(/\s+/);
  return {
    ...{ forenames: words.slice(0, -1).join(' '), surname: words.at(-1) ?? '', personId: personId ?? '' },
    back: { ...noBack, homeAddress: address ?? '', ...(contact?.includes('@') ? { email: contact } : { telephone: contact ?? '' }) },
  };
};

/** What a statement begins with: its crime, and the witness's earlier statement where it is further to one. */
export interface From {
  readonly crime?: ShownCrime;
  readonly earlier?: ShownStatement;
}

/** A new one, with what its crime or the witness's earlier statement answers. */
export const newStatement = (now: Date, { crime, earlier }: From): StatementFields => {
  const witnesses = crime?.people.filter(mayWitness) ?? [];
  const [only] = witnesses;
  const known = earlier === undefined ? undefined : earlier.statement.witness;
  return {
    ...{ uuid: crypto.randomUUID(), crimeId: crime?.id ?? earlier?.crimeId ?? '', furtherTo: earlier?.id ?? '' },
    ...{ personId: earlier?.personId ?? '', marking: 'OFFICIAL-SENSITIVE' },
    ...{ forenames: known?.forenames ?? '', surname: known?.surname ?? '', occupation: known?.occupation ?? '' },
    ...{ age: known?.age === undefined ? '' : String(known.age), place: crime?.place.text ?? '', begunAt: now.toISOString(), text: '' },
    ...{ advokate: [], exhibits: [], produced: [], reader: '', readReason: '', interpreter: '', language: '', readText: '' },
    ...unsigned,
    ...{ back: noBack, seen: [] },
    ...(witnesses.length === 1 && only !== undefined && known === undefined ? ofWitness(only) : {}),
  };
};

/** Of a draft, what is this form's. */
export const readStatementDraft = (kept: Readonly<Record<string, unknown>>, otherwise: StatementFields): StatementFields => {
  const ink = { width: 0, height: 0, strokes: [[[0]]] };
  const lists = {
    ...{ advokate: [''], seen: [''], exhibits: [{ hash: '', reference: '', text: '' }] },
    produced: [{ reference: '', text: '', attachment: noAttachment }],
    ...{ ink, interpreterInk: ink, initials: [ink], correctionInitials: [ink] },
  };
  const read = fitted({ ...otherwise, ...lists }, kept) as unknown as StatementFields;
  return { ...read, marking: oneOf(strings.forms.crime.markings, read.marking, 'OFFICIAL-SENSITIVE') };
};

/** Who asks and is asked, in the order of the form's lists. */
export const nameOf = ({ forenames, surname }: Pick<StatementFields, 'forenames' | 'surname'>): string =>
  `${forenames.trim()} ${surname.trim()}`.trim();

/** The reference of a file that the statement itself carries, by its place among them: of the witness's initials the next that no exhibit of the crime has in it. */
export const attachedReference = (fields: Pick<StatementFields, 'forenames' | 'surname' | 'produced'>, index: number): string => {
  const initials = initialsOf(fields.forenames, fields.surname);
  const given = new Set(fields.produced.map(({ reference }) => reference));
  const free: string[] = [];
  for (let serial = 1; free.length <= index; serial += 1) {
    const reference = `${initials}/${serial}`;
    if (!given.has(reference)) free.push(reference);
  }
  return free[index] ?? '';
};

/** An officer as the form has them. */
export const officerOf = ({ rank, name, collarNumber, team }: Officer) => ({ rank, name, collarNumber, team });

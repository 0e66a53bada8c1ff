import type { Attachment } from '../../../../contracts/domain/blob.ts';
import { EXHIBIT_TEXT_LENGTH, type ExhibitKind, exhibitKinds, fitsKind, initialsOf } from '../../../../contracts/domain/exhibit-words.ts';
import { formalName } from '../../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Ink } from '../../../../contracts/domain/statement-ink.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, some, textFault, whenOf, written } from '../../../workspace/form/values.ts';
import { noInk } from '../../statements/form/fields.ts';
import { happenedFault, NOTE_LENGTH, SEAL_LENGTH } from './moveFields.ts';

const { form: w } = strings.exhibits;

/** An exhibit that is being taken, as its draft keeps it. */
export interface ExhibitFields {
  readonly kind: string;
  readonly text: string;
  /** officer or witness. */
  readonly producedBy: string;
  readonly witness: string;
  readonly reference: string;
  readonly place: string;
  readonly happened: When;
  readonly seal: string;
  readonly note: string;
  /** A hash of "" is none. */
  readonly original: Attachment;
  readonly view: Attachment;
  readonly sketch: Ink;
}

/** To what it belongs. */
export interface About {
  readonly crimeId?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly statementId?: string | undefined;
  readonly marking: string;
  readonly place: string;
  /** Who hands it over, of a statement's. */
  readonly witness?: string | undefined;
}

export const noFile: Attachment = { hash: '', bytes: 0, type: '', name: '' };

export const newExhibit = (about: About, now: Date): ExhibitFields => ({
  ...{ kind: '', text: '', reference: '', place: about.place, seal: '', note: '', happened: whenOf(now.toISOString()) },
  ...{ producedBy: about.witness === undefined ? 'officer' : 'witness', witness: about.witness ?? '' },
  ...{ original: noFile, view: noFile, sketch: noInk },
});

/** Of a draft, or of the payload of a command that HQ did not take. */
export const readExhibit = (kept: Readonly<Record<string, unknown>>, otherwise: ExhibitFields): ExhibitFields => {
  const shape = { ...otherwise, sketch: { width: 0, height: 0, strokes: [[[0]]] } };
  if (!('happenedAt' in kept)) return fitted(shape, kept) as unknown as ExhibitFields;
  const { happenedAt, producer, ...same } = fitted({ ...shape, happenedAt: '', producer: { name: '', collarNumber: '' } }, kept);
  const byWitness = producer.collarNumber === '';
  return {
    ...(same as unknown as ExhibitFields),
    ...{ producedBy: byWitness ? 'witness' : 'officer', witness: byWitness ? producer.name : '' },
    happened: happenedAt === '' ? otherwise.happened : whenOf(happenedAt),
  };
};

/** The initials that its reference begins with. */
export const initialsIn = ({ producedBy, witness }: Pick<ExhibitFields, 'producedBy' | 'witness'>, officer: Officer): string =>
  initialsOf(producedBy === 'witness' ? witness : officer.name);

export const exhibitFaults = (
  fields: ExhibitFields,
  {
    files,
    taken,
    next,
    now,
  }: {
    /** As many as the form carries. */
    readonly files: number;
    readonly taken: readonly string[];
    readonly next: string;
    readonly now: Date;
  },
): Faults => {
  const { kind, text, producedBy, witness, reference, place, happened, seal, note, original } = fields;
  const hasFile = original.hash !== '';
  return faultsOf({
    kind: kindOf(kind) === undefined ? w.none.text : hasFile && !fitsKind(kind, original.type) ? w.wrong.otherKind : undefined,
    text: textFault(text, w.none.text, EXHIBIT_TEXT_LENGTH),
    witness: producedBy === 'witness' ? textFault(witness, w.none.witness) : undefined,
    reference: !/^[A-Z]{1,4}\/\d{1,4}$/.test(referenceOf(reference))
      ? w.wrong.reference
      : taken.includes(referenceOf(reference))
        ? w.wrong.taken(next)
        : undefined,
    place: textFault(place, w.none.place),
    happened: happenedFault(happened, now),
    seal: textFault(seal, undefined, SEAL_LENGTH),
    note: textFault(note, undefined, NOTE_LENGTH),
    attachments: files > 1 ? w.wrong.oneFile : !hasFile && kind !== 'object' ? w.wrong.noFile : undefined,
  });
};

/** "ar/1" is AR/1. */
const referenceOf = (typed: string): string => written(typed).toUpperCase();
const kindOf = (kind: string): ExhibitKind | undefined => exhibitKinds.find((one) => one === kind);

/** The command of a form without faults. Whoever takes it has it. */
export const exhibitPayload = (
  { kind, text, producedBy, witness, reference, place, happened, seal, note, original, view }: ExhibitFields,
  { crimeId, incidentId, statementId, marking }: About,
  officer: Officer,
): Given<'exhibits', 'exhibit.create'> => {
  const holder = formalName(officer);
  return {
    ...{ kind: kindOf(kind) ?? 'object', text: written(text), reference: referenceOf(reference), marking, holder, place: written(place) },
    producer: producedBy === 'witness' ? { name: written(witness) } : { name: holder, collarNumber: officer.collarNumber },
    happenedAt: instantOf(happened) ?? '',
    ...(crimeId === undefined ? {} : { crimeId }),
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(statementId === undefined ? {} : { statementId }),
    ...(original.hash === '' ? {} : { original }),
    ...(original.hash === '' || view.hash === '' ? {} : { view }),
    ...some('seal', seal),
    ...some('note', note),
  };
};

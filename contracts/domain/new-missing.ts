import type { Missing, MissingLine, MissingRisk } from './missing.ts';
import { reviewDueAfter } from './missing-review.ts';
import type { MissingStep } from './missing-steps.ts';

/** What an officer writes to make a report. */
export type MissingGiven = Pick<
  Missing,
  | 'name'
  | 'personId'
  | 'born'
  | 'age'
  | 'sex'
  | 'description'
  | 'lastSeen'
  | 'reporter'
  | 'incidentId'
  | 'homeAddress'
  | 'telephone'
  | 'means'
  | 'places'
  | 'medicalNeed'
  | 'answers'
  | 'askedBy'
  | 'marking'
  | 'attachments'
> & { readonly risk: Pick<MissingRisk, 'grade' | 'reasons' | 'whyNotLower'> };

/** A report as it is begun, without number: its officer is in charge, its first risk stands, and its first review is due. */
export const newMissing = (
  { risk, ...given }: MissingGiven,
  { id, at, by, officer }: Omit<MissingStep, 'officer'> & { readonly officer: Pick<MissingStep['officer'], 'collarNumber' | 'callSign'> },
  { team, earlier }: Pick<Missing, 'team' | 'earlier'>,
): Omit<Missing, 'id' | 'version'> => {
  const { collarNumber, callSign } = officer;
  const signed = { at, by, collarNumber };
  const line = { ...signed, ...(callSign === undefined ? {} : { callSign }) };
  const lines: MissingLine[] = [
    { id, ...line, kind: 'reported', text: '' },
    { id: `${id}/risk`, ...line, kind: 'risk', text: risk.whyNotLower, grade: risk.grade },
  ];
  return {
    ...given,
    ...{ area: given.lastSeen.place.area, reportedAt: at, reportedBy: by, reportedByCollar: collarNumber, owner: collarNumber, team },
    ...{ state: 'missing', risks: [{ ...signed, ...risk }], reviews: [], reviewDue: reviewDueAfter(risk.grade, at), earlier, lines },
  };
};

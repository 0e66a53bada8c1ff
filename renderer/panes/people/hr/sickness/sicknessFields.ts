import { addDays, forceDay } from '../../../../../contracts/domain/force-calendar.ts';
import {
  certificateMissing,
  SELF_CERTIFIED_DAYS,
  whyNotBack,
  whyNotCertificate,
  whyNotReport,
} from '../../../../../contracts/domain/sickness-rules.ts';
import type { ShownSickness } from '../../../../../contracts/ipc/people.ts';
import type { Given } from '../../../../../contracts/systems/index.ts';
import { dayTyped, typedDay } from '../../../../format/typedTime.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, some, textFault } from '../../../../workspace/form/values.ts';

const { sickness: w } = strings.hr;
const LONGEST_TEXT = 500;
type Kept = Readonly<Record<string, unknown>>;

/** The reports, certificates and returns as their forms have them: days as they are typed. */
export interface ReportFields {
  readonly firstDay: string;
  readonly text: string;
}
export interface BackFields {
  readonly backOn: string;
}
export interface CertificateFields {
  readonly kind: 'self' | 'fitNote';
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export const newReport = (now: Date): ReportFields => ({ firstDay: typedDay(forceDay(now)), text: '' });
export const newBack = (now: Date): BackFields => ({ backOn: typedDay(addDays(forceDay(now), 1)) });
/** The certificate that is still to come, for the days that it is for. */
export const newCertificate = (sickness: ShownSickness, now: Date): CertificateFields => {
  const today = forceDay(now);
  const kind = certificateMissing(sickness, today) ?? 'self';
  const last = sickness.backOn === undefined ? today : addDays(sickness.backOn, -1);
  const week = addDays(sickness.firstDay, SELF_CERTIFIED_DAYS - 1);
  const [until = week] = [last, week].toSorted();
  const [from, to] = kind === 'self' ? [sickness.firstDay, until] : [addDays(week, 1), ''];
  return { kind, from: typedDay(from), to: typedDay(to), text: '' };
};

const isDay = (text: string): boolean => /^\d{4}-/.test(text);
/** Of a draft as its form kept it, or of a command that HQ did not take: that has its days as HQ writes them. */
const typed = (day: string): string => (isDay(day) ? typedDay(day) : day);
export const readReport = (kept: Kept): ReportFields => {
  const read = fitted({ firstDay: '', text: '' }, kept);
  return { ...read, firstDay: typed(read.firstDay) };
};
export const readBack = (kept: Kept): BackFields => ({ backOn: typed(fitted({ backOn: '' }, kept).backOn) });
export const readCertificate = (kept: Kept): CertificateFields => {
  const read = fitted({ kind: '', from: '', to: '', text: '' }, kept);
  return { ...read, kind: oneOf(w.kinds, read.kind, 'self'), from: typed(read.from), to: typed(read.to) };
};

export const reportFaults = ({ firstDay, text }: ReportFields, own: readonly ShownSickness[], now: Date): Faults => {
  const day = dayTyped(firstDay);
  const refusal = day === undefined ? undefined : whyNotReport(day, own, now);
  return faultsOf({
    firstDay: day === undefined ? w.wrongDay : refusal && w.refusals[refusal],
    text: textFault(text, undefined, LONGEST_TEXT),
  });
};
export const reportPayload = ({ firstDay, text }: ReportFields): Given<'people', 'sickness.report'> => ({
  firstDay: dayTyped(firstDay) ?? '',
  ...some('text', text),
});

export const backFaults = ({ backOn }: BackFields, sickness: ShownSickness, now: Date): Faults => {
  const day = dayTyped(backOn);
  const refusal = day === undefined ? undefined : whyNotBack(sickness, day, now);
  return faultsOf({ backOn: day === undefined ? w.wrongDay : refusal && w.refusals[refusal] });
};
export const backPayload = ({ backOn }: BackFields, sicknessId: string): Given<'people', 'sickness.fit'> => ({
  ...{ sicknessId, backOn: dayTyped(backOn) ?? '' },
});

export const certificateFaults = ({ kind, from, to, text }: CertificateFields, sickness: ShownSickness): Faults => {
  const [first, last] = [dayTyped(from), dayTyped(to)];
  const refusal = first === undefined || last === undefined ? undefined : whyNotCertificate(sickness, { kind, from: first, to: last });
  return faultsOf({
    from: first === undefined ? w.wrongDay : undefined,
    to: last === undefined ? w.wrongDay : refusal && w.refusals[refusal],
    text: textFault(text, kind === 'self' ? w.noIllness : undefined, LONGEST_TEXT),
  });
};
export const certificatePayload = (
  { kind, from, to, text }: CertificateFields,
  sicknessId: string,
): Given<'people', 'sickness.certify'> => ({
  ...{ sicknessId, kind, from: dayTyped(from) ?? '', to: dayTyped(to) ?? '' },
  ...some('text', text),
});

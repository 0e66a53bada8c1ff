import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import { riskFindings } from '../../../../contracts/domain/missing-rules.ts';
import { type RiskGrade, riskGrades } from '../../../../contracts/domain/missing-words.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, textFault, written } from '../../../workspace/form/values.ts';
import type { RiskFieldsValue } from './RiskFields.tsx';

const { missingPerson: w } = strings.forms;
/** As long as the contract takes it (contracts/domain/missing.ts, which the page does not carry). */
export const PARAGRAPH_LENGTH = 1000;

export const noRisk: RiskFieldsValue = { grade: '', reasons: [], whyNotLower: '' };

/** Of a draft, or of the payload of a command. */
export const readRisk = (kept: unknown): RiskFieldsValue => {
  const { grade, ...read } = fitted({ grade: '', reasons: [''], whyNotLower: '' }, kept);
  return { ...read, grade: gradeIn(grade) };
};
const gradeIn = (kept: string): RiskGrade | '' => riskGrades.find((one) => one === kept) ?? '';

/** What must be put right, by the name of the field. */
export const riskFaults = (
  { grade, reasons, whyNotLower }: RiskFieldsValue,
  person: { readonly born?: string | undefined; readonly age?: number | undefined },
  now: Date,
): Readonly<Record<'grade' | 'whyNotLower', string | undefined>> => {
  const broken = grade === '' ? [] : riskFindings({ grade, reasons, whyNotLower: written(whyNotLower) }, person, calendarDay(now));
  return {
    grade: grade === '' ? w.noGrade : broken.includes('VeryLowUnder18') ? w.rules.VeryLowUnder18 : undefined,
    whyNotLower: broken.includes('RiskNeedsReason') ? w.noWhy : textFault(whyNotLower, undefined, PARAGRAPH_LENGTH),
  };
};

/** The risk that a form without faults has. */
export const riskOf = ({ grade, reasons, whyNotLower }: RiskFieldsValue) => ({
  ...{ grade: grade === '' ? ('high' as const) : grade, reasons: [...reasons], whyNotLower: written(whyNotLower) },
});

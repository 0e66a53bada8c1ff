import type { DetailSource } from '../../../../../contracts/domain/record.ts';
import { strings } from '../../../../strings/index.ts';
import { oneOf } from '../../../../workspace/form/values.ts';

const { detailSources, person: w } = strings.records;

/** From where something is known, as a form has it. */
export interface SourceOf {
  readonly source: DetailSource;
  readonly grading: string;
}

export const freshSource: SourceOf = { source: 'self', grading: '' };

/** Of a draft or a payload; what is no source any more is told by the person. */
export const readSource = ({ source, grading }: { readonly source: string; readonly grading: string }): SourceOf => ({
  source: oneOf(detailSources, source, 'self'),
  grading,
});

/** As the contract takes it: 2BP. */
const GRADING = /^[1-3][A-E][CP]$/;
const tidy = (grading: string): string => grading.replace(/\s/g, '').toUpperCase();

export const gradingFault = ({ grading }: SourceOf): string | undefined =>
  tidy(grading) === '' || GRADING.test(tidy(grading)) ? undefined : w.wrong.grading;

export const sourcePayload = ({ source, grading }: SourceOf): { readonly source: DetailSource; readonly grading?: string } => ({
  source,
  ...(tidy(grading) === '' ? {} : { grading: tidy(grading) }),
});

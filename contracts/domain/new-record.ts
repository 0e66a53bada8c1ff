import type { DetailKind, DetailSource, RecordDetail } from './record.ts';

/** Who wrote something, where and when, as a record keeps it. `madeAs`: the UUID from which its parts have their ids at both ends. */
export interface Written {
  readonly madeAs: string;
  readonly at: string;
  readonly by: string;
}

/** From where it is known. */
interface Graded {
  readonly source: DetailSource;
  readonly grading?: string | undefined;
}

/** What a record begins with: of what was told, what is not empty. */
export const detailsGiven = (
  told: readonly (readonly [DetailKind, string | undefined])[],
  { source, grading }: Graded,
  { madeAs, at, by }: Written,
): RecordDetail[] =>
  told.flatMap(([kind, text], index) =>
    text === undefined || text === ''
      ? []
      : [{ id: `${madeAs}/${index + 1}`, kind, text, source, ...(grading === undefined ? {} : { grading }), at, by }],
  );

/** One more thing that is known of a person or a thing, as its record keeps it. */
export const newDetail = (
  { kind, text, source, grading }: Graded & { readonly kind: DetailKind; readonly text: string },
  { madeAs, at, by }: Written,
): RecordDetail => ({ id: madeAs, kind, text, source, ...(grading === undefined ? {} : { grading }), at, by });

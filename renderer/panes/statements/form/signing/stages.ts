import { hasInk, type StatementFields } from '../fields.ts';
import { correctionsOf, pagesWritten } from '../written.ts';

/** One thing that somebody writes, or the card. `index`: which page, or which correction. */
export type Stage =
  | { readonly kind: 'correction' | 'page'; readonly index: number }
  | { readonly kind: 'interpreter' | 'witness' | 'officer' };

/** All that is to be signed, in its order. A witness who makes a mark makes it once; one who agrees aloud writes nothing. */
export const stagesOf = (fields: StatementFields): readonly Stage[] => {
  const initials: readonly Stage[] =
    fields.signs === 'mark' || fields.signs === 'spoken'
      ? []
      : [
          ...correctionsOf(fields).map((_, index) => ({ kind: 'correction' as const, index })),
          ...pagesWritten(fields.text).map((_, index) => ({ kind: 'page' as const, index })),
        ];
  return [
    ...(fields.reader === 'interpreter' ? [{ kind: 'interpreter' } as const] : []),
    ...initials,
    ...(fields.signs === 'spoken' ? [] : [{ kind: 'witness' } as const]),
    { kind: 'officer' },
  ];
};

/** Whether it is given. */
export const isGiven = (stage: Stage, fields: StatementFields): boolean => {
  switch (stage.kind) {
    case 'correction':
      return hasInk(fields.correctionInitials[stage.index] ?? { ...fields.ink, strokes: [] });
    case 'page':
      return hasInk(fields.initials[stage.index] ?? { ...fields.ink, strokes: [] });
    case 'interpreter':
      return hasInk(fields.interpreterInk);
    case 'witness':
      return hasInk(fields.ink);
    case 'officer':
      return false;
  }
};

import { classes, known } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import s from './marks.module.css';

const { missing: w } = strings;
/** A risk has the shape of the grade of its weight; one that only a newer HQ knows that of the gravest. */
const shapes: Readonly<Record<string, string | undefined>> = { high: s.g1, medium: s.g2, low: s.g3, veryLow: s.g4 };

/** A risk is a letter in a shape of its own: octagon, square, outline, dashed ring; so it is told apart without colour. */
export const Risk = ({ grade, word = false }: { readonly grade: string; readonly word?: boolean }) => {
  const shape = classes(s.grade, s.risk, known(shapes, grade) ?? s.g1);
  const letter = known(w.riskLetters, grade) ?? '?';
  if (!word)
    return (
      <span className={shape} role="img" aria-label={w.risk(grade)}>
        {letter}
      </span>
    );
  return (
    <span className={s.gradeWord}>
      <span className={shape} aria-hidden>
        {letter}
      </span>
      {w.risk(grade)}
    </span>
  );
};

import type { Grade as GradeNumber } from '../../contracts/domain/incident.ts';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import s from './marks.module.css';

/**
 * A grade is a number in a shape of its own: octagon, square, outline, dashed ring; so it is told apart without colour.
 * `label` is the force's own word for it.
 */
export const Grade = ({
  grade,
  label,
  word = false,
}: {
  readonly grade: GradeNumber;
  readonly label?: string | undefined;
  readonly word?: boolean;
}) => {
  const name = strings.storm.grade(grade, label);
  const shape = classes(s.grade, s[`g${grade}`] ?? s.g3);
  if (!word)
    return (
      <span className={shape} role="img" aria-label={name}>
        {grade}
      </span>
    );
  return (
    <span className={s.gradeWord}>
      <span className={shape} aria-hidden>
        {grade}
      </span>
      {name}
    </span>
  );
};

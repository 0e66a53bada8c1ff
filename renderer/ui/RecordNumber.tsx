import { isProvisional } from '../../contracts/domain/provisional.ts';
import { strings } from '../strings/index.ts';
import s from './marks.module.css';

/**
 * LC-20210518-1587: officers say and look for the serial, so it carries the weight. Also for 04/21/06127. What HQ has not numbered yet has
 * no number to be read out.
 */
export const RecordNumber = ({ number }: { readonly number: string }) => {
  if (isProvisional(number)) return <span className={s.ref}>{strings.app.numberFollows}</span>;
  const cut = Math.max(number.lastIndexOf('-'), number.lastIndexOf('/')) + 1;
  return (
    <span className={s.ref}>
      {number.slice(0, cut)}
      <b>{number.slice(cut)}</b>
    </span>
  );
};

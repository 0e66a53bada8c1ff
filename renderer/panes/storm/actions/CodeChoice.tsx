import type { Code } from '../../../../contracts/domain/code-list.ts';
import { classes } from '../../../format/text.ts';
import radio from '../../../ui/radio.module.css';
import s from './actions.module.css';

/** One of a few codes, by its words, all in sight. */
export const CodeChoice = ({
  label,
  name,
  codes,
  chosen,
  wrong,
  choose,
}: {
  readonly label: string;
  readonly name: string;
  readonly codes: readonly Code[];
  readonly chosen: string;
  readonly wrong: string | undefined;
  readonly choose: (code: string) => void;
}) => (
  <fieldset className={s.choices}>
    <legend>{label}</legend>
    {codes.map(({ code, label: words }) => (
      <label key={code} className={classes(s.card, chosen === code && s.on)}>
        <input type="radio" className={radio.radio} name={name} value={code} checked={chosen === code} onChange={() => choose(code)} />
        <span>{words}</span>
      </label>
    ))}
    {wrong !== undefined && <p className={s.wrong}>{wrong}</p>}
  </fieldset>
);

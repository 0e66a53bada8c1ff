import type { ReactNode } from 'react';
import { classes } from '../format/text.ts';
import radio from './radio.module.css';
import s from './radioCards.module.css';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it means, under it. */
  readonly told?: string | undefined;
  readonly mark?: ReactNode;
  /** Stands at its end, e.g. that it is so now. */
  readonly end?: string | undefined;
  readonly disabled?: boolean;
}

/** One of a few, all in sight: as many beside one another as fit, in pairs, or in a row as wide as their words. */
export const RadioCards = <Value extends string>({
  label,
  name,
  cards,
  chosen,
  choose,
  layout = 'fill',
  heard = false,
  wrong,
}: {
  readonly label: string;
  /** By which its form finds it. */
  readonly name: string;
  readonly cards: readonly RadioCard<Value>[];
  /** A value, or "" while none is chosen. */
  readonly chosen: string;
  readonly choose: (value: Value) => void;
  readonly layout?: 'fill' | 'pairs' | 'row';
  /** The label is for those who hear the page: what stands beside it says it already. */
  readonly heard?: boolean;
  readonly wrong?: string | undefined;
}) => (
  <fieldset className={classes(s.cards, s[layout])}>
    <legend className={heard ? 'heard' : undefined}>{label}</legend>
    {cards.map(({ value, label: words, told, mark, end, disabled = false }) => (
      <label key={value} className={classes(s.card, chosen === value && s.on)}>
        <input
          type="radio"
          className={radio.radio}
          name={name}
          value={value}
          checked={chosen === value}
          disabled={disabled}
          onChange={() => choose(value)}
        />
        {mark}
        <span className={s.words}>
          {words}
          {told !== undefined && <small>{told}</small>}
        </span>
        {end !== undefined && <small className={s.end}>{end}</small>}
      </label>
    ))}
    {wrong !== undefined && <p className={s.wrong}>{wrong}</p>}
  </fieldset>
);

import { classes } from '../../format/text.ts';
import s from './art.module.css';

/** Where the card is, or that no card helps now. */
export type CardPlace = 'in' | 'out' | 'none';

/** The reader, and the card out of it or in it: the picture says the next step without words. */
export const CardArt = ({ place }: { readonly place: CardPlace }) => (
  <svg className={classes(place === 'none' ? undefined : s[place])} width="220" height="200" viewBox="0 0 220 200" aria-hidden="true">
    {place !== 'none' && (
      <>
        <clipPath id="below-slot">
          <rect x="0" y="44" width="220" height="156" />
        </clipPath>
        <g clipPath="url(#below-slot)">
          <g className={s.card}>
            <rect className={s.face} x="62" y="0" width="96" height="128" rx="8" />
            <rect className={s.chip} x="94" y="14" width="32" height="26" rx="4" strokeWidth="1.5" />
            <rect className={s.line} x="76" y="62" width="30" height="38" rx="3" />
            <rect className={s.line} x="114" y="66" width="32" height="5" rx="2" />
            <rect className={s.line} x="114" y="78" width="24" height="5" rx="2" />
            <rect className={s.line} x="76" y="110" width="68" height="5" rx="2" />
          </g>
        </g>
      </>
    )}
    <rect className={s.reader} x="20" y="16" width="180" height="28" rx="6" strokeWidth="1.5" />
    <rect className={s.slot} x="52" y="34" width="116" height="10" rx="3" strokeWidth="1.5" />
    {place === 'out' && <path className={s.arrow} d="M186 150 V82 M174 94 L186 82 L198 94" />}
  </svg>
);

import { type ReactNode, useMemo } from 'react';
import { linesOf, piecesOf } from '../format/pieces.ts';
import s from './longText.module.css';

/** Text that a stranger wrote, of any length and without any line end: laid out piece by piece, as it comes into sight. */
export const LongText = ({
  text,
  className,
  shown = (piece) => piece,
}: {
  readonly text: string;
  readonly className: string | undefined;
  /** How a piece of it is shown: as text, if nothing else is said. */
  readonly shown?: (piece: string) => ReactNode;
}) => {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return (
    <div className={className}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
        <div key={index} className={s.piece} style={{ containIntrinsicBlockSize: `auto ${linesOf(piece)}lh` }}>
          {shown(piece)}
        </div>
      ))}
    </div>
  );
};

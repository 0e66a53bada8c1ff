import { matches } from '../format/text.ts';

/** A text with the words that were looked for marked. */
export const Highlight = ({ text, search }: { readonly text: string; readonly search: string }) =>
  matches(text, search).map((piece) => (piece.hit ? <mark key={piece.at}>{piece.text}</mark> : piece.text));

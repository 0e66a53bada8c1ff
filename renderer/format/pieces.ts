/** Characters that are laid out together: a page of text. Laying out one line costs the square of its length. */
const PIECE_LENGTH = 3000;

/** A text in pieces of at most PIECE_LENGTH, cut after a line if one ends there, else after a word, else anywhere. Joined they are the text. */
export const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
};

const endOfPiece = (text: string, from: number): number => {
  const most = from + PIECE_LENGTH;
  if (most >= text.length) return text.length;
  const piece = text.slice(from, most);
  const end = piece.lastIndexOf('\n') + 1 || piece.lastIndexOf(' ') + 1;
  if (end > 0) return from + end;
  // Not between the halves of one character.
  return /[\ud800-\udbff]/.test(piece.charAt(piece.length - 1)) ? most - 1 : most;
};

/** About how many lines of a column of text a piece takes, so that what has not been laid out yet has its place. */
export const linesOf = (piece: string): number => {
  const ends = piece.split('\n').length - (piece.endsWith('\n') ? 1 : 0);
  return Math.max(ends, Math.ceil(piece.length / LINE_LENGTH));
};

/** Characters of a line in a column for reading. */
const LINE_LENGTH = 68;

import type { WritableDb } from './db.ts';

/** What an item is found by; words of the title weigh more. */
export interface SearchText {
  readonly title: string;
  readonly body: string;
}
export interface SearchKey {
  readonly system: string;
  readonly kind: string;
  readonly id: string;
}

/** More words than anyone types; each costs a lookup. */
const MAX_WORDS = 12;
/** A token longer than this is not a word of ours. */
const MAX_WORD_LENGTH = 40;

/** Puts an item into the search index in the place of what the index had for it. */
export const indexText = (db: WritableDb, { system, kind, id }: SearchKey, { title, body }: SearchText): void => {
  db.prepareWrite<[string, string, string, string, string]>(
    'INSERT INTO search (system, kind, id, title, body) VALUES (?, ?, ?, ?, ?)',
  ).run(system, kind, id, title, body);
};

/** Takes an item out of the search index. */
export const removeText = (db: WritableDb, { system, kind, id }: SearchKey): void => {
  db.prepareWrite<[string, string, string]>('DELETE FROM search WHERE system = ? AND id = ? AND kind = ?').run(system, id, kind);
};

/**
 * What was typed, as an FTS5 expression: every word must be there, each as the beginning of one. Undefined when nothing was
 * typed that can be looked for. Only letters and digits of what was typed go in, each word quoted, so that no operator, column
 * name or quote of FTS5's language can be typed.
 */
export const searchExpression = (typed: string): string | undefined => {
  const words = typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `"${word.slice(0, MAX_WORD_LENGTH)}"*`)
    .join(' ');
};

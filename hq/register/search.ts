import { type Expression, type SqlBool, sql } from 'kysely';

/** Whether every word of a search is somewhere in the lower-case text; no words find everything. */
export const matching = (text: Expression<string>, search: string): Expression<SqlBool> => {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.reduce<Expression<SqlBool>>((so, word) => sql<SqlBool>`${so} and ${text} like ${`%${escaped(word)}%`}`, sql<SqlBool>`true`);
};

/** Percent, underscore and backslash are letters here. */
const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** A part of a statement, and what its question marks stand for. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

export const sql = (text: string, ...values: Sql['values']): Sql => ({ text, values });

export const joined = (parts: readonly Sql[], by: string): Sql => ({
  text: parts.map(({ text }) => text).join(by),
  values: parts.flatMap(({ values }) => values),
});

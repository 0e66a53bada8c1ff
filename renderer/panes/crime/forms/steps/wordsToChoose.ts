import type { Code } from '../../../../../contracts/domain/code-list.ts';

/** The words of a list of the force's, each its own name, and those that are chosen and stand in no list any more: they stay. */
export const wordsToChoose = (codes: readonly Code[] | undefined, chosen: readonly string[]): readonly Code[] =>
  [...new Set([...(codes ?? []).map(({ label }) => label), ...chosen])].map((label) => ({ code: label, label }));

import type { Crime, Task } from '../../../contracts/domain/crime.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { FoundItem } from '../../../contracts/ipc/today.ts';
import { searchWords } from '../../store/search.ts';
import { crimeKinds } from '../crime/describe.ts';
import { stormKinds } from '../storm/describe.ts';

/** An item that was found, and what its row shows of it anyway. */
export interface FoundBody {
  readonly kind: FoundItem['kind'];
  readonly body: unknown;
  readonly shown: string;
}

/** Words before what was found, and in all: one line of a row. */
const BEFORE = 40;
const LENGTH = 140;

/** The line of the item that has most of the words that its row does not show; undefined when the row shows all, or nothing is to be shown. */
export const matchOf = ({ kind, body, shown }: FoundBody, typed: string): string | undefined => {
  const row = plain(shown);
  const words = searchWords(typed)
    .map(plain)
    .filter((word) => word !== '' && !row.includes(word));
  if (words.length === 0) return undefined;
  let best: { readonly line: string; readonly score: number } | undefined;
  for (const line of linesOf(kind, body)) {
    const text = plain(line);
    const score = words.filter((word) => text.includes(word)).length;
    if (score > (best?.score ?? 0)) best = { line, score };
  }
  return best === undefined ? undefined : around(best.line, words);
};

/** As the index has it. */
const linesOf = (kind: FoundItem['kind'], body: unknown): readonly string[] => {
  switch (kind) {
    case 'incident':
      return stormKinds.incident.describe(body as Incident).search?.body.split('\n') ?? [];
    case 'crime':
      return crimeKinds.crime.describe(body as Crime).search?.body.split('\n') ?? [];
    case 'task':
      return crimeKinds.task.describe(body as Task).search?.body.split('\n') ?? [];
    case 'mail':
    case 'officer':
      return [];
  }
};

/** A long line from a little before the first word on. */
const around = (line: string, words: readonly string[]): string => {
  if (line.length <= LENGTH) return line;
  const lower = [...line].map(letter).join('');
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
  if (!Number.isFinite(first) || first <= BEFORE) return `${line.slice(0, LENGTH).toWellFormed()}…`;
  const from = line.indexOf(' ', first - BEFORE) + 1;
  const end = from + LENGTH;
  return `… ${line.slice(from, end).toWellFormed()}${end < line.length ? '…' : ''}`;
};

/** A character without accent and case, as long as it was. */
const letter = (character: string): string => {
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.length === character.length ? bare : character;
};

/** Without accents, case, and the spaces of registrations and postcodes. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

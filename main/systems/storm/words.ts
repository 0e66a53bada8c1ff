import { type Code, type CodeListKind, codesFor, wordsOfCode } from '../../../contracts/domain/code-list.ts';
import { wordsOfStatus } from '../../../contracts/domain/deployment.ts';
import type { CodeList } from '../../../contracts/domain/incident.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItems } from '../../store/items.ts';

/** The codes of a kind for a force, as this laptop has them; undefined where it has no list of them. */
export const codesOf = (db: ReadableDb, kind: CodeListKind, force: string | undefined): readonly Code[] | undefined =>
  codesFor(readItems<CodeList>(db, 'storm', 'codeList'), kind, force);

/** The words of a code for a force; the code itself where this laptop does not know them. */
export const codeWords = (db: ReadableDb, kind: CodeListKind, force: string | undefined, code: string): string =>
  wordsOfCode(codesOf(db, kind, force), code) ?? code;

/** "6 At scene", in the words of the force. */
export const statusWords = (db: ReadableDb, status: number, force: string | undefined): string =>
  wordsOfStatus(codesOf(db, 'status', force), status);

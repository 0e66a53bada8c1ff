import { wordsOfStatus } from '../../../contracts/domain/deployment.ts';
import type { CodeList } from '../../../contracts/domain/incident.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';

/** "6 At scene", in the force's own words. */
export const statusWords = (db: ReadableDb, status: number): string =>
  wordsOfStatus(readItem<CodeList>(db, { system: 'storm', kind: 'codeList', id: 'status' })?.body.entries, status);

import { type Code, type CodeListKind, codesFor, forceOf, listFor, wordsOfCode } from '../../contracts/domain/code-list.ts';
import type { CodeList } from '../../contracts/domain/incident.ts';
import { strings } from '../strings/index.ts';

/**
 * The codes of forces and their words for them. `id`: of the log that a code stands on, whose force decides; without one, and for a log that
 * HQ has not numbered yet, the officer's own force does. Undefined where the list has not come.
 */
export interface Codes {
  readonly of: (kind: CodeListKind, id?: string) => readonly Code[] | undefined;
  readonly list: (kind: CodeListKind) => CodeList | undefined;
  readonly label: (kind: CodeListKind, code: number | string, id?: string) => string | undefined;
  /** "6 At scene", or "Status 6" when the force's words have not come. */
  readonly status: (status: number, id?: string) => string;
}

/** The codes in these lists, for the officer whose staff id it is. */
export const codesIn = (lists: readonly CodeList[], staffId: string): Codes => {
  const own = forceOf(staffId);
  const of: Codes['of'] = (kind, id) => codesFor(lists, kind, (id === undefined ? undefined : forceOf(id)) ?? own);
  const label: Codes['label'] = (kind, code, id) => {
    const codes = of(kind, id);
    return codes === undefined ? undefined : wordsOfCode(codes, String(code));
  };
  return {
    of,
    list: (kind) => listFor(lists, kind, own),
    label,
    status: (status, id) => {
      const words = label('status', status, id);
      return words === undefined ? strings.app.unit.nameless(status) : `${status} ${words}`;
    },
  };
};

import { type Code, type CodeListKind, codeListIds, codesFor, wordsOfCode } from '../../../contracts/domain/code-list.ts';
import { wordsOfStatus } from '../../../contracts/domain/deployment.ts';
import { codeList } from '../../../contracts/domain/incident.ts';
import type { Transaction } from '../../database/database.ts';

/** The codes of a kind for a force; undefined where HQ has no list of them. A list that is not of its contract's shape is none. */
export const findCodes = async (
  transaction: Transaction,
  kind: CodeListKind,
  force: string | undefined,
): Promise<readonly Code[] | undefined> => {
  const rows = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'storm')
    .where('kind', '=', 'codeList')
    .where('id', 'in', codeListIds(kind, force))
    .execute();
  return codesFor(
    rows.flatMap(({ body }) => codeList.safeParse(body).data ?? []),
    kind,
    force,
  );
};

/** Words of codes of a kind for a force; undefined when the force has the list and one of them is not in it. */
export const findWords = async (
  transaction: Transaction,
  kind: CodeListKind,
  force: string | undefined,
  codes: readonly string[],
): Promise<readonly string[] | undefined> => {
  const known = await findCodes(transaction, kind, force);
  const words = codes.flatMap((code) => wordsOfCode(known, code) ?? []);
  return words.length === codes.length ? words : undefined;
};

/** "6 At scene", in the words of the force. */
export const statusText = async (transaction: Transaction, status: number, force: string | undefined): Promise<string> =>
  wordsOfStatus(await findCodes(transaction, 'status', force), status);

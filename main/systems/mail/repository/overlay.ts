import type { Commands } from '../../../../contracts/systems/index.ts';

type Command = keyof Commands['mail'];
const commandName = (name: Command): string => `'${name}'`;

/**
 * SQL for what the officer sees while work waits in the outbox: the newest waiting wish for a message counts, else what the server last said.
 * The server's own columns are never touched by a wish, so that a refused one leaves no trace.
 */
const waitingOf = (row: string, ...names: readonly Command[]): string =>
  `o.system = 'mail' AND o.item_id = ${row}.id AND o.command IN (${names.map(commandName).join()}) AND o.state IN ('waiting', 'sending')`;
const newest = (value: string, ...names: readonly Command[]): string =>
  `(SELECT ${value} FROM outbox o WHERE ${waitingOf('m', ...names)} ORDER BY o.seq DESC LIMIT 1)`;

/** 1 or 0, as the officer sees the message `m`. */
export const seenNow = `COALESCE(${newest(`o.payload ->> 'seen'`, 'mail.setSeen')}, m.seen)`;
export const flaggedNow = `COALESCE(${newest(`o.payload ->> 'flagged'`, 'mail.setFlagged')}, m.flagged)`;
/** The folder of the message `m`; of one that is to be gone for good, none. */
export const folderNow = `COALESCE(${newest(`IIF(o.command = 'mail.erase', '', o.payload ->> 'to')`, 'mail.move', 'mail.erase')}, m.folder)`;

/** Messages that wait to be in another folder than the server says, or in none. */
export const FILED = `(SELECT o.item_id FROM outbox o WHERE o.system = 'mail' AND o.command IN ('mail.move', 'mail.erase') AND o.state IN ('waiting', 'sending'))`;

/**
 * A query over the messages of one folder as the officer sees it, for two values of that folder's path. The folder's own order is read from
 * its index; the few that are filed by what waits are put between them.
 */
export const inFolder = (columns: string, where: string): string =>
  `SELECT ${columns} FROM mail_message m WHERE m.folder = ? AND m.id NOT IN ${FILED} AND ${where}
   UNION ALL SELECT ${columns} FROM mail_message m WHERE m.id IN ${FILED} AND ${folderNow} = ? AND ${where}`;

/**
 * Unread messages of the folder `f`, as the officer sees it: the server's count, with what waits counted in. Few messages wait, and each is
 * found by its id.
 */
export const unreadNow = `MAX(0, f.unread + COALESCE((SELECT SUM((${folderNow} = f.path AND ${seenNow} = 0) - (m.folder = f.path AND m.seen = 0))
  FROM mail_message m WHERE m.id IN (SELECT item_id FROM outbox WHERE system = 'mail')), 0))`;

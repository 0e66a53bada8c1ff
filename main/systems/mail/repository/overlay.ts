/** The command of mail that goes through the outbox. */
export const SET_SEEN = 'mail.setSeen';

/**
 * SQL for what the officer sees while work waits in the outbox: the newest waiting mail.setSeen of a message counts,
 * else what the server last said. The server's own column is never touched by a wish, so a refused one leaves no trace.
 */
const waiting = `(SELECT json_extract(o.payload, '$.seen') FROM outbox o
  WHERE o.system = 'mail' AND o.item_id = m.id AND o.command = '${SET_SEEN}' AND o.state IN ('waiting', 'sending')
  ORDER BY o.seq DESC LIMIT 1)`;

/** 1 or 0, as the officer sees the message `m`. */
export const seenNow = `COALESCE(${waiting}, m.seen)`;

/**
 * Unread messages of the folder `f`, as the officer sees it: the server's count, with what waits counted in. The plus keeps SQLite
 * from walking the whole folder: few messages wait, and each is found by its id.
 */
export const unreadNow = `MAX(0, f.unread - COALESCE((SELECT SUM(${seenNow} - m.seen) FROM mail_message m
  WHERE m.id IN (SELECT item_id FROM outbox WHERE system = 'mail') AND +m.folder = f.path), 0))`;

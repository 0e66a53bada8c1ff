import { SET_SEEN } from '../commands.ts';

/**
 * SQL for what the officer sees while work waits in the outbox: the newest waiting mail.setSeen of a message counts,
 * else what the server last said. The server's own column is never touched by a wish, so a refused one leaves no trace.
 */
const waiting = `(SELECT json_extract(o.payload, '$.seen') FROM outbox o
  WHERE o.system = 'mail' AND o.item_id = m.id AND o.command = '${SET_SEEN}' AND o.state IN ('waiting', 'sending')
  ORDER BY o.seq DESC LIMIT 1)`;

/** 1 or 0, as the officer sees the message `m`. */
export const seenNow = `COALESCE(${waiting}, m.seen)`;

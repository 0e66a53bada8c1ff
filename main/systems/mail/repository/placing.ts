import { createHash } from 'node:crypto';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import { type Answering, aboutOf, conversationsOf, daysFrom, goesBySubject, SUBJECT_DAYS } from '../conversation.ts';

/** Messages that are looked at for one: whoever names thousands holds nobody up. */
const LOOKED_AT = 2000;
/** Names of messages that are followed, with what they lead to. */
const LOOKED_UP = 20_000;
/** Of one sender and subject, by subject alone. */
const BY_SUBJECT = 200;
/** Messages that are looked at in one write: the store's other work waits as long. */
const AT_ONCE = 500;

export const mailPlacingReads = {
  /** Whether messages came that have not been put into their conversations. */
  'mail.unplaced': (db: ReadableDb, _: null): boolean =>
    db.prepare<[], { number: number }>('SELECT number FROM mail_unplaced LIMIT 1').get() !== undefined,
} as const satisfies Reads;

export const mailPlacingWrites = {
  /** Puts messages that came since into their conversations, the latest first, as many as one write may hold the store up for. */
  'mail.placeInConversations': (db: WritableDb, _: null): void => {
    const next = db.prepare<[], { id: string }>(
      'SELECT id FROM mail_unplaced u CROSS JOIN mail_thread t ON t.number = u.number ORDER BY u.number DESC LIMIT 1',
    );
    let looked = 0;
    let changed = false;
    for (let one = next.get(); one !== undefined && looked < AT_ONCE; one = next.get()) {
      const placed = place(db, one.id);
      looked += placed.looked;
      changed ||= placed.changed;
    }
    // What is left is placed when it is asked for again.
    if (changed || next.get() !== undefined) db.touch('mail');
  },
} as const satisfies Writes;

interface Row {
  readonly number: number;
  readonly id: string;
  readonly message_id: string | null;
  readonly subject: string;
  readonly from_address: string;
  readonly at: string;
}
type Found = Answering & { readonly number: number };

/** Puts a message, and whatever may belong together with it, into their conversations; how many were looked at, and whether one went into another. */
const place = (db: WritableDb, id: string): { readonly looked: number; readonly changed: boolean } => {
  const found = gather(db, id);
  const conversations = conversationsOf(found);
  const named = new Map<string, number>();
  const join = db.prepareWrite<[number, number, number]>('UPDATE mail_thread SET thread = ? WHERE number = ? AND thread <> ?');
  const describe = db.prepareWrite<[number | null, number, number]>('UPDATE mail_thread SET about = ?, answers = ? WHERE number = ?');
  const placed = db.prepareWrite<[number]>('DELETE FROM mail_unplaced WHERE number = ?');
  let changed = false;
  // A conversation is called by its oldest message.
  for (const message of found.toSorted((one, other) => one.at.localeCompare(other.at) || one.number - other.number)) {
    const { number } = message;
    const conversation = conversations.get(message.id) ?? message.id;
    const thread = named.get(conversation) ?? number;
    named.set(conversation, thread);
    if (join.run(thread, number, thread).changes > 0) changed = true;
    if (placed.run(number).changes > 0) describe.run(digestOf(message), Number(goesBySubject(message)), number);
  }
  return { looked: found.length, changed };
};

/**
 * What may belong together with a message: whatever it names, whatever names it or the same, what one of them answers by its subject, and so
 * on. Where that is more than is looked at, also whatever is not placed of the name that brought the most: each of these would only find the
 * same messages again.
 */
const gather = (db: ReadableDb, id: string): readonly Found[] => {
  const concerned = db.prepare<[string, string, number], { id: string }>(
    `SELECT id FROM mail_message WHERE message_id = ? UNION ALL SELECT id FROM mail_reference WHERE message_id = ? LIMIT ?`,
  );
  const found = new Map<string, Found>();
  const asked = new Set<string>();
  // A set is gone through in the order in which it grows.
  const ids = new Set([id]);
  let left = LOOKED_UP;
  let most = { name: '', messages: 0 };
  for (const one of ids) {
    if (found.size === LOOKED_AT) {
      for (const other of unplacedOf(db, most.name)) {
        const message = found.has(other) ? undefined : messageOf(db, other);
        if (message !== undefined) found.set(other, message);
      }
      break;
    }
    const message = messageOf(db, one);
    if (message === undefined) continue;
    found.set(one, message);
    for (const name of [...message.references, ...(message.messageId === undefined ? [] : [message.messageId])]) {
      if (asked.has(name) || left <= 0) continue;
      asked.add(name);
      const others = concerned.all(name, name, left);
      left -= others.length + 1;
      for (const other of others) ids.add(other.id);
      if (others.length > most.messages) most = { name, messages: others.length };
    }
    for (const other of bySubject(db, message)) ids.add(other);
  }
  return [...found.values()];
};

const messageOf = (db: ReadableDb, id: string): Found | undefined => {
  const row = db
    .prepare<[string], Row>(
      `SELECT t.number, m.id, m.message_id, m.subject, m.from_address, m.at
       FROM mail_thread t JOIN mail_message m ON m.id = t.id WHERE t.id = ?`,
    )
    .get(id);
  if (row === undefined) return undefined;
  const names = db.prepare<[string], { message_id: string }>('SELECT message_id FROM mail_reference WHERE id = ? ORDER BY place').all(id);
  return {
    ...{ number: row.number, id, subject: row.subject, from: row.from_address.toLowerCase(), at: row.at },
    messageId: row.message_id ?? undefined,
    references: names.map((named) => named.message_id),
  };
};

/** Messages that bear a name or name it and are not placed yet: of those that are looked at already, and as many again. */
const unplacedOf = (db: ReadableDb, name: string): readonly string[] =>
  db
    .prepare<[string, string, number], { id: string }>(
      `SELECT t.id FROM (SELECT id FROM mail_message WHERE message_id = ? UNION SELECT id FROM mail_reference WHERE message_id = ?) AS one
       CROSS JOIN mail_thread t ON t.id = one.id CROSS JOIN mail_unplaced u ON u.number = t.number LIMIT ?`,
    )
    .all(name, name, 2 * LOOKED_AT)
    .map(({ id }) => id);

/** What a message answers by its subject alone, and what answers it so. */
const bySubject = (db: ReadableDb, message: Found): readonly string[] => {
  const about = digestOf(message);
  if (about === null) return [];
  const { at } = message;
  const before = db.prepare<[number, number, string, string], { id: string }>(
    'SELECT id FROM mail_thread WHERE about = ? AND answers = ? AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT 1',
  );
  // Copies of one message bear one time.
  const meanwhile = db.prepare<[number, number, string, number], { id: string }>(
    'SELECT id FROM mail_thread WHERE about = ? AND answers = ? AND at = ? LIMIT ?',
  );
  const after = db.prepare<[number, string, string, number], { id: string }>(
    'SELECT id FROM mail_thread WHERE about = ? AND answers = 1 AND at BETWEEN ? AND ? ORDER BY at LIMIT ?',
  );
  const answered = goesBySubject(message)
    ? [0, 1].flatMap((answers) => [
        ...before.all(about, answers, daysFrom(at, -SUBJECT_DAYS), at),
        ...meanwhile.all(about, answers, at, BY_SUBJECT),
      ])
    : [];
  return [...answered, ...after.all(about, at, daysFrom(at, SUBJECT_DAYS), BY_SUBJECT)].map(({ id }) => id);
};

/** Bytes of a digest that a column's whole number holds exactly. */
const DIGEST_BYTES = 6;
/** Two that differ may have one digest: `conversationsOf` looks at the words. */
const digestOf = (message: Answering): number | null => {
  const about = aboutOf(message);
  return about === undefined ? null : createHash('sha256').update(about).digest().readUIntBE(0, DIGEST_BYTES);
};

import { formalName } from '../../../../contracts/domain/formal-name.ts';
import { RECIPIENT_NAME_LENGTH } from '../../../../contracts/domain/letter.ts';
import { sendableAddress } from '../../../../contracts/domain/mail.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { cutShort } from '../../../../contracts/domain/text.ts';
import { RECIPIENTS_FOUND, type Recipient } from '../../../../contracts/ipc/mail.ts';
import type { ReadableDb, Reads } from '../../../store/db.ts';
import { searchExpression } from '../../../store/search.ts';

export const mailRecipientReads = {
  /** Whom a letter may go to, by what was typed (contracts/ipc/mail.ts). */
  'mail.recipients': (db: ReadableDb, { text }: { readonly text: string }): readonly Recipient[] => {
    const officers = officersFound(db, text);
    const known = new Set(officers.map(({ address }) => address.toLowerCase()));
    return [...officers, ...writersFound(db, text).filter(({ address }) => !known.has(address.toLowerCase()))];
  },
} as const satisfies Reads;

const officersFound = (db: ReadableDb, text: string): readonly Recipient[] => {
  const expression = searchExpression(text);
  if (expression === undefined) return [];
  return db
    .prepare<[string, number], { body: string }>(
      `SELECT item.body FROM search_text JOIN search_entry ON search_entry.number = search_text.rowid
       JOIN item ON item.system = search_entry.system AND item.kind = search_entry.kind AND item.id = search_entry.id
       WHERE search_text MATCH ? AND search_entry.system = 'people' AND search_entry.kind = 'officer' ORDER BY search_text.rank LIMIT ?`,
    )
    .all(`title : (${expression})`, RECIPIENTS_FOUND)
    .flatMap(({ body }) => {
      const officer = JSON.parse(body) as Officer;
      const address = sendableAddress.safeParse(officer.mailAddress).data;
      return address === undefined ? [] : [{ name: formalName(officer), address, officer: true, about: officer.team }];
    });
};

/** Who has written, the latest first: each address once, by the name that it bore last. */
const writersFound = (db: ReadableDb, text: string): readonly Recipient[] => {
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return db
    .prepare<[string, string, number], { name: string; address: string }>(
      `SELECT from_name AS name, from_address AS address, MAX(at) FROM mail_message
       WHERE from_name LIKE ? ESCAPE '\\' OR from_address LIKE ? ESCAPE '\\' GROUP BY LOWER(from_address) ORDER BY MAX(at) DESC LIMIT ?`,
    )
    .all(like, like, RECIPIENTS_FOUND)
    .flatMap(({ name, address }) =>
      sendableAddress.safeParse(address).success
        ? [{ name: cutShort(name, RECIPIENT_NAME_LENGTH), address, officer: false, about: address }]
        : [],
    );
};

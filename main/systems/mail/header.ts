import type { MailAddress } from '../../../contracts/domain/mail.ts';
import { parseDate } from './mime/date.ts';
import { type Entity, fieldOf, parseEntity } from './mime/entity.ts';
import { addressesOf, textOf, wordsOf } from './mime/fields.ts';
import { graverOf, MARKING_FIELDS, markingInField, markingInWords } from './mime/marking.ts';
import type { ListedHeader } from './reader/messages.ts';
import { cleanLine, NAME_LENGTH, SUBJECT_LENGTH } from './text.ts';

/** Authors of one message whose names stand in its line; there is seldom more than one. */
const AUTHORS = 5;
/** Recipients whose names stand there: more than a line holds. */
const RECIPIENTS = 20;

/** Reads the header fields that the server gave of a message (HEADER_FIELDS), maybe cut. Never throws: what is not there is empty. */
export const readHeader = (fields: Uint8Array): ListedHeader => {
  const message = parseEntity(Uint8Array.from(fields));
  const subject = cleanLine(wordsOf(fieldOf(message, 'subject')), SUBJECT_LENGTH);
  // A relay may have written a second field of one name: the gravest counts.
  const marking = message.fields
    .filter(({ name }) => MARKING_FIELDS.has(name))
    .map((field) => markingInField(wordsOf(field)))
    .reduce(graverOf, markingInWords(subject));
  return {
    ...{
      subject,
      marking,
      ...authorOf(
        addressesOf(
          message.fields.filter(({ name }) => name === 'from'),
          AUTHORS,
        ),
      ),
      recipients: recipientsOf(message),
    },
    sentAt: parseDate(textOf(fieldOf(message, 'date'))),
    relayedAt: relayedAtOf(message),
    attachments: textOf(fieldOf(message, 'content-type')).toLowerCase().startsWith('multipart/mixed') ? 1 : 0,
  };
};

/** As the list shows it. */
const authorOf = (authors: readonly MailAddress[]): Pick<ListedHeader, 'fromName' | 'fromAddress'> => {
  const [first, ...others] = authors;
  if (first === undefined) return { fromName: '', fromAddress: '' };
  if (others.length > 0) return { fromName: cleanLine(authors.map(shownName).join(', '), NAME_LENGTH), fromAddress: first.address };
  return { fromName: shownName(first) === first.address ? '' : first.name, fromAddress: first.address };
};

const recipientsOf = (message: Entity): string => {
  const named = ['to', 'cc', 'bcc'].flatMap((field) =>
    addressesOf(
      message.fields.filter(({ name }) => name === field),
      RECIPIENTS,
    ),
  );
  return cleanLine(named.slice(0, RECIPIENTS).map(shownName).join(', '), NAME_LENGTH);
};

/** A name that reads as an address would stand in the place of the true one: it is left out. */
const shownName = ({ name, address }: MailAddress): string => (name === '' || imitatesAddress(name, address) ? address : name);

const imitatesAddress = (name: string, address: string): boolean => address !== '' && /\S@\S/.test(name.normalize('NFKC'));

/** When the last relay says that it took the message: the newest Received field stands first (RFC 5321 §4.4). */
const relayedAtOf = (message: Entity): number | undefined => {
  const trace = textOf(fieldOf(message, 'received'));
  const semicolon = trace.lastIndexOf(';');
  return semicolon < 0 ? undefined : parseDate(trace.slice(semicolon + 1));
};

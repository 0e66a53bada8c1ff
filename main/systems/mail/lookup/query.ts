import type { SearchObject } from 'imapflow';
import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import type { MailQuery } from '../../../../contracts/domain/mail-query.ts';

/**
 * What an officer looks for, as a server's SEARCH (RFC 9051 §6.4.4); undefined where nothing of it narrows anything down. Days are of the Date
 * field, as the list has them. SEARCH knows no attachments, and folders are searched one by one: both are the caller's.
 */
export const serverQuery = ({ words, from, to, subject, before, since, seen, flagged }: MailQuery): SearchObject | undefined => {
  const terms: readonly SearchObject[] = [
    ...words.split(' ').flatMap((text) => (text === '' ? [] : [{ text }])),
    ...from.map((name) => ({ from: name })),
    ...to.map((name) => ({ or: [{ to: name }, { cc: name }] })),
    ...subject.map((text) => ({ subject: text })),
    ...(before === undefined ? [] : [{ sentBefore: calendarDay(new Date(before)) }]),
    ...(since === undefined ? [] : [{ sentSince: calendarDay(new Date(since)) }]),
    ...(seen === undefined ? [] : [{ seen }]),
    ...(flagged === true ? [{ flagged }] : []),
  ];
  const [first] = terms;
  // An object has each key once: all of several hold where not one of them does not.
  return terms.length < 2 ? first : { not: { or: terms.map((term) => ({ not: term })) } };
};

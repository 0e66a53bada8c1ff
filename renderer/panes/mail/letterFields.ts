import type { Draft } from '../../../contracts/domain/draft.ts';
import {
  isSendable,
  LETTER_FILES_BYTES,
  LETTER_LENGTH,
  type LetterMarking,
  letterMarkings,
  MAIL_RECIPIENTS,
  RECIPIENT_NAME_LENGTH,
  SUBJECT_LENGTH,
} from '../../../contracts/domain/letter.ts';
import { type LetterMark, letterMarkKinds, trimmed } from '../../../contracts/domain/letter-format.ts';
import type { MailAddress, MailMessage } from '../../../contracts/domain/mail.ts';
import { cutShort, isBlank, mendText } from '../../../contracts/domain/text.ts';
import type { Given } from '../../../contracts/systems/index.ts';
import { dateClock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import type { When } from '../../ui/fields.tsx';
import type { Faults } from '../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, noWhen, textFault, whenFault, whenOf, written } from '../../workspace/form/values.ts';
import type { Beginning } from './location.ts';
import { isEncrypted } from './protection.ts';

const { letter: w } = strings;

export const lists = ['to', 'cc', 'bcc'] as const;
export type RecipientList = (typeof lists)[number];

/** The form, of the command's own shape with what is typed and not chosen beside it. */
export interface LetterFields {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly typed: Readonly<Record<RecipientList, string>>;
  readonly subject: string;
  /** One of letterMarkings, or '' as long as none is chosen. */
  readonly marking: string;
  readonly text: string;
  /** How stretches of it look. */
  readonly marks: readonly LetterMark[];
  readonly inReplyTo: string;
  readonly sign: Chosen;
  readonly encrypt: Chosen;
  /** When it is to go, by its writer's choice. */
  readonly isLater: boolean;
  readonly later: When;
  /** The marking of what it answers or forwards, '' for none, and whether that came encrypted: known here when that is gone. */
  readonly answers: string;
  readonly answersEncrypted: boolean;
}

/** '': as policy has it. */
export type Chosen = '' | 'yes' | 'no';

const nobody: readonly MailAddress[] = [];
const noMarks: readonly LetterMark[] = [];
export const emptyLetter: LetterFields = {
  ...{ to: nobody, cc: nobody, bcc: nobody, typed: { to: '', cc: '', bcc: '' } },
  ...{
    subject: '',
    marking: '',
    text: '',
    marks: noMarks,
    inReplyTo: '',
    sign: '',
    encrypt: '',
    isLater: false,
    later: noWhen,
    answers: '',
    answersEncrypted: false,
  },
};

/** What of a kept draft, or of a command that was taken back, is this form's. */
export const readLetter = (kept: Readonly<Record<string, unknown>>): LetterFields => {
  const one = [{ name: '', address: '' }];
  const look = [{ from: 0, to: 0, is: '', href: '' }];
  const { to, cc, bcc, marks, ...fields } = fitted({ ...emptyLetter, to: one, cc: one, bcc: one, marks: look }, kept);
  const protection = { sign: chosen(kept['sign'] ?? kept['signed']), encrypt: chosen(kept['encrypt']) };
  const later = typeof kept['sendAt'] === 'string' ? { isLater: true, later: whenOf(kept['sendAt']) } : {};
  return { ...fields, ...protection, ...later, marks: marksIn(marks), to: sendable(to), cc: sendable(cc), bcc: sendable(bcc) };
};
const marksIn = (kept: readonly { from: number; to: number; is: string; href: string }[]): readonly LetterMark[] =>
  kept.flatMap(({ is: named, href, ...stretch }) => {
    const is = letterMarkKinds.find((kind) => kind === named);
    return is === undefined ? [] : [{ ...stretch, is, ...(is === 'link' ? { href } : {}) }];
  });
/** Of a draft, or of a command, which has a signature or none. */
const chosen = (kept: unknown): Chosen => (kept === 'no' || kept === '' ? kept : kept === undefined ? '' : 'yes');
const sendable = (people: readonly MailAddress[]): readonly MailAddress[] => people.filter(({ address }) => isSendable(address));

const key = ({ address }: MailAddress): string => address.toLowerCase();
/** Each once, in their order; none of `without`. */
const distinct = (people: readonly MailAddress[], without: readonly MailAddress[] = []): readonly MailAddress[] => {
  const left = new Set(without.map(key));
  return sendable(people).filter((one) => !left.has(key(one)) && left.add(key(one)));
};

/** `list` with somebody added who is not in it. */
export const withPerson = (list: readonly MailAddress[], person: MailAddress): readonly MailAddress[] => distinct([...list, person]);

const named = ({ name, address }: MailAddress): MailAddress => ({ name: cutShort(name, RECIPIENT_NAME_LENGTH), address });

/** As much of what is answered as anybody reads under an answer. */
const QUOTE_LENGTH = 20_000;
const quotable = (text: string): string => (text.length > QUOTE_LENGTH ? `${cutShort(text, QUOTE_LENGTH)}\n${w.cutQuote}` : text);

/**
 * What an answer to a message begins with, or one that forwards it. `own`: the officer's address, which no answer goes to. `leftOut`: of one
 * that forwards, the names of attachments that it does not carry.
 */
export const answerTo = (message: MailMessage, how: Beginning, own: string | undefined, leftOut: readonly string[] = []): LetterFields => {
  const self = own === undefined ? [] : [{ name: '', address: own }];
  const authors = message.authors.length > 0 ? message.authors : message.from === undefined ? [] : [message.from];
  const meant = message.replyTo.length > 0 ? message.replyTo : authors;
  // What one wrote oneself goes on to whom it went to.
  const isOwn = meant.length > 0 && meant.every((one) => self.some((me) => key(me) === key(one)));
  const answered = isOwn && message.to.length > 0 ? message.to : meant;
  const to = distinct(answered.map(named), how === 'replyAll' && answered.length > 1 ? self : []);
  const others = how === 'replyAll' ? distinct([...message.to, ...message.cc].map(named), [...self, ...to]) : [];
  const about = { answers: message.marking ?? '', answersEncrypted: isEncrypted(message) };
  const fields = { ...emptyLetter, ...about, subject: subjectOf(message, how === 'forward' ? 'Fw' : 'Re') };
  const inReplyTo = how === 'forward' ? '' : (message.messageId ?? '');
  // Whether it goes out encrypted is its writer's to say: words and files that were encrypted are not taken over.
  if (about.answersEncrypted)
    return { ...fields, encrypt: 'yes', ...(how === 'forward' ? {} : { to, cc: others.slice(0, MAIL_RECIPIENTS) }), inReplyTo };
  if (how === 'forward') return { ...fields, text: `\n\n${forwardedText(message, leftOut)}` };
  const quote = quotable(message.text)
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()));
  const who = message.from?.name || message.from?.address || strings.mail.noSender;
  const text = `\n\n${w.wrote(dateClock(message.at), who)}\n${quote.join('\n')}`;
  return { ...fields, to, cc: others.slice(0, MAIL_RECIPIENTS), text, inReplyTo };
};

/** The marking in front is taken off: the message gets its own. */
const subjectOf = ({ subject }: MailMessage, prefix: 'Re' | 'Fw'): string => {
  const bare = subject.replace(/^\s*(?:\[OFFICIAL[^\]]{0,40}\]\s*|(?:Re|Fwd?):\s*){1,20}/i, '');
  return cutShort(`${prefix}: ${bare}`, SUBJECT_LENGTH);
};

const forwardedText = (message: MailMessage, leftOut: readonly string[]): string => {
  const words = ({ name, address }: MailAddress): string => (name === '' ? address : `${name} <${address}>`);
  return [
    `-------- ${w.forwarded} --------`,
    `${w.headings.from}: ${message.from === undefined ? strings.mail.noSender : words(message.from)}`,
    `${w.headings.to}: ${message.to.slice(0, MAIL_RECIPIENTS).map(words).join(', ')}`,
    `${w.headings.at}: ${dateClock(message.at)}`,
    `${w.headings.about}: ${message.subject}`,
    ...(leftOut.length === 0 ? [] : [w.leftOut(leftOut.map((name) => name || strings.mail.attachmentName).join(', '))]),
    '',
    quotable(message.text),
  ].join('\n');
};

const everybody = ({ to, cc, bcc }: LetterFields): readonly MailAddress[] => [...to, ...cc, ...bcc];

/** `carried`: its files. */
export const letterFaults = (fields: LetterFields, carried: Draft['blobs'] = []): Faults => {
  const people = everybody(fields);
  const left = (list: RecipientList): string | undefined => {
    const typed = fields.typed[list].trim();
    return typed === '' || isSendable(typed) ? undefined : w.wrong.notAddress(typed);
  };
  const anybody = people.length > 0 || lists.some((list) => isSendable(fields.typed[list].trim()));
  return faultsOf({
    to: left('to') ?? (anybody ? (people.length > MAIL_RECIPIENTS ? w.wrong.tooMany(MAIL_RECIPIENTS) : undefined) : w.wrong.nobody),
    cc: left('cc'),
    bcc: left('bcc'),
    subject: fields.subject === '' ? undefined : textFault(fields.subject, undefined, SUBJECT_LENGTH),
    marking: isMarking(fields.marking) ? undefined : w.wrong.marking,
    text: textFault(withoutSignature(fields.text), w.wrong.text, LETTER_LENGTH),
    attachments: filesFault(carried),
    later: fields.isLater ? laterFault(fields.later) : undefined,
  });
};

/** Longer than that nobody is sure to sign in here again. */
const LATEST_MS = 31 * 24 * 60 * 60 * 1000;
const laterFault = (later: When): string | undefined => {
  const at = instantOf(later, 'coming');
  if (at === undefined) return whenFault(later) ?? strings.forms.wrong.day;
  const ahead = Date.parse(at) - Date.now();
  return ahead <= 0 ? strings.forms.wrong.past : ahead > LATEST_MS ? w.later.tooLate : undefined;
};

/** Of a message that is nothing but a signature, nothing. What is forwarded or answered stands under the signature, after an empty line. */
const withoutSignature = (text: string): string => {
  const [first, ...rest] = text.trimStart().split('\n');
  if (first !== '-- ') return text;
  const end = rest.findIndex(isBlank);
  return end === -1 || rest.slice(end).every(isBlank) ? '' : text;
};

const filesFault = (carried: Draft['blobs']): string | undefined => {
  const over = carried.reduce((sum, { bytes }) => sum + bytes, 0) - LETTER_FILES_BYTES;
  const { size } = strings.attachments;
  return over > 0 ? w.wrong.files(size(LETTER_FILES_BYTES), size(over)) : undefined;
};

export const isMarking = (marking: string): marking is LetterMarking => letterMarkings.some((one) => one === marking);

/** With whole addresses that were typed and not chosen. */
export const withTyped = (fields: LetterFields): LetterFields => {
  const typedIn = (list: RecipientList): readonly MailAddress[] => {
    const address = fields.typed[list].trim();
    return isSendable(address) ? withPerson(fields[list], { name: '', address }) : fields[list];
  };
  return { ...fields, to: typedIn('to'), cc: typedIn('cc'), bcc: typedIn('bcc') };
};

/** What goes out; of a form without faults. `plainOnly`: without its looks. */
export const letterPayload = (form: LetterFields, plainOnly = false): Given<'mail', 'mail.send'> => {
  const fields = withTyped(form);
  const sendAt = fields.isLater ? instantOf(fields.later, 'coming') : undefined;
  const { text, marks } = trimmed(mendText(fields.text), plainOnly ? [] : fields.marks);
  return {
    ...{ to: [...fields.to], cc: [...fields.cc], bcc: [...fields.bcc] },
    subject: written(fields.subject),
    marking: isMarking(fields.marking) ? fields.marking : 'OFFICIAL-SENSITIVE',
    text,
    ...(marks.length === 0 ? {} : { marks: [...marks] }),
    ...(sendAt === undefined ? {} : { sendAt }),
    ...(fields.inReplyTo === '' ? {} : { inReplyTo: fields.inReplyTo }),
  };
};

export const summaryOf = (form: LetterFields): string => {
  const [first] = everybody(withTyped(form));
  return w.summary(first === undefined ? '' : first.name || first.address, form.subject || w.noSubject);
};

/** The domain of the officer's own address is the force's. */
export const isOutside = (address: string, own: string | undefined): boolean => own !== undefined && domainOf(address) !== domainOf(own);
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export type Warning = keyof typeof w.warnings & ('encrypted' | 'outsideSensitive' | 'lowered' | 'attachment' | 'many' | 'subject');
/** A reply to more than this many is seldom meant. */
const MANY = 5;
/** Words of one's own: what is quoted may speak of anything. */
const ownWords = (text: string): string => text.split(new RegExp(`^(?:>|-------- ${w.forwarded})`, 'm'), 1).join('');

/** They speak of files that come with it. */
const SPEAKS_OF_FILES = /\b(?:attach(?:ed|ment|ments|ing)?|enclos(?:ed|ing|ure|ures))\b/i;

/** What is to be said once before it goes, in words. `own`: the officer's address. `files`: how many it carries. `encrypt`: it goes encrypted. */
export const warningsOf = (
  form: LetterFields,
  { own, files = 0, encrypt = false }: { readonly own: string | undefined; readonly files?: number; readonly encrypt?: boolean },
): ReadonlyMap<Warning, string> => {
  const fields = withTyped(form);
  const people = everybody(fields);
  const sensitive = fields.marking === 'OFFICIAL-SENSITIVE';
  const all: readonly (readonly [Warning, boolean, string])[] = [
    ['encrypted', fields.answersEncrypted && !encrypt, w.warnings.encrypted],
    ['outsideSensitive', sensitive && people.some(({ address }) => isOutside(address, own)), w.warnings.outsideSensitive],
    ['lowered', fields.answers === 'OFFICIAL-SENSITIVE' && fields.marking === 'OFFICIAL', w.warnings.lowered],
    ['attachment', files === 0 && SPEAKS_OF_FILES.test(ownWords(fields.text)), w.warnings.attachment],
    ['many', people.length > MANY, w.warnings.many(people.length)],
    ['subject', written(fields.subject) === '', w.warnings.subject],
  ];
  return new Map(all.filter(([, isSo]) => isSo).map(([warning, , words]) => [warning, words]));
};

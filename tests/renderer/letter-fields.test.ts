import { describe, expect, it } from 'vitest';
import { isSendable } from '../../contracts/domain/letter.ts';
import type { MailAddress, MailMessage } from '../../contracts/domain/mail.ts';
import { commands } from '../../contracts/systems/index.ts';
import { longestText } from '../../renderer/format/text.ts';
import {
  answerTo,
  emptyLetter,
  type LetterFields,
  letterFaults,
  letterPayload,
  readLetter,
  warningsOf,
} from '../../renderer/panes/mail/letterFields.ts';

const OWN = 'aisha.rahman@lancs.example';
const person = (name: string, address = `${name}@lancs.example`): MailAddress => ({ name, address });
const [karen, tom, julie] = [person('karen'), person('tom'), person('julie', 'julie@shops.example')];
const now = new Date('2021-05-18T14:42:08.000Z');

const message = (rest: Partial<MailMessage> = {}): MailMessage => ({
  ...{ id: 'm1', folder: 'INBOX', from: karen, subject: '[OFFICIAL-SENSITIVE] RE: Burglary series', preview: '' },
  ...{ at: '2021-05-18T14:31:00.000Z', seen: true, flagged: false, attachments: 0, marking: 'OFFICIAL-SENSITIVE', messageId: '<1@x>' },
  ...{ authors: [karen], to: [person('Aisha', OWN.toUpperCase()), tom], cc: [julie, tom], replyTo: [] },
  ...{ text: 'First line\n> older', protection: [], remoteContentBlocked: false, damaged: false, cut: false, parts: [] },
  ...rest,
});
const letter = (rest: Partial<LetterFields> = {}): LetterFields => ({
  ...emptyLetter,
  ...{ to: [tom], subject: 'About', marking: 'OFFICIAL', text: 'Words.' },
  ...rest,
});
const warned = (fields: LetterFields, files = 0) => [...warningsOf(fields, { own: OWN, files }).keys()];

describe('an answer', () => {
  it('goes to who wrote, quotes the text, and has one prefix and no marking of another', () => {
    const fields = answerTo(message(), 'reply', OWN);
    expect(fields).toMatchObject({ to: [karen], cc: [], subject: 'Re: Burglary series', marking: '', inReplyTo: '<1@x>' });
    expect(fields.text).toBe('\n\nkaren wrote on 18 May 2021, 15:31:\n> First line\n>> older');
  });
  it('to all goes to everybody else, each once, and never to oneself', () => {
    expect(answerTo(message(), 'replyAll', OWN)).toMatchObject({ to: [karen], cc: [tom, julie] });
  });
  it('goes where the sender wants answers', () => {
    expect(answerTo(message({ replyTo: [julie] }), 'reply', OWN).to).toEqual([julie]);
  });
  it('to what one sent goes to whom that went to', () => {
    const sent = message({ authors: [person('Aisha', OWN)], from: person('Aisha', OWN), to: [tom, karen] });
    expect(answerTo(sent, 'reply', OWN)).toMatchObject({ to: [tom, karen], cc: [] });
    expect(answerTo(sent, 'replyAll', OWN)).toMatchObject({ to: [tom, karen], cc: [julie] });
  });
  it('leaves out addresses that no mail can be sent to', () => {
    const strange = [person('x', 'undisclosed-recipients:;'), person('y', 'a b@c'), person('z', '')];
    expect(answerTo(message({ to: strange, cc: [], replyTo: strange }), 'replyAll', OWN)).toMatchObject({ to: [], cc: [] });
    expect(answerTo(message({ replyTo: strange }), 'reply', OWN).to).toEqual([]);
  });
  it('that forwards begins with nobody and says who wrote what', () => {
    const fields = answerTo(message(), 'forward', OWN);
    expect(fields).toMatchObject({ to: [], cc: [], subject: 'Fw: Burglary series', inReplyTo: '' });
    expect(fields.text).toContain('From: karen <karen@lancs.example>');
    expect(fields.text).not.toContain('Not sent with this');
    expect(answerTo(message(), 'forward', OWN, ['still.jpg', '']).text).toContain('[Not sent with this: still.jpg, No name]');
  });
  it.each(['reply', 'replyAll', 'forward'] as const)(
    '%s: says nothing of the words of an encrypted message, and begins encrypted',
    (how) => {
      const layer = { kind: 'encrypted', verdict: 'forYou', algorithm: 'AES-256-GCM', authenticated: true, weak: false } as const;
      const signed = answerTo(message(), how, OWN);
      const fields = answerTo(message({ protection: [layer] }), how, OWN);
      expect(fields).toEqual({ ...signed, text: '', answersEncrypted: true, encrypt: 'yes' });
      expect(warned({ ...letter(), answersEncrypted: fields.answersEncrypted })).toEqual(['encrypted']);
    },
  );
  it('quotes at most so much that it can be sent', () => {
    const fields = answerTo(message({ text: `${'x'.repeat(499_000)}` }), 'reply', OWN);
    expect(letterFaults({ ...fields, marking: 'OFFICIAL' })).toEqual({});
  });
});

describe('a message', () => {
  it('without recipient, marking or text has three faults, one for each', () => {
    expect(Object.keys(letterFaults(emptyLetter)).sort()).toEqual(['marking', 'text', 'to']);
  });
  it('takes a whole address that was typed and not chosen, and refuses half of one', () => {
    const typed = { to: 'new@shops.example', cc: '', bcc: '' };
    expect(letterFaults(letter({ to: [], typed }))).toEqual({});
    expect(letterPayload(letter({ to: [], typed })).to).toEqual([{ name: '', address: 'new@shops.example' }]);
    expect(Object.keys(letterFaults(letter({ typed: { to: '', cc: 'clar', bcc: '' } })))).toEqual(['cc']);
  });
  it('has a fault with more files than it carries, which says by how much', () => {
    const file = (letter: string, mb: number) => ({
      hash: letter.repeat(64),
      bytes: mb * 1024 * 1024,
      type: 'image/png',
      name: 'door.png',
    });
    expect(letterFaults(letter(), [file('a', 6), file('b', 6)])).toEqual({});
    expect(letterFaults(letter(), [file('a', 6), file('b', 7.5)])['attachments']).toContain('Take out 1.5 MB');
  });
  it('is what the contract takes, also when it was kept as a draft or taken back', () => {
    const payload = letterPayload(letter({ cc: [julie], inReplyTo: '<1@x>' }));
    expect(commands.mail['mail.send'].safeParse({ ...payload, at: now.toISOString() }).success).toBe(true);
    expect(letterPayload(readLetter({ ...payload }))).toEqual(payload);
    expect(readLetter({ to: 'nobody', cc: [{ address: 'a\r\nb@c.example' }], subject: 7 })).toEqual(emptyLetter);
  });
});

describe('what is said before it goes', () => {
  it('is nothing for an ordinary message', () => expect(warned(letter())).toEqual([]));
  it('is said of OFFICIAL-SENSITIVE outside the force, and of a lower marking than what is answered', () => {
    expect(warned(letter({ to: [julie], marking: 'OFFICIAL-SENSITIVE' }))).toEqual(['outsideSensitive']);
    expect(warned(letter({ to: [person('x', 'x@not-lancs.example')], marking: 'OFFICIAL-SENSITIVE' }))).toEqual(['outsideSensitive']);
    expect(warned(letter({ to: [julie] }))).toEqual([]);
    expect(warned(letter({ answers: 'OFFICIAL-SENSITIVE' }))).toEqual(['lowered']);
  });
  it('is said of an attachment in one’s own words alone', () => {
    expect(warned(letter({ text: 'The still is attached.' }))).toEqual(['attachment']);
    expect(warned(letter({ text: 'Enclosed are both stills.' }))).toEqual(['attachment']);
    expect(warned(letter({ text: 'The still is attached.' }), 1)).toEqual([]);
    expect(warned(letter({ text: 'Thank you.\n\n> The still is attached.' }))).toEqual([]);
  });
  it('is said of many recipients, and of no subject', () => {
    const many = Array.from({ length: 6 }, (_, index) => person(`pc${index}`));
    expect(warned(letter({ to: many, subject: ' ' }))).toEqual(['many', 'subject']);
  });
});

describe('a draft without a title', () => {
  it('is called by its longest text that somebody typed, on one line', () => {
    const fields = letter({ subject: '', marking: 'OFFICIAL', text: 'Ring the keyholder\n tonight.' });
    expect(longestText(fields, emptyLetter)).toBe('Ring the keyholder tonight.');
    expect(longestText(emptyLetter, emptyLetter)).toBe('');
    expect(longestText({ due: '20/05/2021', owner: '4127' }, { due: '20/05/2021', owner: '' })).toBe('4127');
  });
});

describe('an address', () => {
  it.each(['a@b.example', 'first.last+tag@sub-domain.police.uk', "o'neill@force.example"])('is %s', (address) => {
    expect(isSendable(address)).toBe(true);
  });
  it.each([
    '',
    'a',
    'a@b',
    'a@b.c',
    '.a@b.example',
    'a..b@c.example',
    'a@-b.example',
    'a b@c.example',
    'a@b.example\r\nRCPT TO:<x@y.example>',
    '"a"@b.example',
    'ä@b.example',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('is not %j', (address) => expect(isSendable(address)).toBe(false));
});

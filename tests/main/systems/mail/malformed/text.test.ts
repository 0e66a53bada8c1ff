import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../../main/systems/mail/header.ts';
import { readMessage } from '../../../../../main/systems/mail/read.ts';
import { fixture, message, text } from './letters.ts';

describe('text is shown, and a malformed message is said to be damaged,', () => {
  const words = 'The van is outside number 9 now.';
  it.each(['separator-is-a-space', 'no-empty-line-before-boundary', 'boundary-that-never-comes', 'no-header-at-all'])('%s', (name) => {
    const read = readMessage(fixture(name));
    expect(read.text).toContain(words);
    expect(read.damaged).toBe(true);
  });

  it.each([
    ['no boundary parameter', ['Content-Type: multipart/mixed', '', '--x', '', words, '--x--']],
    ['a boundary with quotation marks that do not end', ['Content-Type: multipart/mixed; boundary="x', '', '--x', '', words, '--x--']],
    ['no boundary at the end', ['Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain', '', words]],
    ['a line that is no field among the header', ['Subject: s', 'nonsense Received: x', 'To: a@lancs.example', '', words]],
    ['no empty line after the header', ['Subject: s', 'To: a@lancs.example', words]],
    ['a part without any header', ['Content-Type: multipart/mixed; boundary=x', '', '--x', words, '--x--']],
    ['a mailbox line before the header', ['From n@citizen.example Fri Nov 27 10:00:00 2026', 'Subject: s', '', words]],
    ['line feeds alone', [`Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n${words}\n--x--`]],
  ])('%s', (_name, lines) => expect(readMessage(message(...lines)).text).toBe(words));
});

describe('a part that names no type', () => {
  it('is plain text, as is one that names nonsense', async () => {
    expect(readMessage(fixture('content-type-text')).text).toBe('Grüße, the van is outside.');
    for (const type of ['text', 'plain', 'x; charset=utf-8', '"text"', 'text/', ';'])
      expect(readMessage(text([`Content-Type: ${type}`], 'words'))).toMatchObject({ text: 'words', parts: [] });
  });
});

describe('charsets', () => {
  it.each([
    ['text-no-charset-latin1', 'Müller from Köln, café, £20, señor'],
    ['us-ascii-but-utf8', 'Müller, £20, “quoted”'],
    ['utf-7', 'Müller'],
  ])('%s', (name, words) => expect(readMessage(fixture(name)).text).toBe(words));

  it.each<readonly [string, readonly number[], string]>([
    ['windows-1252', [0x93, 0x80, 0x35, 0x94], '“€5”'],
    ['iso-8859-1', [0x93, 0x80, 0x94], '“€”'],
    ['x-nonsense', [0x63, 0x61, 0x66, 0xe9], 'café'],
    ['utf-8', [0x63, 0x61, 0x66, 0xe9], 'café'],
    ['"utf-8"', [0xc3, 0xa9], 'é'],
    ['koi8-r', [0xf0, 0xd2, 0xc9], 'При'],
    ['gb2312', [0xc4, 0xe3], '你'],
    ['shift_jis', [0x82, 0xa0], 'あ'],
    ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42], 'あ'],
    ['utf-16', [0xfe, 0xff, 0x00, 0x41, 0x20, 0xac], 'A€'],
    ['cp-850', [0x81], 'ü'],
    ['base-64', [0x63, 0x61, 0x66, 0xe9], 'café'],
    ['iso-8859-15', [0xa4], '€'],
  ])('%s', (charset, bytes, words) => {
    expect(readMessage(text([`Content-Type: text/plain; charset=${charset}`], Uint8Array.from(bytes))).text).toBe(words);
  });

  it('of HTML that names its own', async () => {
    const html = Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), Uint8Array.of(0xcf, 0xf0, 0xe8)]);
    expect(readMessage(text(['Content-Type: text/html'], html)).text).toBe('При');
  });

  it('of header fields, encoded or not', async () => {
    const subject = (written: string): string => readHeader(Buffer.from(`Subject: ${written}\r\n\r\n`, 'latin1')).subject;
    expect(subject('caf\u00e9 \u00a320')).toBe('café £20');
    expect(subject(Buffer.from('café').toString('latin1'))).toBe('café');
    expect(subject('=?iso-8859-1?Q?caf=E9?= =?utf-8?B?wqMyMA==?=')).toBe('café£20');
    // One character in two words.
    expect(subject('=?utf-8?Q?=C3?= =?utf-8?Q?=89?=')).toBe('É');
    expect(subject('=?utf-8*en?q?a_b?= c')).toBe('a b c');
    expect(subject('=?broken?Q?x')).toBe('=?broken?Q?x');
  });
});

describe('a meeting', () => {
  const calendar = (...lines: readonly string[]): Buffer =>
    text(
      ['Content-Type: text/calendar; charset=utf-8'],
      ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'),
    );
  it('is told in words where it is all there is', async () => {
    const { text: words } = readMessage(fixture('calendar-only'));
    for (const one of [
      'Witness warning R v Marsh',
      'Tuesday, 2 December 2025, 09:30 to 16:00 London time',
      'Court 4',
      'listing@court.example',
    ])
      expect(words).toContain(one);
  });
  it.each([
    ['summer time', ['DTSTART:20260702T093000Z', 'DTEND:20260702T103000Z'], 'Thursday, 2 July 2026, 10:30 to 11:30 London time'],
    ['another zone', ['DTSTART;TZID=Europe/Paris:20260702T093000', 'DURATION:PT1H'], 'Thursday, 2 July 2026, 08:30 to 09:30 London time'],
    ['no zone', ['DTSTART:20260702T093000'], 'Thursday, 2 July 2026, 09:30 London time'],
    ['whole days', ['DTSTART;VALUE=DATE:20260702', 'DTEND;VALUE=DATE:20260704'], 'Thursday, 2 July 2026 to Friday, 3 July 2026, all day'],
    ['repetition', ['DTSTART:20261202T093000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=5'], 'every 2 weeks on Wednesday, 5 times'],
  ])('%s', (_name, lines, words) => expect(readMessage(calendar('SUMMARY:Court', ...lines)).text).toContain(words));
  it('that cannot be read is shown as it stands', async () => {
    expect(readMessage(text(['Content-Type: text/calendar'], 'BEGIN:VCALENDAR\r\nnonsense')).text).toContain('nonsense');
  });
});

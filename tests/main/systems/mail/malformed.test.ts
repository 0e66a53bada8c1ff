import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../main/systems/mail/header.ts';
import { hasReadableColours } from '../../../../main/systems/mail/html/readable.ts';
import { sanitiseHtml } from '../../../../main/systems/mail/html/sanitise.ts';
import { toHeader } from '../../../../main/systems/mail/messages.ts';
import { readMessage } from '../../../../main/systems/mail/read.ts';
import { attachmentOf, documentOf, openedOf } from '../../../../main/systems/mail/reader/jobs.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/mail-malformed/${name}.eml`, import.meta.url));
const message = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const text = (headers: readonly string[], body: Uint8Array | string): Buffer =>
  Buffer.concat([
    Buffer.from(`From: n@citizen.example\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`),
    Buffer.from(body as string),
  ]);
const listed = async (raw: Uint8Array): Promise<readonly string[]> =>
  (await openedOf(raw)).parts.map(({ name, type, size }) => `${name} ${type} ${size}`);

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

describe('the sender', () => {
  const from = (value: string) => readHeader(Buffer.from(`From: ${value}\r\n\r\n`));
  it.each([
    ['from-without-domain', 'root', ''],
    ['from-name-only', 'John Doe', ''],
    ['two-authors', 'jo.patel@lancs.example, mallory@attacker.example', 'jo.patel@lancs.example'],
    ['group-as-sender', 'jo.patel@lancs.example, mallory@attacker.example', 'jo.patel@lancs.example'],
    // A name that reads as another address is not shown in the place of the true one.
    ['name-is-another-address', '', 'nora.quill@citizen.example'],
  ])('%s', (name, fromName, fromAddress) => expect(readHeader(fixture(name))).toMatchObject({ fromName, fromAddress }));

  it('is every author there is', async () => {
    expect((await openedOf(fixture('two-authors'))).authors.map(({ address }) => address)).toEqual([
      'jo.patel@lancs.example',
      'mallory@attacker.example',
    ]);
    const twice = Buffer.from('From: a@lancs.example\r\nFrom: b@attacker.example\r\nSubject: one\r\nSubject: two\r\n\r\n');
    expect((await openedOf(twice)).authors).toHaveLength(2);
    expect(readHeader(twice)).toMatchObject({ subject: 'one', fromName: 'a@lancs.example, b@attacker.example' });
  });

  it('is not made of what stands in quotation marks or encoded words', async () => {
    expect(from('"Chief, Constable" <a@citizen.example>')).toMatchObject({
      fromName: 'Chief, Constable',
      fromAddress: 'a@citizen.example',
    });
    expect(from('=?utf-8?Q?cc=40lancs.example=2C?= <a@citizen.example>')).toMatchObject({ fromName: '', fromAddress: 'a@citizen.example' });
    expect(from('=?utf-8?Q?=3Ccc=40lancs.example=3E?= <a@citizen.example>').fromAddress).toBe('a@citizen.example');
    expect(from('chief＠lancs.example <a@citizen.example>')).toMatchObject({ fromName: '', fromAddress: 'a@citizen.example' });
  });
});

describe('attachments', () => {
  it.each([
    ['inline-text-file', ['statement.txt text/plain 21']],
    ['attachment-bytes', ['s.asc application/pgp-signature 5']],
    ['x-uuencode', ['a.txt text/plain 3']],
    ['uuencode-in-text', ['report.txt text/plain 3']],
    ['forwarded-message', ['threat.eml message/rfc822 153']],
    ['pdf-related-inline', ['statement.pdf application/pdf 193']],
    ['winmail', ['duty-change.pdf application/pdf 193']],
  ])('%s', async (name, parts) => expect(await listed(fixture(name))).toEqual(parts));

  it('have their words shown too where they are text', async () => {
    expect(readMessage(fixture('inline-text-file')).text).toBe('Statement enclosed.\n\nI saw the van at ten.');
    expect(readMessage(fixture('uuencode-in-text')).text).toBe('see below');
    expect(readMessage(fixture('forwarded-message')).text).toMatch(
      /From: X <x@attacker\.example>\nDate: Wed, 4 Mar 2026 17:00:00 \+0000\n.*\n.*\n\nwords$/,
    );
  });

  it('keep the line ends inside, and lose the one before the boundary', async () => {
    const parts = [
      '--x',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename=a.bin',
      '',
      '1',
      '2',
      '',
      '--x--',
    ];
    const [part] = readMessage(message('Content-Type: multipart/mixed; boundary=x', '', ...parts)).parts;
    expect(Buffer.from(part?.bytes ?? []).toString()).toBe('1\r\n2\r\n');
  });

  it('have names in every way in which programs write them', async () => {
    const name = (written: string): string | undefined =>
      readMessage(message(`Content-Disposition: attachment; ${written}`, 'Content-Type: application/pdf', '', 'x')).parts[0]?.name;
    expect(name("filename*=UTF-8''%C2%A320%20r%C3%A9sum%C3%A9.pdf")).toBe('£20 résumé.pdf');
    expect(name('filename*0*=utf-8\'\'caf%C3%A9; filename*1=" of two.pdf"')).toBe('café of two.pdf');
    expect(name('filename*1="b.pdf"; filename*0="a-"')).toBe('a-b.pdf');
    expect(name('filename="=?utf-8?B?w6kucGRm?="')).toBe('é.pdf');
    expect(name("filename=plain.pdf; filename*=utf-8''rich.pdf")).toBe('rich.pdf');
    expect(name('filename=two words.pdf')).toBe('two words.pdf');
    expect(name('filename="semi;colon.pdf"')).toBe('semi;colon.pdf');
    expect(name('filename="C:\\\\cases\\\\a.pdf"')).toBe('a.pdf');
  });

  it('are listed unless the HTML shows them', async () => {
    const related = (html: string, id: string, type = 'image/png'): Promise<readonly string[]> =>
      listed(
        message(
          ...['Content-Type: multipart/related; boundary=x', '', '--x', 'Content-Type: text/html', '', html, '--x'],
          ...[`Content-Type: ${type}; name=p.png`, `Content-ID: <${id}>`, 'Content-Disposition: inline', '', 'x', '--x--'],
        ),
      );
    expect(await related('<p>a</p><img src="cid:p@1">', 'p@1')).toEqual([]);
    expect(await related('<p>a</p><img src="cid:p%401">', 'p@1')).toEqual([]);
    expect(await related('<p>a</p>', 'p@1')).toEqual(['p.png image/png 1']);
    expect(await related('<p>a</p><img src="cid:p@1">', 'p@1', 'application/pdf')).toHaveLength(1);
    // Named, and not shown.
    for (const html of ['<p>a</p><!-- <img src="cid:p@1"> -->', '<table background="cid:p@1"><td>a', '<p title="cid:p@1">a'])
      expect(await related(html, 'p@1'), html).toHaveLength(1);
    expect(await related('<p>a</p><img src="cid:p@1">', 'p@1', 'image/heic')).toHaveLength(1);
  });

  it('of an alternative that is not shown are listed', async () => {
    const lines = [
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: multipart/mixed; boundary=y',
      '',
      '--y',
      '',
      'plain',
    ];
    const pdf = [
      '--y',
      'Content-Type: application/pdf; name=a.pdf',
      '',
      'x',
      '--y--',
      '--x',
      'Content-Type: text/html',
      '',
      '<p>rich',
      '--x--',
    ];
    expect(await listed(message(...lines, ...pdf))).toEqual(['a.pdf application/pdf 1']);
  });
});

describe('a winmail.dat', () => {
  it('with a length that no file has loses nothing but itself', async () => {
    const stream = Buffer.alloc(60);
    stream.writeUInt32LE(0x223e9f78, 0);
    stream.writeUInt8(1, 6);
    stream.writeUInt32LE(0x00069003, 7);
    stream.writeUInt32LE(43, 11);
    stream.writeUInt32LE(1, 15);
    stream.writeUInt16LE(0x1f, 19);
    stream.writeUInt16LE(0x8001, 21);
    stream.writeUInt32LE(1, 39);
    stream.writeUInt32LE(0x7fffffff, 43);
    const parts = [
      '--x',
      '',
      'the words',
      '--x',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
    ];
    const raw = message(
      'From: n@citizen.example',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      ...parts,
      stream.toString('base64'),
      '--x--',
    );
    expect(await openedOf(raw)).toMatchObject({ text: 'the words', damaged: false, authors: [{ address: 'n@citizen.example' }] });
  });
});

describe('an attachment is shown', () => {
  const shown = async (type: string, body: string, name = 'a'): Promise<string | undefined> => {
    const raw = message(`Content-Disposition: attachment; filename=${name}`, `Content-Type: ${type}`, '', body);
    const document = await attachmentOf(raw, 0, { theme: 'night', car: false });
    return document === undefined ? undefined : Buffer.from(document).toString();
  };
  it('as text, as a picture, as a meeting, as a message, and as harmless HTML', async () => {
    expect(await shown('text/csv', 'a,<b>\r\n1,2')).toContain('a,&lt;b&gt;\n1,2');
    expect(await shown('application/octet-stream', 'words', 'note.txt')).toContain('words');
    expect(await shown('image/png', 'x')).toContain('src="data:image/png;base64,eA=="');
    expect(await shown('message/rfc822', 'Subject: s\r\n\r\nforwarded words')).toContain('forwarded words');
    expect(await shown('text/html', '<script>alert(1)</script><p onclick="x()">words')).toMatch(/<p>words<\/p>(?!.*script>)/);
  });
  it('or not at all where it could be a program of its own', async () => {
    for (const type of ['application/pdf', 'image/svg+xml', 'application/javascript', 'application/msword'])
      expect(await shown(type, '<svg onload="x()">')).toBeUndefined();
    expect(await attachmentOf(message('Subject: s', '', 'x'), 3, { theme: 'day', car: false })).toBeUndefined();
  });
});

describe('of two alternatives', () => {
  const both = (html: string): Buffer =>
    message(
      ...['Content-Type: multipart/alternative; boundary=x', '', '--x', 'Content-Type: text/plain', '', 'the plain words'],
      ...['--x', 'Content-Type: text/html', '', html, '--x--'],
    );
  it('HTML without anything to read never hides the plain text', async () => {
    expect(await openedOf(fixture('empty-html'))).toMatchObject({ hasHtml: false, text: expect.stringContaining('Jo Hale, 14') });
    for (const html of [
      '',
      '<html><body></body></html>',
      '<p>&nbsp;</p>',
      '<img src="https://x.example/dot.gif">',
      '<p style="display:none">hidden</p>',
      '<title>Untitled</title>',
    ])
      expect(await openedOf(both(html))).toMatchObject({ hasHtml: false, text: 'the plain words' });
  });
  it('the last of several plain ones is shown', () => {
    const raw = message('Content-Type: multipart/alternative; boundary=x', '', '--x', '', 'poor', '--x', '', 'richer', '--x--');
    expect(readMessage(raw).text).toBe('richer');
  });
  it('HTML is shown where it can be read, the words being the plain ones', async () => {
    expect(await openedOf(both('<p>rich words</p>'))).toMatchObject({ hasHtml: true, text: 'the plain words' });
  });
});

describe('HTML', () => {
  it('has no title among its words', async () => expect((await openedOf(fixture('html-title'))).text).toBe('The van is outside.'));
  it('keeps the words that stand between its parts', async () => {
    const raw = message(
      ...['Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/html', '', '<b>one', '--x', '', 'two < 3', '--x--'],
    );
    expect((await openedOf(raw)).text).toBe('one\n\ntwo < 3');
    const document = Buffer.from((await documentOf(raw, { theme: 'day', car: false })) ?? []).toString();
    expect(document).toContain('<b>one</b>');
    expect(document).toContain('two &lt; 3');
  });
  it('is shown in the theme’s own colours where it could not be read in its sender’s', async () => {
    const shown = async (raw: Uint8Array): Promise<string> =>
      Buffer.from((await documentOf(raw, { theme: 'day', car: false })) ?? []).toString();
    expect(await shown(fixture('white-on-white'))).toContain('body *{color:');
    expect(await shown(text(['Content-Type: text/html'], '<p style="color:#17365d">dark blue'))).not.toContain('body *{color:');
  });
  it.each([
    '<p style="color:white">x',
    '<p style="background:#000;color:#fff">x',
    '<table bgcolor="#000000"><tr><td>x</td></tr></table>',
    '<font color="#fefefe">x</font>',
    '<p style="color:rgba(0,0,0,.05)">x',
    '<div style="background-color:#101010"><p style="color:#202020">x</p></div>',
    '<p style="color:canvas">x',
  ])('%s cannot be read', (html) => {
    expect(hasReadableColours(sanitiseHtml(html, () => undefined).html, { ink: '#101C2C', ground: '#FFFFFF' })).toBe(false);
  });
  it.each([
    '<p style="color:windowtext">x',
    '<div style="background-color:#000"><p style="color:#fff">x</p></div>',
    '<p style="color:white"> </p><p>x',
    '<td bgcolor=ffffff>x',
  ])('%s can be read', (html) => {
    expect(hasReadableColours(sanitiseHtml(html, () => undefined).html, { ink: '#101C2C', ground: '#FFFFFF' })).toBe(true);
  });
});

describe('a marking is never read lower than it is written:', () => {
  const marking = (subject: string, header = ''): string | undefined =>
    readHeader(Buffer.from(`Subject: ${subject}\r\n${header}\r\n`)).marking;
  it.each([
    ...['OFFICIAL - SENSITIVE: victim', 'OFFICIAL: SENSITIVE domestic', 'OFFICIAL SENSITIVE risk plan', '[OFFICIAL-SENSITIVE] informant'],
    ...[
      'OFFICIAL-Sensitive [PERSONAL] sickness',
      'Re: official sensitive',
      'plan (OFFICIAL_SENSITIVE)',
      'plan - Official/Sensitive',
      'OFFICIAL SENS - plan',
    ],
    ...['OFFICIALSENSITIVE', 'SECRET: operation note', 'TOP SECRET', '=?utf-8?Q?[OFFICIAL=E2=80=93SENSITIVE]_informant?='],
    ...['OFFICIAL\u2011SENSITIVE', 'OFFICIAL\u00ad-\u00adSENSITIVE', 'ＯＦＦＩＣＩＡＬ－ＳＥＮＳＩＴＩＶＥ', 'OFFICIAL–SENSITIVE–PERSONAL'],
    ...[
      'FW: SECRET: note',
      'Re: [SECRET] note',
      'RE[2]: Fwd: AW: TOP SECRET',
      '[EXTERNAL] SECRET: note',
      'note (SECRET)',
      'UK SECRET: note',
    ],
    ...['[O-S] plan', 'Re: O-S: plan', 'RESTRICTED: plan', 'Fw: CONFIDENTIAL - plan', 'PROTECT - PERSONAL', 'plan [RESTRICTED]'],
    ...[
      '=?utf-8?Q?OFFICIAL_=E2=80=93?= =?utf-8?Q?_SENSITIVE?=',
      '=?windows-1252?Q?OFFICIAL_=96_SENSITIVE?=',
      'OFFICIAL -\r\n SENSITIVE plan',
    ],
  ])('%s', (subject) => expect(marking(subject)).toBe('OFFICIAL-SENSITIVE'));
  it.each(['OFFICIAL: rota', '[OFFICIAL] rota', 'Rota OFFICIAL', 'Fw: OFFICIAL: rota', 'Re: Fwd: [OFFICIAL] rota'])('%s', (subject) =>
    expect(marking(subject)).toBe('OFFICIAL'),
  );
  const none = [
    'Official visit',
    'Unofficial sensitive skin',
    'The secret of a good report',
    'Re: official visit',
    'RESTRICTED AREA closed',
  ];
  it.each([...none, 'Our SECRET', 'O-S map', 'PROTECTIVE gloves', 'NOT PROTECTIVELY MARKED'])('%s has none', (subject) =>
    expect(marking(subject)).toBeUndefined(),
  );
  it.each([
    'X-Protective-Marking: VER=2018.6, NS=lancs.example, SEC=OFFICIAL:Sensitive',
    'X-Protective-Marking: OFFICIAL: SENSITIVE',
    'X-Classification: Official-Sensitive',
    'msip_labels: MSIP_Label_1_Name=OFFICIAL SENSITIVE;',
    'Protective-Marking: SECRET',
    'X-Protective-Marking: SEC=PROTECTED',
    'X-Protective-Marking: RESTRICTED',
    'X-Protective-Marking: OFFICIAL\r\nX-Protective-Marking: OFFICIAL-SENSITIVE',
    'X-Protective-Marking: OFFICIAL,\r\n SENSITIVE',
    'SIO-Label: marking="OFFICIAL-SENSITIVE"; type=":ess"',
    'X-MS-Exchange-Organization-Classification: Official - Sensitive',
  ])('%s', (header) => expect(marking('Plain subject', `${header}\r\n`)).toBe('OFFICIAL-SENSITIVE'));
  it('in the first line of the text', async () => {
    expect((await openedOf(text([], 'OFFICIAL - SENSITIVE\r\n\r\nThe address is known.'))).marking).toBe('OFFICIAL-SENSITIVE');
    expect((await openedOf(text([], 'Hello,\r\nOFFICIAL-SENSITIVE is a marking.'))).marking).toBeUndefined();
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

describe('when a message was sent', () => {
  const at = (header: string, arrivedAt: string): string =>
    toHeader(
      { uid: 1, seen: false, flagged: false, arrivedAt: Date.parse(arrivedAt), fields: new Uint8Array() },
      readHeader(Buffer.from(`${header}\r\n\r\n`)),
    ).at;
  const arrived = '2025-11-28T10:20:00.000Z';
  it.each([
    ['Date: Fri, 28 Nov 2025 10:15:00 +0000', '2025-11-28T10:15:00.000Z'],
    ['Date: Fri, 28 Nov 2025 10:15:00 +0100', '2025-11-28T09:15:00.000Z'],
    ['Date: 28/11/2025 10:15', '2025-11-28T10:15:00.000Z'],
    ['Date: 28-Nov-25 10:15:00 GMT', '2025-11-28T10:15:00.000Z'],
    ['Date: Fri Nov 28 10:15:00 2025', '2025-11-28T10:15:00.000Z'],
    ['Date: 2025-11-28T10:15:00+00:00', '2025-11-28T10:15:00.000Z'],
    // Nothing that can be believed: when it came.
    ['Date: Sat, 01 Jan 2000 00:03:11 +0000', arrived],
    ['Date: Mon, 01 Jan 2035 00:00:00 +0000', arrived],
    ['Date: 03/04/2025 09:15:00', arrived],
    ['Date: yesterday', arrived],
    ['Subject: none', arrived],
  ])('%s', (header, shown) => expect(at(header, arrived)).toBe(shown));
  it('does not change when a message of old is moved to this server', async () => {
    const received = 'Received: from a by b; Fri, 28 Nov 2014 10:16:00 +0000';
    expect(at(`${received}\r\nDate: Fri, 28 Nov 2014 10:15:00 +0000`, arrived)).toBe('2014-11-28T10:15:00.000Z');
    expect(at(`${received}\r\nDate: Sat, 01 Jan 2000 00:03:11 +0000`, arrived)).toBe('2014-11-28T10:16:00.000Z');
  });
});

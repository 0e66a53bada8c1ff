import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../../main/systems/mail/header.ts';
import { toHeader } from '../../../../../main/systems/mail/messages.ts';
import { openedOf } from '../../../../../main/systems/mail/reader/jobs.ts';
import { fixture, text } from './letters.ts';

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

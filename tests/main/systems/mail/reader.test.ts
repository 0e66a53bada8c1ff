import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { testReader } from '../../support/reader.ts';

const mime = (type: string, body: string): Buffer =>
  Buffer.from(`From: a@example.org\r\nSubject: s\r\nContent-Type: ${type}\r\n\r\n${body}`);
const file = (body: string): string =>
  `--b\r\n\r\nsee the file\r\n--b\r\nContent-Type: text/csv; name=cells.csv\r\nContent-Disposition: attachment; filename=cells.csv\r\n\r\n${body}\r\n--b--\r\n`;

/** Messages that a parser in main would stand still for, for seconds each. */
const heavy: Readonly<Record<string, () => Buffer>> = {
  'a megabyte of lines of one letter': () => mime('text/plain', 'a\r\n'.repeat(349_000)),
  '24 MB of text': () => mime('text/plain', 'the words\r\n'.repeat(2_180_000)),
  '24 MB of flowed lines': () => mime('text/plain; format=flowed', 'the words \r\n'.repeat(2_000_000)),
  'a hundred thousand parts': () => mime('multipart/mixed; boundary=b', '--b\r\n\r\nx\r\n'.repeat(104_000)),
  'two million parts': () => mime('multipart/mixed; boundary=b', '--b\r\n\r\nx\r\n'.repeat(2_200_000)),
  'an @import before a megabyte of spaces': () => mime('text/html', `<p>words</p><style>@import${' '.repeat(900_000)}`),
  'twenty thousand nested tags': () => mime('text/html', `${'<b>x'.repeat(20_000)}`),
};

let reader: MailReader;
beforeEach(() => {
  reader = testReader();
});
afterEach(() => reader.end());

describe('the reader of mail', () => {
  it.each(Object.keys(heavy))('reads %s, or its beginning, and says so, while main goes on', async (kind) => {
    const raw = heavy[kind]?.() ?? Buffer.alloc(0);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 5);
    delay.enable();
    const message = await reader.open(raw);
    const spent = turns;
    await reader.document(raw, { theme: 'day', car: false });
    delay.disable();
    clearInterval(turn);
    expect(spent).toBeGreaterThan(2);
    expect(message.text).toMatch(/^(?:a|the words|x|words)/);
    expect(message.text.length).toBeLessThanOrEqual(500_000);
    expect(message.cut).toBe(raw.length > 4_000_000 || kind.includes('parts') || kind === 'a megabyte of lines of one letter');
    // Of what main does meanwhile nothing takes longer than handing the bytes over and taking the words.
    console.log(`${kind}: main's longest turn ${Math.round(delay.max / 1e6)} ms`);
  });

  it('lists a long attachment whole, byte for byte, however short its lines', async () => {
    const body = '2026-11-27T10:00:00Z,53.1234,-2.12345\r\n'.repeat(128_000);
    const message = await reader.open(mime('multipart/mixed; boundary=b', file(body)));
    expect(message).toMatchObject({ text: 'see the file', cut: false, damaged: false });
    expect(message.parts).toEqual([{ index: 0, name: 'cells.csv', type: 'text/csv', size: body.length }]);
  });

  it('lists the attachments that begin in what can be read of a message that is too much', async () => {
    const parts = '--b\r\n\r\nx\r\n'.repeat(2_200_000);
    const pdf = '--b\r\nContent-Type: application/pdf; name=warrant.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n';
    const message = await reader.open(mime('multipart/mixed; boundary=b', `--b\r\n\r\nthe words\r\n${pdf}${parts}`));
    expect(message.parts.map(({ name }) => name)).toContain('warrant.pdf');
    expect(message).toMatchObject({ cut: true, damaged: true });
    expect(message.text).toMatch(/^the words/);
  });

  it('reads the next message after one that was too much', async () => {
    const first = reader.open(heavy['two million parts']?.() ?? Buffer.alloc(0));
    const second = reader.open(mime('text/plain', 'the next'));
    expect((await first).cut).toBe(true);
    expect(await second).toMatchObject({ text: 'the next', cut: false, damaged: false });
  });

  it('answers nobody once it has been ended, whether a message is being read, waits or comes', async () => {
    const reading = reader.open(heavy['two million parts']?.() ?? Buffer.alloc(0)).catch((error: Error) => error.name);
    const waiting = reader.open(mime('text/plain', 'words')).catch((error: Error) => error.name);
    reader.end();
    const coming = reader.headers([Buffer.from('Subject: s\r\n\r\n')]).catch((error: Error) => error.name);
    expect(await Promise.all([reading, waiting, coming])).toEqual(['LockedError', 'LockedError', 'LockedError']);
  });

  it('tells a message’s line from the fields of its header, and an unreadable one from nothing', async () => {
    const fields = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
    const [whole, cut, mixed] = await reader.headers([
      fields('From: =?utf-8?Q?J=C3=B6?= <jo@example.org>', 'Subject: OFFICIAL-SENSITIVE hello', 'Date: Fri, 27 Nov 2026 10:00:00 +0000'),
      Buffer.from('From: jo@example.org\r\nSubject: cut of'),
      fields('From: Team: a@example.org, b@example.org;', 'X-Protective-Marking: OFFICIAL', 'Content-Type: Multipart/Mixed; boundary=b'),
    ]);
    expect(whole).toEqual({
      ...{ subject: 'OFFICIAL-SENSITIVE hello', fromName: 'Jö', fromAddress: 'jo@example.org', recipients: '', attachments: 0 },
      ...{ sentAt: Date.UTC(2026, 10, 27, 10), marking: 'OFFICIAL-SENSITIVE' },
    });
    expect(cut).toMatchObject({ subject: 'cut of', fromAddress: 'jo@example.org', sentAt: undefined, marking: undefined });
    expect(mixed).toMatchObject({ fromAddress: 'a@example.org', attachments: 1, marking: 'OFFICIAL' });
  });
});

import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../../../main/systems/mail/read.ts';
import { attachmentOf, openedOf } from '../../../../../main/systems/mail/reader/jobs.ts';
import { fixture, message } from './letters.ts';

const listed = async (raw: Uint8Array): Promise<readonly string[]> =>
  (await openedOf(raw)).parts.map(({ name, type, size }) => `${name} ${type} ${size}`);

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

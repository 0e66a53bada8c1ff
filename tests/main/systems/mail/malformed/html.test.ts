import { describe, expect, it } from 'vitest';
import { hasReadableColours } from '../../../../../main/systems/mail/html/readable.ts';
import { sanitiseHtml } from '../../../../../main/systems/mail/html/sanitise.ts';
import { readMessage } from '../../../../../main/systems/mail/read.ts';
import { documentOf, openedOf } from '../../../../../main/systems/mail/reader/jobs.ts';
import { fixture, message, text } from './letters.ts';

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

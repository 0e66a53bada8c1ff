import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { mailBodyRoute } from '../../../../main/systems/mail/body-route.ts';
import { messageId } from '../../../../main/systems/mail/messages.ts';
import { saveBody } from '../../../../main/systems/mail/save-body.ts';
import { inbox } from '../../support/items.ts';
import { testReader } from '../../support/reader.ts';
import { openTestStore } from './support/force-mail.ts';

const ORIGIN = 'https://app.local';
const html = messageId('INBOX', 5, 1);
const plain = messageId('INBOX', 5, 2);
const absent = messageId('INBOX', 5, 3);
const carrying = messageId('INBOX', 5, 4);
const PDF = '%PDF-1.7 not read here';
const PNG = 'iVBORw0KGgo=';

const raw = (type: string, body: string): Buffer =>
  Buffer.from(`From: a@example.org\r\nSubject: s\r\nContent-Type: ${type}\r\n\r\n${body}`);
const related = [
  '--b',
  'Content-Type: text/html',
  '',
  '<table bgcolor="#ffffff"><tr><td style="background-color:white;color:#111">Hello<script>alert(1)</script><img src="cid:p@x" alt="P"><img src="https://x.test/a.gif"></td></tr></table>',
  '--b',
  'Content-Type: image/png',
  'Content-ID: <p@x>',
  'Content-Transfer-Encoding: base64',
  '',
  PNG,
  '--b--',
].join('\r\n');

describe('the route of a message body', () => {
  const reader = testReader();
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await openTestStore());
    const folder = inbox({ uidValidity: 5, uidNext: 9, modseq: '1', total: 4 });
    await store.write('mail.saveFolders', { folders: [folder] });
    const line = {
      subject: 's',
      fromName: '',
      fromAddress: 'a@example.org',
      recipients: '',
      at: '2026-01-11T14:42:08.000Z',
      seen: true,
      flagged: false,
    };
    const messages = [html, plain, absent, carrying].map((id, i) => ({ ...line, id, uid: i + 1, attachments: 0, marking: undefined }));
    await store.write('mail.saveHeaders', { folder: 'INBOX', messages });
    await saveBody(store, reader, html, raw('multipart/related; boundary=b', related));
    await saveBody(store, reader, plain, raw('text/plain', 'words'));
    const mixed = `--b\r\n\r\nwords\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n${PDF}\r\n--b\r\nContent-Type: text/plain; name=a.txt\r\n\r\na\r\n--b--`;
    await saveBody(store, reader, carrying, raw('multipart/mixed; boundary=b', mixed));
  });
  afterAll(async () => {
    reader.end();
    await close?.();
  });

  const ask = (path: string, init?: RequestInit) =>
    mailBodyRoute({ store: () => store, reader: () => reader })(new Request(`${ORIGIN}${path}`, init));

  it('serves a whole document under a policy that lets it run, fetch and send nothing', async () => {
    const response = await ask(`/mail/${html}/body?theme=day`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = (response.headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      'img-src data:',
      "style-src 'unsafe-inline'",
      "form-action 'none'",
      "base-uri 'none'",
      'sandbox',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await response.text();
    expect(text).toMatch(/^<!doctype html><html.*<body>.*Hello.*<\/body><\/html>$/s);
    expect(text).toContain(`<img src="data:image/png;base64,${PNG}" alt="P" />`);
    expect(text).not.toMatch(/script|https?:/i);
  });

  it.each(['night', 'contrast'])('shows nothing white of the sender by %s', async (theme) => {
    const text = await (await ask(`/mail/${html}/body?theme=${theme}`)).text();
    expect(text).toContain('background-color:transparent!important');
    expect(text).toContain(theme === 'night' ? 'background:#0F1722' : 'background:#000000');
    if (theme === 'night') expect(/<style>(.*?)<\/style>/s.exec(text)?.[1]).not.toMatch(/#fff/i);
  });

  it("keeps the sender's colours by day, which is also what an unknown theme gets", async () => {
    const day = await (await ask(`/mail/${html}/body?theme=day`)).text();
    expect(day).not.toContain('!important');
    expect(await (await ask(`/mail/${html}/body?theme=<script>`)).text()).toBe(day);
  });

  it('is larger in car mode', async () => {
    expect(await (await ask(`/mail/${html}/body?theme=day&car=1`)).text()).toContain('font-size:20px');
  });

  it('serves an attached PDF as its bytes, and nothing else so', async () => {
    const response = await ask(`/mail/${carrying}/pdf/0`);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'application/pdf', PDF]);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    for (const path of ['pdf/1', 'pdf/9', 'part/0']) expect((await ask(`/mail/${carrying}/${path}`)).status).toBe(404);
  });

  it.each([
    ['a plain message', `/mail/${plain}/body`],
    ['a message whose body is not here', `/mail/${absent}/body`],
    ['a message that is not', `/mail/${messageId('INBOX', 5, 99)}/body`],
    ['a path beside it', '/mail/../body'],
    ['an id that is none', "/mail/' OR 1/body"],
  ])('has nothing for %s', async (_what, path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('answers only GET, and nobody who is not signed in', async () => {
    expect((await ask(`/mail/${html}/body`, { method: 'POST' })).status).toBe(404);
    const locked = mailBodyRoute({ store: () => undefined, reader: () => undefined });
    expect((await locked(new Request(`${ORIGIN}/mail/${html}/body`))).status).toBe(404);
  });
});

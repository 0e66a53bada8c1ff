import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailAddress } from '../../../../contracts/domain/mail.ts';
import { readMessage } from '../../../../main/systems/mail/read.ts';

const FIXTURES = new URL('../../../fixtures/mail/', import.meta.url);
const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.eml'));
const fixture = (name: string): Buffer => readFileSync(new URL(name, FIXTURES));
const message = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

describe('reading a message', () => {
  it.each(names)('makes something sensible of %s', async (name) => {
    const read = readMessage(fixture(name));
    expect(read.text !== '' || read.html !== undefined || read.parts.length > 0).toBe(true);
    for (const address of [...read.to, ...read.cc, ...read.replyTo]) expect(mailAddress.safeParse(address).success).toBe(true);
    for (const part of read.parts) {
      expect(part.name).not.toMatch(/[/\\\p{Cc}]/u);
      expect(part.type).toMatch(/^[\w.+-]+\/[\w.+-]+/);
    }
  });

  it('decodes charsets', async () => {
    const read = readMessage(message('Content-Type: text/plain; charset=iso-8859-1', '', 'caf\u00e9 na\u00efve'));
    expect(read.text).toBe('café naïve');
  });

  it.each(names)('never throws whatever is cut off %s', async (name) => {
    const whole = fixture(name);
    for (const share of [0.1, 0.35, 0.6, 0.85, 0.97]) readMessage(whole.subarray(0, Math.floor(whole.length * share)));
  });

  it('never throws for bytes that are no message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        expect(readMessage(bytes).parts.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws for a message some of whose bytes are others', async () => {
    const place = fc.tuple(fc.nat(6000), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.array(place, { maxLength: 20 }), async (name, changes) => {
        const bytes = Buffer.from(fixture(name));
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        readMessage(bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('says that a message nested out of all measure is damaged, and shows its words', async () => {
    const depth = 400;
    const open = Array.from({ length: depth }, (_unused, i) => [`Content-Type: multipart/mixed; boundary=b${i}`, '', `--b${i}`]).flat();
    const read = readMessage(message('Subject: deep', ...open, 'Content-Type: text/plain', '', 'the words inside'));
    expect(read.damaged).toBe(true);
    expect(read.text).toContain('the words inside');
  });

  it('reads what stands behind header fields out of all measure', async () => {
    const read = readMessage(message(`X-Long: ${'a'.repeat(400_000)}`, 'To: a@lancs.example', '', 'words after it'));
    expect(read).toMatchObject({ text: 'words after it', to: [{ name: '', address: 'a@lancs.example' }], damaged: false });
  });

  it('lists at most two hundred parts and says that there were more', async () => {
    const parts = Array.from({ length: 300 }, () => ['--b', 'Content-Type: image/png', 'Content-Disposition: attachment', '', 'x']).flat();
    const read = readMessage(message('Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b--'));
    expect(read.parts).toHaveLength(200);
    expect(read.damaged).toBe(true);
  });

  it('gives an attachment no name that leads out of a folder, or that reads backwards', async () => {
    const names = ['../../etc/passwd', 'C:\\Windows\\cmd.exe', '.bashrc', 'invoice\u202efdp.exe', '\u0000'];
    for (const name of names) {
      const encoded = `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`;
      const read = readMessage(message(`Content-Disposition: attachment; filename="${encoded}"`, 'Content-Type: application/pdf', '', 'x'));
      expect(read.parts[0]?.name).not.toMatch(/[/\\\u202e\p{Cc}]|^\./u);
      expect(read.parts[0]?.name).not.toBe('');
    }
  });

  it('shows the words of a message that has HTML only', async () => {
    const read = readMessage(message('Content-Type: text/html', '', '<style>p{}</style><p>One &amp; <b>two</b></p><p>Three<br>four</p>'));
    expect(read.text).toBe('One & two\nThree\nfour');
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSignedData } from '../../../pki/cms/signed-data.ts';
import { verifyPdf } from '../../../pki/index.ts';
import { readPdf } from '../../../pki/pades/file.ts';
import { dictionary, name, number, type PdfValue } from '../../../pki/pades/object.ts';
import { fillRoom, readSignatureField } from '../../../pki/pades/signature-field.ts';
import { withUnsigned } from '../../../pki/pades/time-stamp.ts';
import { updatePdf, withEntries } from '../../../pki/pades/update.ts';
import { hours } from '../force.ts';
import { complete, sign, smallPdf, stamp, stampingForce, tool } from './document.ts';

const force = await stampingForce();
const other = await stampingForce();
const signed = await sign(force);
const stamped = await stamp(force, signed, hours(1));
const whole = complete(force, stamped);
const trust = { ...force.trust, at: hours(2) };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
/** The same length, so that nothing moves. */
const replaced = (pdf: Uint8Array, from: string, to: string): Uint8Array => {
  expect(latin1(pdf)).toContain(from);
  expect(to.length).toBe(from.length);
  return bytes(latin1(pdf).replace(from, to));
};
const field = (pdf: Uint8Array) => {
  const found = readSignatureField(readPdf(pdf));
  if (!found) throw new Error('no signature');
  return found;
};
/** What an attacker appends: objects in the place of those that are there. */
const appended = (
  pdf: Uint8Array,
  objects: Readonly<Record<number, PdfValue>>,
  streams: Readonly<Record<number, string>> = {},
): Uint8Array => {
  const file = readPdf(pdf);
  const entries = Object.entries(objects).map(([key, value]) => {
    const stream = streams[Number(key)];
    return [Number(key), { value, ...(stream === undefined ? {} : { stream: bytes(stream) }) }] as const;
  });
  return updatePdf(file, new Map(entries), file.size + 5);
};
const root = (pdf: Uint8Array) => readPdf(pdf).root;
const PAGE = 3;
const CONTENT = 4;
const page = (pdf: Uint8Array): PdfValue => readPdf(pdf).object(PAGE).value;

/** Each tampering, what ours says, and whether pdfsig sees it: it looks at the signed bytes, not at what was put behind them. */
const tamperings: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, string, 'pdfsig sees it' | 'pdfsig does not'])[] = [
  ['one letter of the text changed', () => replaced(whole, 'number 22', 'number 23'), 'Changed', 'pdfsig sees it'],
  ['the title changed', () => replaced(whole, '(A statement)', '(A Statement)'), 'Changed', 'pdfsig sees it'],
  ['the claimed time changed', () => replaced(whole, 'D:20260601120000Z', 'D:20260601110000Z'), 'Changed', 'pdfsig sees it'],
  ['the reason changed', () => replaced(whole, '/Reason <feff0057', '/Reason <feff0058'), 'Changed', 'pdfsig sees it'],
  ['one bit of the signature changed', () => flipped(whole, 'signature'), 'Changed', 'pdfsig sees it'],
  ['one bit of the time-stamp changed', () => flipped(whole, 'stamp'), 'StampRefused', 'pdfsig does not'],
  ['bytes hidden behind the signature in its room', () => hidden(whole), 'Malformed', 'pdfsig does not'],
  ['the signed range made shorter', () => shorter(), 'Malformed', 'pdfsig sees it'],
  ['the file cut short', () => whole.subarray(0, whole.length - 40), 'Malformed', 'pdfsig does not'],
  ['a comment at the end', () => bytes(`${latin1(whole)}% a note\n`), 'Malformed', 'pdfsig does not'],
  [
    'another page text put behind it',
    () => appended(signed, { [CONTENT]: dictionary({}) }, { [CONTENT]: 'BT /F1 12 Tf 72 720 Td (I saw nobody.) Tj ET' }),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'a page replaced',
    () => appended(signed, { [PAGE]: withEntries(page(signed), { Rotate: number(180) }) }, {}),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'a page hidden by another tree of pages',
    () => appended(signed, { [readPdf(signed).rootNumber]: withEntries(root(signed), { Pages: dictionary({ Type: name('Pages') }) }) }),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'a script put in the catalogue',
    () =>
      appended(signed, {
        [readPdf(signed).rootNumber]: withEntries(root(signed), { OpenAction: dictionary({ S: name('JavaScript') }) }),
      }),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'a layer switched off in the catalogue',
    () => appended(signed, { [readPdf(signed).rootNumber]: withEntries(root(signed), { OCProperties: dictionary({}) }) }),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'an object added that nothing names',
    () => appended(signed, { [readPdf(signed).size + 1]: dictionary({}) }),
    'AddedTo',
    'pdfsig does not',
  ],
  [
    'a page replaced behind the validation data',
    () => appended(whole, { [PAGE]: withEntries(page(whole), { Rotate: number(90) }) }),
    'AddedTo',
    'pdfsig does not',
  ],
  ['a list of the validation data changed', () => listChanged(), 'AddedTo', 'pdfsig does not'],
  ['the form taken out of the catalogue', () => formless(), 'NotSigned', 'pdfsig does not'],
  ['the signature of another document put in', () => swapped(), 'Changed', 'pdfsig sees it'],
  ['the time-stamp of another signature put in', () => restamped(), 'StampRefused', 'pdfsig does not'],
  ['signed by a card of another force', () => sign(other), 'SignerRefused', 'pdfsig does not'],
  ['stamped by another force', () => stamp(other, signed, hours(1)), 'StampRefused', 'pdfsig does not'],
];

function listChanged(): Uint8Array {
  const changed = Uint8Array.from(whole);
  const at = Buffer.from(whole).lastIndexOf('endstream') - 10;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

function flipped(pdf: Uint8Array, what: 'signature' | 'stamp'): Uint8Array {
  const { room, cms } = field(pdf);
  const before = field(signed).cms;
  // The signature's value ends the message that has no stamp; the stamp's own ends the one that has.
  const tail = latin1(Buffer.from(before.subarray(before.length - 16)));
  const at = what === 'stamp' ? cms.length - 8 : Buffer.from(cms).indexOf(tail, 0, 'latin1') + 4;
  const changed = Uint8Array.from(cms);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return fillRoom(pdf, room, changed);
}

function hidden(pdf: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(pdf);
  changed[field(pdf).room.end - 3] = 0x41;
  return changed;
}

function shorter(): Uint8Array {
  const { end, room } = field(signed);
  const length = String(end - room.end);
  return replaced(signed, `${length} `, `${String(Number(length) - 10).padEnd(length.length)} `);
}

function formless(): Uint8Array {
  const file = readPdf(signed);
  const entries = new Map(file.root);
  entries.delete('AcroForm');
  return appended(signed, { [file.rootNumber]: { kind: 'dictionary', entries } });
}

async function swapped(): Promise<Uint8Array> {
  const second = await sign(force, smallPdf('I saw a man come from the side of number 99.'));
  return fillRoom(signed, field(signed).room, field(second).cms);
}

async function restamped(): Promise<Uint8Array> {
  const second = await stamp(force, await sign(force, smallPdf('Another one.')), hours(1));
  const [stolen] = readSignedData(field(second).cms).signers.flatMap(({ unsigned }) => unsigned);
  if (!stolen) throw new Error('no stamp');
  return fillRoom(signed, field(signed).room, withUnsigned(field(signed).cms, stolen.raw));
}

describe('a signed PDF is refused with', () => {
  it.each(tamperings)('%s', async (_what, tamper, code, byPdfsig) => {
    const pdf = await tamper();
    const verdict = verifyPdf(pdf, trust);
    expect(verdict.ok ? 'ok' : verdict.code).toBe(code);
    // It prints the numbers of what is signed: one of several sees changes in signed bytes only.
    const seen = tool('pdfsig', pdf, '-nocert').text.includes('Signature is Valid') ? 'pdfsig does not' : 'pdfsig sees it';
    expect(seen).toBe(byPdfsig);
  });

  it('a word about what was added', () => {
    const pages = appended(signed, { [PAGE]: withEntries(page(signed), { Rotate: number(180) }) });
    expect(verifyPdf(pages, trust)).toMatchObject({ code: 'AddedTo', what: 'pages' });
  });
});

describe('hostile bytes', () => {
  it('never make the check throw, and count as signed nowhere but in what no signature covers', () => {
    const { room } = field(whole);
    const seed = createHash('sha256').update('hostile').digest();
    for (let round = 0; round < 300; round++) {
      const mark = createHash('sha256').update(seed).update(String(round)).digest();
      const mutated = Uint8Array.from(whole);
      const at = mark.readUInt32BE(0) % mutated.length;
      mutated[at] = (mutated[at] ?? 0) ^ ((mark[4] ?? 0) || 1);
      const verdict = verifyPdf(mutated, trust);
      // Of the message in the room its version and the authorities that it carries are under no signature, and say nothing.
      if (at < room.start || at >= room.end) expect(verdict).toMatchObject({ ok: false });
    }
    for (const text of ['', '%PDF-1.7\n', '%PDF-1.7\nstartxref\n0\n%%EOF\n', '%PDF-1.7\nxref\n0 99999999\nstartxref\n9\n%%EOF\n']) {
      expect(verifyPdf(bytes(text), trust)).toMatchObject({ ok: false });
    }
    // A stream whose length is another's, in a circle.
    const circle = '2 0 obj\n<< /Length 2 0 R >>\nstream\nx\nendstream\nendobj\n';
    const at = `%PDF-1.7\n${circle}`;
    const table = `xref\n2 1\n0000000009 00000 n\r\ntrailer\n<< /Size 3 /Root 2 0 R >>\nstartxref\n${at.length}\n%%EOF\n`;
    expect(verifyPdf(bytes(at + table), trust)).toMatchObject({ code: 'Malformed' });
    const deep = `%PDF-1.7\nxref\n0 0\ntrailer\n${'['.repeat(100_000)}\nstartxref\n9\n%%EOF\n`;
    expect(verifyPdf(bytes(deep), trust)).toMatchObject({ code: 'Malformed' });
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'fontkit';
import { z } from 'zod';

/** Runs a public tool on a PDF (`FILE` among its arguments stands for it) and returns what it prints. Throws when it finds fault. */
export function run(command: 'qpdf' | 'pdftotext' | 'pdffonts' | 'pdfsig', pdf: Uint8Array, ...args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mo-documents-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf, { mode: 0o600 });
    const given = args.map((argument) => (argument === 'FILE' ? file : argument));
    const { status, stdout, stderr } = spawnSync(command, given, { encoding: 'latin1', timeout: 30_000, maxBuffer: 64 * 1024 * 1024 });
    if (status !== 0) throw new Error(`${command}: ${stdout.slice(0, 500)}${stderr.slice(0, 500)}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text that a reader copies out of it. */
export const textOf = (pdf: Uint8Array): string => Buffer.from(run('pdftotext', pdf, '-layout', 'FILE', '-'), 'latin1').toString('utf8');

const objects = z.object({ qpdf: z.tuple([z.unknown(), z.record(z.string(), z.unknown())]) });
type Entries = Readonly<Record<string, unknown>>;

/**
 * The rules of PDF/A-2b (ISO 19005-2) that a document breaks, of those that can be checked without a validator: what is checked is what
 * this program could get wrong. Read by qpdf, not by ours.
 */
export function archivalFaults(pdf: Uint8Array): readonly string[] {
  const faults: string[] = [];
  const demand = (holds: boolean, rule: string): void => void (holds || faults.push(rule));
  run('qpdf', pdf, '--check', 'FILE');
  const head = Buffer.from(pdf.subarray(0, 16)).toString('latin1');
  demand(/^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(head), '6.1.2 header with four bytes above 127');
  demand(/%%EOF\r?\n?$/.test(Buffer.from(pdf.subarray(-8)).toString('latin1')), '6.1.3 nothing behind the end');
  const all = objects.parse(JSON.parse(run('qpdf', pdf, '--json=2', '--json-stream-data=none', 'FILE'))).qpdf[1];
  const entries = Object.values(all).map((object) => (isEntries(object) ? object : {}));
  const dictionaries = entries
    .flatMap((object) => [object['value'], isEntries(object['stream']) ? object['stream']['dict'] : undefined])
    .filter(isEntries);
  const trailer = isEntries(all['trailer']) && isEntries(all['trailer']['value']) ? all['trailer']['value'] : {};
  const ofType = (type: string) => dictionaries.filter((one) => one['/Type'] === type);
  demand(Array.isArray(trailer['/ID']), '6.1.3 identifier');
  demand(!('/Encrypt' in trailer), '6.1.3 not encrypted');
  const [catalogue = {}] = ofType('/Catalog');
  for (const key of ['/OpenAction', '/AA', '/OCProperties', '/NeedsRendering', '/Names']) demand(!(key in catalogue), `6.5, 6.1 no ${key}`);
  demand(!JSON.stringify(all).includes('/JavaScript'), '6.5.1 no script');
  for (const stream of dictionaries) demand(!('/F' in stream && '/Length' in stream), '6.1.7 no stream from elsewhere');
  demand(!JSON.stringify(all).includes('/LZWDecode'), '6.1.7.2 no LZW');
  const descriptors = ofType('/FontDescriptor');
  demand(descriptors.length > 0 && descriptors.every((one) => '/FontFile2' in one), '6.2.11.4 fonts inside');
  for (const font of ofType('/Font')) {
    if (font['/Subtype'] === '/Type0') demand('/ToUnicode' in font && font['/Encoding'] === '/Identity-H', '6.2.11.3 encoding');
    else demand(font['/Subtype'] === '/CIDFontType2' && font['/CIDToGIDMap'] === '/Identity', '6.2.11.3.2 map of glyphs');
  }
  for (const font of ofType('/Font'))
    if ('/W' in font) demand(hasItsWidths(pdf, font, all), '6.2.11.5 widths are those of the font inside');
  for (const page of ofType('/Page')) demand(JSON.stringify(page['/Resources'] ?? '').includes('/CalGray'), '6.2.4.3 grey of a known kind');
  demand(
    !dictionaries.some((one) => '/SMask' in one || '/CA' in one || '/ca' in one || one['/Subtype'] === '/Image'),
    '6.2.10 opaque, no pictures',
  );
  const plain = run('qpdf', pdf, '--qdf', '--object-streams=disable', 'FILE', '-');
  demand(!/^[\d. -]+ (?:rg|RG|k|K)$|\/[\w]+ (?:cs|CS|ri|sh)$/m.test(plain), '6.2.4.3 no colours that depend on a device');
  for (const annotation of ofType('/Annot')) {
    demand(annotation['/F'] === 132 && JSON.stringify(annotation['/Rect']) === '[0,0,0,0]', '6.3.2 a field that prints and has no face');
  }
  const metadata = Buffer.from(pdf).toString('utf8');
  demand(/pdfaid:part="2" pdfaid:conformance="B"/.test(metadata), '6.6.4 says that it is PDF/A-2b, unfiltered');
  return faults;
}

/** Whether the widths that are written are those of the font's own glyphs, to a thousandth of the letters' size. */
function hasItsWidths(pdf: Uint8Array, font: Entries, all: Entries): boolean {
  const at = (reference: unknown): unknown => {
    const object = typeof reference === 'string' ? all[`obj:${reference}`] : { value: reference };
    return isEntries(object) ? object['value'] : undefined;
  };
  const descriptor = at(font['/FontDescriptor']);
  const number = isEntries(descriptor) ? String(descriptor['/FontFile2']).split(' ')[0] : '';
  const file = run('qpdf', pdf, `--show-object=${number}`, '--filtered-stream-data', 'FILE');
  const inside = create(Buffer.from(file, 'latin1'));
  const written = z.array(z.union([z.number(), z.array(z.number())])).parse(at(font['/W']));
  if (!('glyphForCodePoint' in inside) || written.length === 0) return false;
  return written.every((widths, index) => {
    const first = written[index - 1];
    if (!Array.isArray(widths) || typeof first !== 'number') return typeof widths === 'number';
    return widths.every((width, offset) => Math.abs((inside.getGlyph(first + offset).advanceWidth * 1000) / inside.unitsPerEm - width) < 1);
  });
}

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

import { createHash } from 'node:crypto';
import { PDFDocument, type PDFFont, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { fontFile, type Weight, weights } from './fonts.ts';

export interface ArchivalPdf {
  readonly document: PDFDocument;
  readonly fonts: Readonly<Record<Weight, PDFFont>>;
  /** Of letters that were measured, at size 1. */
  readonly widths: Readonly<Record<Weight, Map<string, number>>>;
}

export interface DocumentTitle {
  readonly title: string;
  /** Tells this document from every other, and is the same whenever it is made anew. */
  readonly identity: string;
  readonly at: Date;
}

/** An empty document with its fonts, as `finishPdf` makes PDF/A-2b of it. */
export const startPdf = async (): Promise<ArchivalPdf> => {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const embedded = await Promise.all(
    weights.map(async (weight) => {
      // ISO 32000-1 §9.6.4: six letters say that it is a part of the font.
      const customName = `${SUBSET_NAMES[weight]}+NotoSans`;
      return [weight, await document.embedFont(fontFile(weight), { subset: true, customName, features: UNJOINED })] as const;
    }),
  );
  return { document, fonts: Object.fromEntries(embedded) as Record<Weight, PDFFont>, widths: { regular: new Map(), bold: new Map() } };
};

/**
 * One letter, one glyph: what is copied out is what was written. The library writes glyphs without places of their own, so that a letter
 * which the font takes apart (ccmp: ị as i and a dot) would lose its mark.
 */
const UNJOINED = Object.fromEntries(
  ['ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'calt', 'clig', 'liga', 'rclt', 'curs', 'kern', 'frac', 'numr', 'dnom'].map((feature) => [
    feature,
    false,
  ]),
);

const SUBSET_NAMES: Readonly<Record<Weight, string>> = { regular: 'MOREGU', bold: 'MOBOLD' };

/**
 * The bytes of a document as PDF/A-2b (ISO 19005-2): fonts inside, greys that mean the same everywhere (§6.2.4.3: CalGray as the default,
 * so that no colour profile is needed), XMP that says what it is, an identifier, and cross-reference tables, which `signPdf` reads. What
 * is drawn must be grey and opaque.
 */
export const finishPdf = async ({ document }: ArchivalPdf, { title, identity, at }: DocumentTitle): Promise<Uint8Array> => {
  const { context, catalog } = document;
  for (const page of document.getPages()) {
    page.node.Resources()?.set(PDFName.of('ColorSpace'), context.obj({ DefaultGray: ['CalGray', { WhitePoint: D65, Gamma: 2.2 }] }));
  }
  const xmp = Buffer.from(metadata(title, at), 'utf8');
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })));
  catalog.set(PDFName.of('Lang'), PDFHexString.fromText('en-GB'));
  const id = PDFHexString.of(createHash('sha256').update(identity).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
  return await document.save({ useObjectStreams: false, addDefaultPage: false });
};

/** White of daylight, as sRGB has it. */
const D65 = [0.9505, 1, 1.089];

const metadata = (title: string, at: Date): string => {
  const time = at.toISOString().replace(/\.\d+/, '');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="2" pdfaid:conformance="B" xmp:CreatorTool="Mobile Office" xmp:CreateDate="${time}" xmp:ModifyDate="${time}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

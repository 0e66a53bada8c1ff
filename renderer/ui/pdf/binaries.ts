import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';

/** The fourteen fonts that a PDF need not carry (ISO 32000-1 §9.6.2.2). */
const fonts: Readonly<Record<string, string>> = import.meta.glob('/../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});

const places: Readonly<Record<string, string>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
  ...Object.fromEntries(Object.entries(fonts).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url])),
};

/** What the library may ask for by name while it reads: fonts and decoders of the product's own, and nothing else. */
export class BundledBinaries {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const place = Object.hasOwn(places, filename) ? places[filename] : undefined;
    if (place === undefined) throw new Error('not bundled');
    const answer = await fetch(place);
    if (!answer.ok) throw new Error('not readable');
    return new Uint8Array(await answer.arrayBuffer());
  }
}

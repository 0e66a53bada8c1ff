import { concat } from '../der/write.ts';
import type { PdfFile } from './file.ts';
import { dictionary, number, type PdfDictionary, type PdfValue, reference, writeValue } from './object.ts';

/** Objects that an update adds or replaces, by number; those with a stream get its length. */
export type UpdatedObjects = ReadonlyMap<number, { readonly value: PdfValue; readonly stream?: Uint8Array }>;

/** An incremental update (ISO 32000-1 §7.5.6): the file as it was, the objects, their table. `size` is one more than the highest number. */
export function updatePdf(file: PdfFile, objects: UpdatedObjects, size: number): Uint8Array {
  const parts: Uint8Array[] = [file.bytes];
  let at = file.bytes.length;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    at += part.length;
  };
  // A file may end without a line end; an update begins on a line of its own.
  if (file.bytes.at(-1) !== 0x0a) add(latin1('\n'));
  const offsets = [...objects]
    .sort(([a], [b]) => a - b)
    .map(([objectNumber, { value, stream }]) => {
      const offset = at;
      const written = stream ? withEntries(value, { Length: number(stream.length) }) : value;
      add(latin1(`${objectNumber} 0 obj\n${writeValue(written)}\n`));
      if (stream) for (const part of [latin1('stream\n'), stream, latin1('\nendstream\n')]) add(part);
      add(latin1('endobj\n'));
      return { objectNumber, offset };
    });
  const table = offsets.map(({ objectNumber, offset }) => `${objectNumber} 1\n${String(offset).padStart(10, '0')} 00000 n\r\n`);
  const trailer = trailerOf(file, size);
  add(latin1(`xref\n${table.join('')}trailer\n${writeValue(trailer)}\nstartxref\n${at}\n%%EOF\n`));
  return concat(...parts);
}

function trailerOf({ trailer, rootNumber, crossReference }: PdfFile, size: number): PdfValue {
  const kept: [string, PdfValue][] = ['Info', 'ID'].flatMap((key) => {
    const value = trailer.get(key);
    return value ? [[key, value] as [string, PdfValue]] : [];
  });
  return dictionary({ Size: number(size), Root: reference(rootNumber), Prev: number(crossReference), ...Object.fromEntries(kept) });
}

/** The dictionary with these entries in the place of its own of the same names. */
export const withEntries = (value: PdfValue | PdfDictionary, more: Readonly<Record<string, PdfValue>>): PdfValue => ({
  kind: 'dictionary',
  entries: new Map([...('kind' in value ? (value.kind === 'dictionary' ? value.entries : []) : value), ...Object.entries(more)]),
});

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

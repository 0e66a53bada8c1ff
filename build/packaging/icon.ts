import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../vite/paths.ts';

/**
 * Makes the packages' icons from the window's own (renderer/public/icon.svg): one PNG a size for Linux (freedesktop.org icon theme),
 * one ICO of all sizes for Windows. They are kept; run this again after the drawing has changed. Needs rsvg-convert (librsvg2-bin).
 */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const;
/** An ICO's directory has one byte for a side, in which 256 is 0. */
const LARGEST_IN_ICO = 256;
const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

const draw = (size: number): Buffer =>
  execFileSync('rsvg-convert', ['-w', String(size), '-h', String(size), join(ROOT, 'renderer', 'public', 'icon.svg')]);

/** An ICO file of PNG images, which Windows reads at every size since Vista. */
const ico = (images: readonly { readonly size: number; readonly png: Buffer }[]): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.byteLength;
  for (const [index, { size, png }] of images.entries()) {
    const at = HEADER_BYTES + ENTRY_BYTES * index;
    const side = size === LARGEST_IN_ICO ? 0 : size;
    header.writeUInt8(side, at);
    header.writeUInt8(side, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.byteLength, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.byteLength;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
};

const folder = join(import.meta.dirname, 'icons');
mkdirSync(folder, { recursive: true });
const images = SIZES.map((size) => ({ size, png: draw(size) }));
for (const { size, png } of images) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(import.meta.dirname, 'icon.ico'), ico(images.filter(({ size }) => size <= LARGEST_IN_ICO)));

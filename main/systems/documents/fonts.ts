import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Noto Sans (OFL 1.1): Latin, Greek and Cyrillic with all that Europe's languages and Vietnamese write. Two weights, TrueType. */
const files = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
} as const;

export type Weight = keyof typeof files;
export const weights = Object.keys(files) as readonly Weight[];

/** A font's file. Read when a document is made, from beside the program. */
export const fontFile = (weight: Weight): Uint8Array => new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(files[weight])));

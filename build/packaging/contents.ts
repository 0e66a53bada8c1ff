import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { listPackage, statFile } from '@electron/asar';

/** What the archive may hold, each of which it must hold: our bundles, the fonts of documents and the two native modules. */
const archive = (platform: string, arch: string): readonly RegExp[] => [
  /^package\.json$/,
  /^dist\/main\/(electron|store-worker|mail-reader)\.cjs$/,
  /^dist\/main\/electron\/[\w-]+\.cjs$/,
  /^dist\/native\/card-service\.cjs$/,
  /^dist\/preload\/preload\.cjs$/,
  /^dist\/renderer\/(index\.html|icon\.svg|assets\/[\w.-]+\.(m?js|css|woff2|wasm|ttf|pfb))$/,
  /^node_modules\/@expo-google-fonts\/noto-sans\/(package\.json|400Regular\/NotoSans_400Regular\.ttf|700Bold\/NotoSans_700Bold\.ttf)$/,
  /^node_modules\/better-sqlite3\/(package\.json|lib\/.+\.js)$/,
  new RegExp(`^node_modules/better-sqlite3/prebuilds/${platform}-${arch}\\.node$`),
  /^node_modules\/pkcs11js\/(package\.json|index\.js|build\/Release\/pkcs11\.node)$/,
];

/** What may lie beside the archive. Electron's own files are in the folder above. */
const BESIDE = [
  /^app\.asar$/,
  /^app\.asar\.unpacked\/node_modules\/(better-sqlite3|pkcs11js)\/.+\.node$/,
  /^legal\/(THIRD-PARTY-NOTICES\.txt|sbom\.cdx\.json|LICENSE)$/,
] as const;

/**
 * Throws unless `resources` (the folder of that name in a package) holds what the product is made of and nothing else: no source, no
 * test, no demonstration, no other platform's module.
 */
export const checkContents = (resources: string, { platform, arch }: { readonly platform: string; readonly arch: string }): void => {
  judge('the archive', archiveFiles(join(resources, 'app.asar')), archive(platform, arch));
  judge('resources', files(resources), BESIDE);
};

const judge = (where: string, names: readonly string[], allowed: readonly RegExp[]): void => {
  const strangers = names.filter((name) => !allowed.some((pattern) => pattern.test(name)));
  if (strangers.length > 0) throw new Error(`${where} holds what the product is not made of: ${strangers.slice(0, 10).join(', ')}`);
  const missing = allowed.filter((pattern) => !names.some((name) => pattern.test(name)));
  if (missing.length > 0) throw new Error(`${where} lacks ${missing.map(({ source }) => source).join(', ')}`);
};

const archiveFiles = (file: string): readonly string[] =>
  listPackage(file, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((name) => !('files' in statFile(file, name.replaceAll('/', sep))));

const files = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => !statSync(join(folder, name)).isDirectory())
    .map((name) => name.replaceAll('\\', '/'));

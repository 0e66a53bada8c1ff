import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARKER } from '../../main/device/support/full-laptop.ts';
import type { OrderProgress } from './hq.ts';

const NEEDLES = (['utf8', 'utf16le'] as const).map((as) => Buffer.from(MARKER, as));
const KEY_FILE = /(^|\/)(key\.p7m|key\.own|lease\.sealed|names\.sealed|unsent\.[^/]*|[^/]*key-check)(\.new)?$/;
const STORE = /\.db(-wal|-shm)?$/;
const DEVICE_KEY = /(^|\/)(key|key\.next)\.sealed$|(^|\/)seal\.key$/;

/** What a wiped laptop may still hold: whom it goes back to. */
const REMAINS = ['device/wiped.json'];

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !lstatSync(join(folder, path)).isDirectory())
    : [];

const contentOf = (path: string): Buffer => (lstatSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0));

/** What of the officers is on this disk, in words. */
const remainsOf = (dataFolder: string): readonly string[] =>
  filesIn(dataFolder).flatMap((path) => {
    const everything = Buffer.concat([contentOf(join(dataFolder, path)), Buffer.from(path)]);
    return [
      ...(KEY_FILE.test(path) ? [`key file left: ${path}`] : []),
      ...(STORE.test(path) ? [`store left: ${path}`] : []),
      ...(NEEDLES.some((needle) => everything.includes(needle)) ? [`the marker stands in ${path}`] : []),
    ];
  });

/** Whether there is anything to destroy in a folder, so that an empty answer afterwards says something. */
export const isFull = (dataFolder: string): boolean => {
  const found = remainsOf(dataFolder);
  return (['key file', 'store', 'the marker'] as const).every((what) => found.some((line) => line.startsWith(what)));
};

/** At any moment: HQ says `done` only with a receipt that holds, and then nothing of the officers is on the disk. */
export const brokenNow = (dataFolder: string, { state, proof }: OrderProgress): readonly string[] => {
  if (state !== 'done') return proof === undefined ? [] : ['a receipt says done and HQ does not'];
  if (proof?.wipe === undefined) return ['done without a valid receipt'];
  const { existed, left, officers } = proof.wipe;
  const claims = [
    ...(left.keyFiles + left.stores + left.otherFiles + left.bytes > 0 ? ['the receipt says that something is left'] : []),
    ...(existed.keyFiles < 9 || existed.stores < 3 || officers < 3 ? ['the receipt does not say what was there'] : []),
  ];
  return [...claims, ...remainsOf(dataFolder)];
};

/** Once the program has finished: HQ has the proof, and nothing but the note remains, the device key least of all. */
export const brokenAtEnd = (dataFolder: string, progress: OrderProgress): readonly string[] => [
  ...brokenNow(dataFolder, progress),
  ...(progress.state === 'done' ? [] : [`HQ says ${progress.state}`]),
  ...(progress.proof?.wipe !== undefined && progress.bundles < progress.proof.wipe.handedOver
    ? ['less was handed over than is signed']
    : []),
  ...remainsOf(dataFolder),
  ...filesIn(dataFolder)
    .filter((path) => DEVICE_KEY.test(path) || !REMAINS.includes(path))
    .map((path) => `still there: ${path}`),
];

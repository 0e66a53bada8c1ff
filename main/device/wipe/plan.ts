import { chmodSync, type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * What a wipe destroys, stage by stage: `keys` first, for without them all else is noise; then `stores`, then the `rest`. `last` is what
 * signs and delivers the proof: it goes once HQ has it.
 */
export type WipeStage = 'keys' | 'stores' | 'rest' | 'last';

/** One file (or link, or socket) under the data folder, by its path inside it with forward slashes. */
export interface Found {
  readonly path: string;
  readonly stage: WipeStage;
  readonly bytes: number;
}

/** What the running program itself holds open: it carries nothing of an officer's, and goes when the program ends. */
const HELD: readonly string[] = [
  // Keeps a second start of the program off this folder.
  'instance.lock',
  // The window's own profile: in memory only (incognito, no disk cache). The Chromium shell empties it at its end and at its next start; in
  // Electron's, preferences, caches of the graphics card and the key of what was sealed stay, and open nothing that is left.
  'chromium',
];

/**
 * What keeps a second start of Electron off this folder, for as long as the program runs (Chromium, process_singleton_posix.cc and _win.cc,
 * in userData): on Linux three links, on Windows an empty file that nobody else can open. What only has such a name is not it.
 */
const isSingleton = (path: string, stat: Stats): boolean =>
  (/^Singleton(Lock|Cookie|Socket)$/.test(path) && stat.isSymbolicLink()) || (path === 'lockfile' && stat.isFile() && stat.size === 0);

/** First match wins. What no rule knows is `rest`: nothing in this folder belongs to anybody else. */
const RULES: readonly { readonly stage: WipeStage; readonly path: RegExp }[] = [
  // The device key and certificate, and the force's authorities and lists, without which no gateway can be believed.
  { stage: 'last', path: /^device\/(key|key\.next)\.sealed$/ },
  { stage: 'last', path: /^device\/(certificate\.der|trust\.json)$/ },
  // Up to which order this laptop has obeyed, and what HQ has not heard of that.
  { stage: 'last', path: /^device\/(orders\.json|receipts\/.*)$/ },
  // The wipe's own record, and the note that takes its place.
  { stage: 'last', path: /^device\/(wipe|wiped)\.json$/ },
  // The Chromium shell's own sealing key: it opens the device key.
  { stage: 'last', path: /^seal\.key$/ },
  // Signed, and no secret.
  { stage: 'rest', path: /^device\/policy\.p7m/ },
  // Store key shares, leases with device shares, the names' key, key proofs, sealed unsent work; halves of them that a power cut left too.
  { stage: 'keys', path: /^officers\/(.*\/)?(key|lease|names|share|unsent\.(p7m|locked))[^/]*$/ },
  { stage: 'keys', path: /key-check[^/]*$/ },
  { stage: 'keys', path: /\.(sealed|key|p7m|p12|pem\.key)(\.new)?$/ },
  { stage: 'stores', path: /(^|\/)[^/]*\.db(-wal|-shm|-journal)?$/ },
];

/** The order in which the `last` files go: the device key first of them. */
const LAST_FIRST = /^device\/(key|key\.next)\.sealed$/;

export interface PlanOptions {
  readonly dataFolder: string;
  /** Configuration and force root, absolute: those inside the data folder are `last`, for they say where HQ is. */
  readonly configuration?: readonly string[];
  /** Whether a window of this program is open on the folder, whose own files stay until it ends; true unless said. */
  readonly windowOpen?: boolean;
}

/** Everything under the data folder and when it goes. What vanishes meanwhile is not there. */
export const survey = ({ dataFolder, configuration = [], windowOpen = true }: PlanOptions): readonly Found[] => {
  const settings = new Set(configuration.flatMap((file) => inside(dataFolder, file) ?? []));
  return walk(dataFolder, '')
    .flatMap((path) => {
      const stat = lstatSync(join(dataFolder, path), { throwIfNoEntry: false });
      if (stat === undefined || (windowOpen && isHeld(path, stat))) return [];
      return [{ path, stage: settings.has(path) ? ('last' as const) : stageOf(path), bytes: stat.size }];
    })
    .toSorted((a, b) => Number(LAST_FIRST.test(b.path)) - Number(LAST_FIRST.test(a.path)));
};

/** Configuration that lies elsewhere: an administrator's, not this program's to remove. */
export const configurationElsewhere = ({ dataFolder, configuration = [] }: PlanOptions): number =>
  configuration.filter((file) => inside(dataFolder, file) === undefined).length;

/** Every folder under the data folder, deepest first, without those in use. */
export const foldersOf = ({ dataFolder, windowOpen = true }: PlanOptions): readonly string[] =>
  entries(dataFolder)
    .filter((entry) => entry.isDirectory() && !(windowOpen && HELD.includes(entry.name)))
    .flatMap((entry) => foldersUnder(dataFolder, entry.name));

const isHeld = (path: string, stat: Stats): boolean => HELD.includes(path.split('/')[0] ?? '') || isSingleton(path, stat);

const stageOf = (path: string): WipeStage => RULES.find((rule) => rule.path.test(path))?.stage ?? 'rest';

const foldersUnder = (root: string, path: string): readonly string[] => [
  ...entries(join(root, path))
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersUnder(root, `${path}/${entry.name}`)),
  path,
];

/** Links are named, never followed: a link must not lead the destruction out of the folder. */
const walk = (root: string, path: string): readonly string[] => {
  const listed = list(join(root, path));
  // What cannot be looked into is counted as one thing that is left, not passed over in silence.
  if (listed === 'unreadable') return [path];
  return listed.flatMap((entry) => {
    const below = path === '' ? entry.name : `${path}/${entry.name}`;
    return entry.isDirectory() ? walk(root, below) : [below];
  });
};

const entries = (folder: string): readonly Dirent[] => {
  const listed = list(folder);
  return listed === 'unreadable' ? [] : listed;
};

/** A folder that its owner may not read, by accident or design, is made readable once. */
const list = (folder: string): readonly Dirent[] | 'unreadable' => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  }
  try {
    chmodSync(folder, 0o700);
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return 'unreadable';
  }
};

const inside = (folder: string, file: string): string | undefined => {
  const path = relative(real(folder), real(file));
  return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
};

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path); // It is gone: where it would be.
  }
};

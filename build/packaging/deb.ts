import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A binary package of Debian (deb(5), deb-control(5)). */
export interface Deb {
  /** Where the package goes. */
  readonly file: string;
  readonly control: {
    readonly name: string;
    readonly version: string;
    readonly architecture: string;
    readonly maintainer: string;
    readonly section: string;
    readonly priority: string;
    readonly homepage: string;
    /** The synopsis on the first line, the long description below it. */
    readonly description: string;
    readonly depends: readonly string[];
    readonly recommends: readonly string[];
  };
  /** As dpkg-deb -Z takes it. */
  readonly compression: string;
  /** Files of the maintainer's scripts. */
  readonly scripts: { readonly postinst: string; readonly postrm: string };
  /** Files and folders with their absolute places in the file system. */
  readonly content: readonly { readonly from: string; readonly to: string }[];
}

/** Makes the package with dpkg-deb: everything is root's, folders 755, files 755 or 644. Throws where dpkg-deb refuses something. */
export const makeDeb = ({ file, control, compression, scripts, content }: Deb): void => {
  const stage = mkdtempSync(join(tmpdir(), 'mobile-office-deb-'));
  try {
    for (const { from, to } of content) {
      mkdirSync(dirname(join(stage, to)), { recursive: true });
      // Links are Electron's own; none of them leaves the folder.
      cpSync(from, join(stage, to), { recursive: true, verbatimSymlinks: true });
    }
    const paths = (readdirSync(stage, { recursive: true }) as string[]).sort();
    // mkdtemp's own is for its owner alone, and would be the mode of the root.
    chmodSync(stage, 0o755);
    for (const path of paths) setMode(join(stage, path));
    const files = paths.filter((path) => lstatSync(join(stage, path)).isFile());
    const administration = join(stage, 'DEBIAN');
    mkdirSync(administration);
    for (const [name, script] of Object.entries(scripts)) {
      copyFileSync(script, join(administration, name));
      chmodSync(join(administration, name), 0o755);
    }
    writeFileSync(join(administration, 'md5sums'), files.map((path) => `${md5(join(stage, path))}  ${path}\n`).join(''));
    writeFileSync(join(administration, 'control'), controlFile(control, installedSize(stage, files)));
    execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
};

/** The set-user-ID bit of Chromium's sandbox helper is the postinst's business, where the kernel needs it. */
const setMode = (path: string): void => {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
};

/** Proves transport, not origin; dpkg --verify reads it. */
const md5 = (path: string): string => createHash('md5').update(readFileSync(path)).digest('hex');

/** KiB, each file rounded up (deb-substvars(5), Installed-Size). */
const installedSize = (stage: string, files: readonly string[]): number =>
  files.reduce((sum, path) => sum + Math.ceil(lstatSync(join(stage, path)).size / 1024), 0);

const controlFile = (control: Deb['control'], size: number): string => {
  const [synopsis = '', ...more] = control.description
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fields: readonly (readonly [string, string])[] = [
    ['Package', control.name],
    ['Version', control.version],
    ['Architecture', control.architecture],
    ['Maintainer', control.maintainer],
    ['Installed-Size', String(size)],
    ['Depends', control.depends.join(', ')],
    ['Recommends', control.recommends.join(', ')],
    ['Section', control.section],
    ['Priority', control.priority],
    ['Homepage', control.homepage],
  ];
  const said = fields.filter(([, value]) => value !== '');
  for (const [name, value] of said) if (/[\r\n]/.test(value)) throw new Error(`${name} has more than one line`);
  return `${said.map(([name, value]) => `${name}: ${value}\n`).join('')}Description: ${synopsis}\n${more.map((line) => ` ${line}\n`).join('')}`;
};

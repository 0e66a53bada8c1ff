import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A real dpkg over a root of its own inside `folder`, reached by a path as the installer reaches dpkg. */
export const dpkgInside = (folder: string): { readonly dpkg: string; readonly root: string } => {
  const root = join(folder, 'root');
  for (const name of ['var/lib/dpkg/updates', 'var/lib/dpkg/info']) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  const dpkg = join(folder, 'dpkg');
  writeFileSync(dpkg, `#!/bin/sh\nexec /usr/bin/dpkg --root="$(dirname "$0")/root" --force-not-root --log=/dev/null "$@"\n`);
  chmodSync(dpkg, 0o755);
  return { dpkg, root };
};

/** A package whose only file, /opt/program, holds its version. `more`: lines of its control file. */
export const packageOf = (folder: string, version: string, more = ''): string => {
  const tree = mkdtempSync(join(folder, 'tree-'));
  // mkdtemp's own is for its owner alone.
  chmodSync(tree, 0o755);
  for (const name of ['DEBIAN', 'opt']) mkdirSync(join(tree, name));
  writeFileSync(join(tree, 'opt', 'program'), version);
  const control = `Package: mobile-office\nVersion: ${version}\nArchitecture: all\nMaintainer: t <t@t.invalid>\nDescription: t\n${more}`;
  writeFileSync(join(tree, 'DEBIAN', 'control'), control);
  const file = join(folder, `mobile-office_${version}_all.deb`);
  execFileSync('/usr/bin/dpkg-deb', ['--root-owner-group', '--build', tree, file], { stdio: 'ignore' });
  return file;
};

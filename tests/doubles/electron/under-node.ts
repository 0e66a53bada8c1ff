import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A program in the place of Electron's that does run: a shell script that starts Node, copied beside it, with `script`
 * (tests/build/packaging/program/run.ts, bundled), which runs the archive under the stand-in for Electron's module. What it shows is
 * that what was packed and installed is whole, not how Electron behaves.
 */
export const underNode =
  (script: string) =>
  (folder: string): Buffer => {
    const beside = join(folder, 'stand-in');
    mkdirSync(beside);
    copyFileSync(process.execPath, join(beside, 'node'));
    chmodSync(join(beside, 'node'), 0o755);
    copyFileSync(script, join(beside, 'run.cjs'));
    // The shell reads line by line and never comes to the fuse wire that follows.
    return Buffer.from('#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/stand-in/node" "$here/stand-in/run.cjs" "$@"\n');
  };

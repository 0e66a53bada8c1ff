// What bootstrap.mjs decides by the platform, as functions of it; plain JavaScript, since it runs before anything is installed.
import { posix, win32 } from 'node:path';

/** From this version on Node runs TypeScript as it is. */
const RUNS_TYPESCRIPT = 24;

/** The program of the npm package "node". Not what lies in .bin: on Windows that is a batch file, which Node does not spawn. */
export const nodeOfPackages = (root, platform) => {
  const { join } = platform === 'win32' ? win32 : posix;
  return join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node');
};

/** The Node that runs the product's scripts: the packages' own, else the machine's where it is new enough. */
export const chooseNode = (ofPackages, own) => ofPackages ?? (Number(own.version.split('.')[0]) >= RUNS_TYPESCRIPT ? own.path : undefined);

/** Tasks that bring up a whole force, with its servers and a virtual card reader. */
const WITH_A_FORCE = ['start', 'dev'];

/** Why a task cannot run on a platform, in one line with what can; undefined where it can. */
export const needsDebian = (task, platform) => {
  if (platform === 'linux' || !WITH_A_FORCE.includes(task)) return undefined;
  return (
    "The demonstration force needs Linux with Debian's servers and a virtual card reader. Here: npm test for what needs neither, and " +
    'npm run client -- --config client.json --data DIR for the client against an HQ that is elsewhere.'
  );
};

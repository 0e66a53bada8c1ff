import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './cdp/connection.ts';

/** The isolated world in which the preload runs. */
export const PRELOAD_WORLD = 'mobile-office-preload';

/** Installs the page's half of the shell, and the preload bundle in its isolated world, for every document to come. */
export type InstallScripts = (connection: Connection, session: string, preload: string) => Promise<void>;

/**
 * Reads the two bundled page scripts. The worlds find each other by an event whose name nobody else can know: it is random
 * for each start, and gone before the first script of the page runs.
 */
export const pageScripts = (folder: string, origin: string): InstallScripts => {
  const handshake = randomBytes(16).toString('hex');
  const constants = `const ORIGIN=${JSON.stringify(origin)},HANDSHAKE=${JSON.stringify(handshake)};`;
  const mainWorld = readFileSync(join(folder, 'page-main.js'), 'utf8');
  const isolatedWorld = readFileSync(join(folder, 'page-isolated.js'), 'utf8');
  return async (connection, session, preload) => {
    const bundle = readFileSync(preload, 'utf8');
    const run = `pageIsolated.install(function(require,module,exports){${bundle}\n});`;
    // In this order: the page's world listens before the preload's world calls.
    await Promise.all([
      connection.send('Runtime.addBinding', { name: 'officeToMain', executionContextName: PRELOAD_WORLD }, session),
      connection.send('Page.addScriptToEvaluateOnNewDocument', { source: `(()=>{${constants}${mainWorld}\n})()` }, session),
      connection.send(
        'Page.addScriptToEvaluateOnNewDocument',
        { source: `(()=>{${constants}${isolatedWorld}\n${run}})()`, worldName: PRELOAD_WORLD },
        session,
      ),
    ]);
  };
};

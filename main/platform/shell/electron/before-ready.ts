import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, protocol } from 'electron';
import { hardenContents } from './contents.ts';
import { SCHEME } from './policy.ts';
import { hardenSession } from './session.ts';

const NAME = 'Mobile Office';
const APP_USER_MODEL_ID = 'uk.police.mobileoffice';

/**
 * Everything that must be settled before 'ready', in the order that Electron asks for. Answers whether this is the first
 * instance on the data folder (of this account; another account's is not seen).
 */
export const prepare = (dataFolder: string): boolean => {
  setFolders(dataFolder);
  // Once only. `stream`: without it audio and video play from no scheme of one's own. Not corsEnabled, which opens the scheme to every origin; no service workers, no CSP bypass.
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  app.enableSandbox();
  // Chromium's names only, not Node's: also ends dns-prefetch and the spell-checker's fetch.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-quic');
  app.commandLine.appendSwitch('no-pings');
  if (process.platform === 'win32') app.setAppUserModelId(APP_USER_MODEL_ID);
  // The default menu reloads, zooms and opens the developer tools.
  Menu.setApplicationMenu(null);
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  refuseCertificates();
  return app.requestSingleInstanceLock();
};

/** Electron's own default lies in the roaming profile. crashReporter is never started: a minidump holds what was on screen. */
const setFolders = (dataFolder: string): void => {
  const sessionData = join(dataFolder, 'chromium');
  const crashDumps = join(dataFolder, 'crash');
  // setPath throws for a folder that is not there.
  for (const folder of [sessionData, crashDumps]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setName(NAME);
  app.setPath('userData', dataFolder);
  // Holds "Local State" with the key of everything sealed on Windows: never to be emptied.
  app.setPath('sessionData', sessionData);
  app.setPath('crashDumps', crashDumps);
};

/** Chromium itself never speaks TLS here. By default it would offer the first certificate of the system's store: the warrant card's. */
const refuseCertificates = (): void => {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault();
    answer();
  });
};

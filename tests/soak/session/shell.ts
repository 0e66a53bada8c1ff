import { join } from 'node:path';
import { forkHelper } from '../../../main/platform/shell/chromium/helper.ts';
import { fileSecrets } from '../../../main/platform/shell/chromium/secrets.ts';
import type { Helper, Installer, Shell } from '../../../main/platform/shell/port.ts';

/** A shell without a window, for what main does behind it. `helpers`: the card service's processes that run now, oldest first. */
export const windowlessShell = (
  dataFolder: string,
  installer?: Installer,
): { readonly shell: Shell; readonly helpers: readonly Helper[] } => {
  const helpers: Helper[] = [];
  const never = (): never => {
    throw new Error('this shell shows nothing');
  };
  const shell: Shell = {
    kind: 'chromium',
    appOrigin: 'https://app.local',
    packaged: false,
    secrets: fileSecrets(join(dataFolder, 'sealing.key')),
    dataFolder,
    ...(installer === undefined ? {} : { installer }),
    ready: async () => undefined,
    serve: () => undefined,
    handle: () => undefined,
    openWindow: never,
    allowScreenCapture: () => undefined,
    helper({ entry, env }) {
      const helper = forkHelper({ entry, env });
      helpers.push(helper);
      helper.onExit(() => helpers.splice(helpers.indexOf(helper), 1));
      return helper;
    },
    onPower: () => undefined,
    onSecondInstance: () => undefined,
    onQuit: () => undefined,
    quit: never,
  };
  return { shell, helpers };
};

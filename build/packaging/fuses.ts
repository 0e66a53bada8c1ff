import { FuseState, type FuseV1Config, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/**
 * All nine fuses of Electron 45, each by name: a tenth would fail the build until somebody has decided about it.
 * Off: running as plain Node, its options and inspector from outside. On: only our archive, and only unchanged.
 */
export const fuses: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Reads the program's fuses and throws unless each is as decided. */
export const proveFuses = async (program: string): Promise<void> => {
  const wire = await getCurrentFuseWire(program);
  for (const [fuse, wanted] of Object.entries(fuses)) {
    if (!/^\d+$/.test(fuse)) continue;
    const state = wire[Number(fuse) as FuseV1Options];
    if (state !== (wanted ? FuseState.ENABLE : FuseState.DISABLE)) throw new Error(`fuse ${fuse} of ${program} is not as it was set`);
  }
};

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DebUpdater, NsisUpdater } from 'electron-updater';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageInstaller } from '../../../../../main/platform/shell/electron/installer.ts';

/**
 * What electron-updater does with a package that lies here already, downloaded and verified: why our own installer stands in its place
 * (docs/decisions/0016-updates.md), and that both begin NSIS alike. A test that turns red says that the question is open again.
 */
const FILE = '/data/updates/setup.exe';
const adapter = {
  version: '1.4.0',
  name: 'Mobile Office',
  isPackaged: true,
  appUpdateConfigPath: '/none/app-update.yml',
  userDataPath: '/none',
  baseCachePath: '/none',
  whenReady: async () => undefined,
  relaunch: () => undefined,
  quit: () => undefined,
  onQuit: () => undefined,
};
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Spawned = readonly [program: string, args: readonly string[]];
/** NsisUpdater on a file of ours; what it spawns fails with these codes, in turn. */
class OnOurFile extends NsisUpdater {
  readonly spawned: Spawned[] = [];
  readonly #codes: string[];
  constructor(...codes: string[]) {
    super(null, adapter);
    this.logger = quiet;
    this.#codes = codes;
  }
  protected override get installerPath(): string {
    return FILE;
  }
  protected override async spawnLog(program: string, args: string[] = []): Promise<boolean> {
    this.spawned.push([program, args]);
    const code = this.#codes.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    return true;
  }
  begin(): boolean {
    return this.doInstall({ isSilent: true, isForceRunAfter: true, isAdminRightsRequired: false });
  }
}

describe('electron-updater, as it is pinned', () => {
  it('begins an NSIS package with the arguments with which ours does', async () => {
    const updater = new OnOurFile();
    updater.begin();
    const begun: string[] = [];
    const ours = packageInstaller({
      platform: 'win32',
      program: '/none/program',
      isOfOurPublisher: async () => true,
      begin: async (program, args) => {
        begun.push(program, ...args);
        return true;
      },
      relaunch: () => undefined,
    });
    await ours.install(FILE, { thenStart: true });
    expect(begun).toEqual(updater.spawned.flat(2));
  });

  it('says that it has begun before that is known, and asks for an administrator where it may not', async () => {
    Object.assign(process, { resourcesPath: '/resources' });
    const updater = new OnOurFile('EACCES');
    expect(updater.begin()).toBe(true);
    await expect.poll(() => updater.spawned.map(([program]) => program)).toEqual([FILE, '/resources/elevate.exe']);
  });

  it('holds any file for well signed where PowerShell does not answer, or no publisher is named', async () => {
    const verifier = createRequire(import.meta.url).resolve('electron-updater/out/windowsExecutableCodeSignatureVerifier.js');
    const quietly = '{ info() {}, warn() {} }';
    const script = `require(${JSON.stringify(verifier)}).verifySignature(['CN=x'], ${JSON.stringify(FILE)}, ${quietly}).then(console.log)`;
    // In a folder of its own: what it says for a shell of Windows makes a file named NUL here.
    const folder = mkdtempSync(join(tmpdir(), 'mo-verifier-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    expect(execFileSync(process.execPath, ['--no-warnings', '-e', script], { cwd: folder, encoding: 'utf8' }).trim()).toBe('null');
    const updater = new NsisUpdater(null, adapter);
    updater.logger = quiet;
    const { verifySignature: verify } = updater as unknown as { verifySignature(file: string): Promise<string | null> };
    expect(await verify.call(updater, FILE)).toBeNull();
  });

  it('installs nothing that it has not downloaded itself', () => {
    const updater = new NsisUpdater(null, adapter);
    updater.logger = quiet;
    updater.on('error', () => undefined);
    expect(updater.install(true, true)).toBe(false);
  });

  it('goes to the internet for a deb that dpkg does not take, and takes an older one from apt unsigned', () => {
    const commandsOf = (manager: 'dpkg' | 'apt'): readonly string[] => {
      const commands: string[] = [];
      DebUpdater.installWithCommandRunner(manager, FILE, onCommand(commands), quiet);
      return commands;
    };
    expect(commandsOf('dpkg')).toEqual([`dpkg -i ${FILE}`, 'apt-get install -f -y']);
    expect(commandsOf('apt')[0]).toMatch(/--allow-unauthenticated --allow-downgrades/);
  });
});

/** dpkg fails: a library is missing. */
const onCommand =
  (commands: string[]) =>
  (command: string[]): void => {
    commands.push(command.join(' '));
    if (command[0] === 'dpkg') throw new Error('dependency problems');
  };

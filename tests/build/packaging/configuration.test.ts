import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeElectron } from '../../doubles/electron/distribution.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };

class Seen extends Error {
  readonly configuration: Configuration;
  constructor(configuration: Configuration) {
    super('seen');
    this.configuration = configuration;
  }
}

describe('the packaging configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-builder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Reads the file as electron-builder does, by its own schema, and stops before anything is packed. */
  const read = async (more: object = {}): Promise<Configuration> => {
    const config = {
      extends: join(ROOT, 'electron-builder.yml'),
      electronDist: makeElectron(join(folder, 'electron'), { version: devDependencies.electron ?? '', platform: 'linux' }),
      directories: { output: join(folder, 'out') },
      beforePack: async ({ packager }: { readonly packager: { readonly config: Configuration } }) => {
        throw new Seen(packager.config);
      },
      ...more,
    };
    try {
      await build({ projectDir: ROOT, targets: Platform.LINUX.createTarget('dir'), config: config as Configuration });
    } catch (error) {
      if (error instanceof Seen) return error.configuration;
      throw error;
    }
    throw new Error('not read');
  };

  it("is of electron-builder's own schema, which knows a wrong key", async () => {
    await expect(read()).resolves.toBeDefined();
    await expect(read({ asarUnpak: [] })).rejects.toThrow(/asarUnpak/);
  });

  it('packs the Electron that is installed, rebuilds nothing, and asks no server', async () => {
    const config = await read();
    expect(config).toMatchObject({
      electronVersion: devDependencies.electron,
      npmRebuild: false,
      publish: null,
      asar: { smartUnpack: false },
    });
    expect(config.asarUnpack).toContain('**/*.node');
    expect(config.electronFuses).toBeUndefined();
  });

  it('installs for the machine, under Program Files, with a publisher that updates are held to', async () => {
    const config = await read();
    expect(config.nsis).toMatchObject({ perMachine: true, oneClick: false, allowToChangeInstallationDirectory: false });
    expect(config.msi).toMatchObject({ perMachine: true });
    expect(config.win).toMatchObject({ requestedExecutionLevel: 'asInvoker', signtoolOptions: { publisherName: expect.any(String) } });
    const targets = (list: unknown) => (list as { target: string }[]).map(({ target }) => target);
    expect([targets(config.win?.target), targets(config.linux?.target)]).toEqual([
      ['nsis', 'msi'],
      // An AppImage starts without Chromium's sandbox.
      ['deb'],
    ]);
  });
});

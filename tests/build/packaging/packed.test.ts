import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseState, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuses } from '../../../build/packaging/fuses.ts';
import { pack } from '../../../build/packaging/pack.ts';
import { bundleProduct } from '../../../build/packaging/product.ts';
import { makeElectron, portableExecutable } from '../../doubles/electron/distribution.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
const version = devDependencies.electron ?? '';

const folder = mkdtempSync(join(tmpdir(), 'mobile-office-pack-'));
/** Ten seconds of a machine's work, on one that others share. */
const PATIENCE_MS = 300_000;
let sources: readonly string[];
// One file for all packages: they are made of one dist.
beforeAll(async () => {
  sources = await bundleProduct();
}, PATIENCE_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fuseStates = async (program: string): Promise<object> =>
  Object.fromEntries(Object.entries(await getCurrentFuseWire(program)).filter(([name]) => /^\d+$/.test(name)));
const wantedFuses = Object.fromEntries(
  Object.entries(fuses).flatMap(([name, on]) => (/^\d+$/.test(name) ? [[name, on ? FuseState.ENABLE : FuseState.DISABLE]] : [])),
);
const nativeModules = (resources: string): readonly string[] =>
  (readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true }) as string[]).filter((name) => name.endsWith('.node')).sort();

describe('what is bundled for the product', () => {
  it('is of the rooms that the product is made of: nothing of tests, HQ, the demonstration, building or the other shell', () => {
    const rooms = /^(contracts|main|native|pki|preload|renderer)\//;
    const ours = sources.filter((file) => !file.includes('/node_modules/')).map((file) => relative(ROOT, file));
    expect(ours.filter((file) => !rooms.test(file) || file.startsWith('main/platform/shell/chromium/'))).toEqual([]);
    expect(ours.length).toBeGreaterThan(400);
  });
});

describe('the package for Linux', () => {
  let packed: string;
  let deb: string;
  const said = (...parts: string[]): string => execFileSync('dpkg-deb', parts, { encoding: 'utf8' });
  beforeAll(async () => {
    const output = join(folder, 'linux');
    const electron = makeElectron(join(folder, 'electron-linux'), { version, platform: 'linux' });
    const made = await pack({ platform: 'linux', targets: ['deb'], electron, output });
    packed = join(output, 'linux-unpacked');
    deb = made.find((file) => file.endsWith('.deb')) ?? '';
  }, PATIENCE_MS);

  it('starts with the Electron bundle, as package.json says', () => {
    const archive = join(packed, 'resources', 'app.asar');
    const { main } = JSON.parse(extractFile(archive, 'package.json').toString()) as { main: string };
    expect(listPackage(archive, { isPack: false })).toContain(`/${main}`);
  });

  it('holds nothing of Electron’s own program, which would start where ours is missing', () => {
    expect(readdirSync(join(packed, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'apparmor-profile', 'legal']);
    expect(readdirSync(packed)).not.toContain('version');
  });

  it('is small: what is ours and our dependencies’ takes less than sixteen mebibytes, of which seven make documents and show them', () => {
    expect(statSync(join(packed, 'resources', 'app.asar')).size).toBeLessThan(16 * 1_048_576);
  });

  it('has its native modules outside the archive, where the operating system can load them', () => {
    const resources = join(packed, 'resources');
    expect(nativeModules(resources)).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/pkcs11js/build/Release/pkcs11.node',
    ]);
    // The module's code is in the archive, which plain Node cannot read: the binary alone is loaded.
    for (const name of nativeModules(resources)) {
      const load = `process.dlopen({ exports: {} }, ${JSON.stringify(join(resources, 'app.asar.unpacked', name))})`;
      expect(() => execFileSync(process.execPath, ['-e', load])).not.toThrow();
    }
  });

  it('has all nine fuses as decided', async () => {
    expect(await fuseStates(join(packed, 'mobile-office'))).toEqual(wantedFuses);
    expect(Object.keys(wantedFuses)).toHaveLength(9);
  });

  it('is a deb that names its maintainer, its home and everything that the program needs', () => {
    const field = (name: string): string => said('--field', deb, name).trim();
    expect([field('Package'), field('Architecture'), field('Version')]).toEqual(['mobile-office', 'amd64', '0.1.0']);
    expect(field('Maintainer')).toMatch(/^.+ <[^@\s]+@[^@\s]+>$/);
    expect(field('Homepage')).toMatch(/^https:\/\//);
    const depends = field('Depends');
    for (const name of ['libgbm1', 'libxss1', 'libatspi2.0-0', 'libuuid1', 'xdg-utils', 'libgtk-3-0', 'libnss3', 'libsecret-1-0'])
      expect(depends).toMatch(new RegExp(`(^|[ ,])${name.replaceAll('.', '\\.')}([ ,]|$)`));
    expect(depends).toMatch(/pcscd, libpcsclite1/);
    expect(field('Recommends')).toBe('opensc-pkcs11');
    expect(Number(field('Installed-Size'))).toBeGreaterThan(1000);
  });

  it('is a deb in which everything is under /opt and /usr/share and is root’s, and nobody else may write or become root by it', () => {
    const lines = said('--contents', deb).trim().split('\n');
    for (const line of lines) {
      const [mode = '', owner, , , , path = ''] = line.split(/\s+/);
      expect(owner).toBe('root/root');
      expect(mode).toMatch(/^[d-]rw[x-]r-[x-]r-[x-]$/);
      expect(path).toMatch(/^\.\/($|(opt|usr)\/($|Mobile$|share\/($|applications\/|icons\/)))/);
    }
  });

  it('is a deb with a desktop file that is named as Electron names its windows, our icon, and no way around the sandbox', () => {
    const root = join(folder, 'extracted');
    said('--extract', deb, root);
    const desktop = readFileSync(join(root, 'usr/share/applications/mobile-office.desktop'), 'utf8');
    expect(desktop).toMatch(/^Exec="\/opt\/Mobile Office\/mobile-office" %U$/m);
    expect(desktop).toMatch(/^StartupWMClass=mobile-office$/m);
    expect(desktop).not.toMatch(/no-sandbox/);
    for (const size of [16, 48, 256]) {
      const icon = readFileSync(join(root, `usr/share/icons/hicolor/${size}x${size}/apps/mobile-office.png`));
      expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
      expect(icon).toEqual(readFileSync(join(ROOT, 'build/packaging/icons', `${size}x${size}.png`)));
    }
  });

  it('brings the licences of whoever’s work is inside, and its bill of materials', () => {
    const legal = join(packed, 'resources', 'legal');
    const bill = JSON.parse(readFileSync(join(legal, 'sbom.cdx.json'), 'utf8')) as { bomFormat: string; components: { name: string }[] };
    const names = bill.components.map(({ name }) => name);
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(names).toEqual(expect.arrayContaining(['react', 'zod', 'imapflow', 'pkcs11js', 'better-sqlite3', 'electron']));
    expect(names).not.toEqual(expect.arrayContaining(['vitest']));
    const notices = readFileSync(join(legal, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['react 19', 'sanitize-html 2', '@fontsource-variable/atkinson-hyperlegible-next 5'])
      expect(notices).toContain(`\n${name}`);
    // What the SQLite module takes in.
    for (const author of ['Ulrich Telle', 'Rich Geldreich', 'Olivier Gay', 'Thomas Pornin']) expect(notices).toContain(author);
  });
});

describe('the package for Windows, made on another system', () => {
  /** pkcs11js brings no binary of Windows; where it is built, there is one. */
  const withModule = (module: Buffer): object => {
    const from = mkdtempSync(join(folder, 'module-'));
    writeFileSync(join(from, 'pkcs11.node'), module);
    return {
      files: [{ from, to: 'node_modules/pkcs11js/build/Release', filter: ['pkcs11.node'] }],
    };
  };
  const packWindows = async (more: object): Promise<string> => {
    const output = mkdtempSync(join(folder, 'windows-'));
    const electron = makeElectron(join(output, 'electron'), { version, platform: 'win32' });
    await pack({ platform: 'win32', targets: ['dir'], electron, output: join(output, 'out'), more });
    return join(output, 'out', 'win-unpacked');
  };

  it('is refused with a native module of the building machine', async () => {
    await expect(packWindows({})).rejects.toThrow(/pkcs11\.node is for linux x64, and this package is for win32 x64/);
  });

  describe('with the modules of Windows', () => {
    let packed: string;
    const certificate = join(folder, 'signer.pem');
    const key = join(folder, 'signer.key');
    /** Authenticode, by a certificate of the test's own. */
    const sign = async ({ path }: { readonly path: string }): Promise<void> => {
      const whole = `${path}.signed`;
      execFileSync('osslsigncode', ['sign', '-certs', certificate, '-key', key, '-h', 'sha256', '-in', path, '-out', whole]);
      renameSync(whole, path);
    };
    beforeAll(async () => {
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Mobile Office', '-days', '2'];
      const files = ['-keyout', key, '-out', certificate, '-addext', 'extendedKeyUsage=codeSigning'];
      execFileSync('openssl', [...request, ...files], { stdio: 'ignore' });
      const win = { signtoolOptions: { sign } };
      packed = await packWindows({ ...withModule(portableExecutable({ isDll: true })), win, forceCodeSigning: true });
    }, PATIENCE_MS);

    it('holds the modules of Windows and no others', () => {
      expect(nativeModules(join(packed, 'resources'))).toEqual([
        'node_modules/better-sqlite3/prebuilds/win32-x64.node',
        'node_modules/pkcs11js/build/Release/pkcs11.node',
      ]);
    });

    it('has its program, Electron’s libraries and every native module signed, each signature good at the end', () => {
      const unpacked = join(packed, 'resources', 'app.asar.unpacked');
      const binaries = [join(packed, 'Mobile Office.exe'), ...nativeModules(join(packed, 'resources')).map((name) => join(unpacked, name))];
      for (const file of binaries)
        expect(execFileSync('osslsigncode', ['verify', '-CAfile', certificate, '-in', file], { encoding: 'utf8' })).toMatch(
          /Signature verification: ok/,
        );
    });

    it('has all nine fuses as decided after its resources were edited and it was signed', async () => {
      expect(await fuseStates(join(packed, 'Mobile Office.exe'))).toEqual(wantedFuses);
    });

    it('carries the hash of its archive, our name and our icon in its resources', () => {
      const program = NtExecutable.from(readFileSync(join(packed, 'Mobile Office.exe')), { ignoreCert: true });
      const { entries } = NtExecutableResource.from(program);
      const integrity = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
      const archive = join(packed, 'resources', 'app.asar');
      const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
      expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString())).toEqual([
        { file: 'resources\\app.asar', alg: 'SHA256', value: hash },
      ]);
      const [versionInfo] = Resource.VersionInfo.fromEntries(entries);
      expect(versionInfo?.getStringValues({ lang: 0x0409, codepage: 1200 })).toMatchObject({
        ProductName: 'Mobile Office',
        CompanyName: 'The Mobile Office developers',
      });
      expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons).toHaveLength(7);
    });
  });

  it('is refused where a native module could not be signed', async () => {
    const sign = async ({ path }: { readonly path: string }): Promise<void> => {
      if (path.endsWith('pkcs11.node')) throw new Error('the signer is away');
    };
    const win = { signtoolOptions: { sign } };
    await expect(packWindows({ ...withModule(portableExecutable({ isDll: true })), win })).rejects.toThrow(/the signer is away/);
  });

  it('is refused where signing has taken a fuse back', async () => {
    const sign = async ({ path }: { readonly path: string }): Promise<void> => {
      if (!path.endsWith('.exe')) return;
      const bytes = readFileSync(path);
      const wire = bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
      bytes.write('1', wire + 34);
      writeFileSync(path, bytes);
    };
    await expect(packWindows({ ...withModule(portableExecutable({ isDll: true })), win: { signtoolOptions: { sign } } })).rejects.toThrow(
      /fuse 0 .* is not as it was set/,
    );
  });

  it('is refused with a file that the product is not made of', async () => {
    mkdirSync(join(folder, 'strangers'), { recursive: true });
    writeFileSync(join(folder, 'strangers', 'notes.ts'), '');
    const files = [
      ...(withModule(portableExecutable({ isDll: true })) as { files: object[] }).files,
      { from: join(folder, 'strangers'), to: 'dist/main', filter: ['*'] },
    ];
    await expect(packWindows({ files })).rejects.toThrow(/holds what the product is not made of: dist\/main\/notes\.ts/);
  });
});

it('takes no edited program from builder’s cache, which knows nothing of fuses', () => {
  expect(process.env['ELECTRON_BUILDER_DISABLE_BUILD_CACHE']).toBe('true');
});

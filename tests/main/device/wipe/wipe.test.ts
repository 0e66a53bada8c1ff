import {
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { saveCredential } from '../../../../main/device/tunnel/credential.ts';
import { unsentOnLaptop } from '../../../../main/device/unsent/unsent-on-laptop.ts';
import { inventoryOf } from '../../../../main/device/wipe/destroy.ts';
import { forgetWipe, resumeWipe, startWipe } from '../../../../main/device/wipe/index.ts';
import { survey } from '../../../../main/device/wipe/plan.ts';
import { UNSENT_EACH } from '../support/full-laptop.ts';
import { type FullLaptop, filesOf, makeFullLaptop, markedIn, testPorts, wipeOrder } from './support.ts';

let original: FullLaptop;
let dataFolder: string;
beforeAll(async () => {
  original = await makeFullLaptop();
});
afterAll(() => original?.remove());
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mo-wiped-'));
  cpSync(original.dataFolder, dataFolder, { recursive: true, verbatimSymlinks: true });
  const mine = dataFolder;
  onTestFinished(() => rmSync(mine, { recursive: true, force: true }));
});

const note = () => JSON.parse(readFileSync(join(dataFolder, 'device', 'wiped.json'), 'utf8'));
const keyFiles = () => filesOf(dataFolder).filter((path) => /key\.p7m|sealed|key-check|seal\.key|unsent\.(locked|p7m)/.test(path));
describe('a wipe', () => {
  it('leaves nothing but the note that says whom the laptop goes back to', async () => {
    expect(markedIn(dataFolder).length).toBeGreaterThan(8);
    const ports = testPorts(dataFolder);
    await startWipe(wipeOrder(), ports);
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
    expect(note()).toEqual({ since: expect.any(String), returnTo: 'ICT, Hutton' });
    expect(ports.locks.count).toBe(1);
    expect(ports.shown.at(-1)).toMatchObject({ why: 'wiped', receipt: 'atHq', returnTo: 'ICT, Hutton' });
  });

  it('signs what was there and that nothing is left', async () => {
    const ports = testPorts(dataFolder);
    const order = wipeOrder();
    await startWipe(order, ports);
    const signed = original.proven(ports.receipts[0]);
    expect(signed).toMatchObject({ order: order.id, sequence: 1, kind: 'wipe', state: 'done', device: 'LAP-0417' });
    expect(signed.wipe).toMatchObject({ officers: 4, handedOver: 0, left: { keyFiles: 0, stores: 0, otherFiles: 0, bytes: 0 } });
    expect(signed.wipe?.existed.keyFiles).toBeGreaterThanOrEqual(3 * 4);
    expect(signed.wipe?.existed.stores).toBeGreaterThanOrEqual(3);
    expect(signed.wipe?.existed.bytes).toBeGreaterThan(100_000);
  });

  it('destroys the keys before it touches a store, and the device key only once HQ has the proof', async () => {
    const seen: string[] = [];
    const look = (): void => {
      const files = filesOf(dataFolder);
      const keys = files.filter((path) => /^officers\/.*(key\.p7m|lease\.sealed|key-check|unsent\.locked)$/.test(path)).length;
      const stores = files.filter((path) => path.endsWith('store.db')).length;
      if (stores < 3) seen.push(keys === 0 ? 'keys went first' : 'a store went before a key');
      if (!files.includes('device/key.sealed') && stores > 0) seen.push('the device key went before a store');
    };
    const sendReceipt = async (): Promise<'acknowledged'> => {
      seen.push(existsSync(join(dataFolder, 'device', 'key.sealed')) ? 'proof before device key' : 'device key gone before the proof');
      return 'acknowledged';
    };
    await startWipe(wipeOrder(), testPorts(dataFolder, { show: look, sendReceipt }));
    expect(new Set(seen)).toEqual(new Set(['keys went first', 'proof before device key']));
    expect(existsSync(join(dataFolder, 'device', 'key.sealed'))).toBe(false);
  });

  it('overwrites the bytes of key files before they are unlinked', async () => {
    const [officer] = original.officers;
    const file = join(dataFolder, 'officers', officer?.place.folder.split('/').at(-1) ?? '', 'key.p7m');
    const before = readFileSync(file);
    // Whoever has it open still reads the bytes where they lay.
    const descriptor = openSync(file, 'r');
    await startWipe(wipeOrder(), testPorts(dataFolder));
    const after = Buffer.alloc(before.byteLength);
    readSync(descriptor, after, 0, after.byteLength, 0);
    closeSync(descriptor);
    expect(after.equals(before)).toBe(false);
  });

  it('does not follow a link out of the folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'mo-outside-'));
    onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
    writeFileSync(join(outside, 'key.p7m'), 'of somebody else');
    symlinkSync(outside, join(dataFolder, 'officers', 'ffffffffffffffffffffffffffffffff'));
    symlinkSync(join(outside, 'key.p7m'), join(dataFolder, 'officers', 'key.p7m'));
    await startWipe(wipeOrder(), testPorts(dataFolder));
    expect(readFileSync(join(outside, 'key.p7m'), 'utf8')).toBe('of somebody else');
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
  });

  it('hands over sealed unsent work first, if the order allows it, and says how much', async () => {
    expect(unsentOnLaptop(dataFolder)).toBe(3 * UNSENT_EACH);
    const ports = testPorts(dataFolder);
    await startWipe(wipeOrder(true), ports);
    expect(ports.bundles).toHaveLength(3);
    expect(original.proven(ports.receipts[0]).wipe?.handedOver).toBe(3);
  });

  it('takes unsent work away unread when the order does not allow handing it over', async () => {
    const ports = testPorts(dataFolder);
    await startWipe(wipeOrder(false), ports);
    expect(ports.bundles).toEqual([]);
    expect(markedIn(dataFolder)).toEqual([]);
  });

  it('does not wait for HQ for ever before it destroys', async () => {
    const silent = { uploadUnsentBundle: () => new Promise<never>(() => undefined), limits: { lockMs: 1_000, handOverMs: 50 } };
    const ports = testPorts(dataFolder, silent);
    await startWipe(wipeOrder(true), ports);
    expect(original.proven(ports.receipts[0]).wipe?.handedOver).toBe(0);
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
  });

  it('waits for a long packet while more of it arrives', async () => {
    const limits = { lockMs: 1_000, handOverMs: 1_000 };
    const arriving = (pieces: number) => async (_tag: string, _packet: unknown, onPart: () => void) => {
      for (let piece = 0; piece < pieces; piece += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        onPart();
      }
      return 'acknowledged' as const;
    };
    const long = testPorts(dataFolder, { uploadUnsentBundle: arriving(25), limits });
    await startWipe(wipeOrder(true), long);
    expect(original.proven(long.receipts[0]).wipe?.handedOver).toBe(3);
  });

  it('goes on although the session does not close', async () => {
    const stuck = { lockNow: () => new Promise<never>(() => undefined), limits: { lockMs: 50, handOverMs: 50 } };
    await startWipe(wipeOrder(), testPorts(dataFolder, stuck));
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
  });

  it('has the order on the disk when it first waits', () => {
    const ports = testPorts(dataFolder, { lockNow: () => new Promise(() => undefined) });
    void startWipe(wipeOrder(), ports);
    expect(existsSync(join(dataFolder, 'device', 'wipe.json'))).toBe(true);
  });
});

describe('without HQ', () => {
  const unreachable = { sendReceipt: async () => 'parked' as const };

  it('destroys all the same, says that the proof waits, and keeps the device key for it', async () => {
    const ports = testPorts(dataFolder, unreachable);
    await startWipe(wipeOrder(), ports);
    expect(ports.shown.at(-1)).toMatchObject({ why: 'wiped', receipt: 'waiting' });
    expect(markedIn(dataFolder)).toEqual([]);
    expect(filesOf(join(dataFolder, 'officers'))).toEqual([]);
    expect(keyFiles()).toEqual(['device/key.sealed', 'seal.key']);
  });

  it('sends the very same proof at a later start, and finishes', async () => {
    const sent: Uint8Array[] = [];
    await startWipe(
      wipeOrder(),
      testPorts(dataFolder, {
        async sendReceipt(der) {
          sent.push(der);
          throw new Error('TunnelDown');
        },
      }),
    );
    const later = testPorts(dataFolder);
    expect(await resumeWipe(later)).toBe(true);
    await vi.waitFor(() => expect(filesOf(dataFolder)).toEqual(['device/wiped.json']));
    expect(later.receipts).toEqual([sent[0]]);
  });

  it('needs no key to destroy: another account goes on with it, and the proof waits for one that can sign', async () => {
    const stranger = { signer: async () => undefined };
    const ports = testPorts(dataFolder, stranger);
    await startWipe(wipeOrder(), ports);
    expect(ports.receipts).toEqual([]);
    expect(markedIn(dataFolder)).toEqual([]);
    expect(ports.shown.at(-1)).toMatchObject({ why: 'wiped', receipt: 'waiting' });
    const owner = testPorts(dataFolder);
    expect(await resumeWipe(owner)).toBe(true);
    await vi.waitFor(() => expect(filesOf(dataFolder)).toEqual(['device/wiped.json']));
    expect(owner.receipts).toHaveLength(1);
  });
});

describe('when HQ has cut the laptop off', () => {
  it('destroys the device key too, and keeps the proof where ICT finds it', async () => {
    const ports = testPorts(dataFolder, { sendReceipt: async () => 'parked', isDisowned: () => true });
    await startWipe(wipeOrder(), ports);
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
    expect(original.proven(Buffer.from(note().receipt, 'base64'))).toMatchObject({ kind: 'wipe', state: 'done' });
    expect(ports.shown.at(-1)).toMatchObject({ why: 'wiped', receipt: 'waiting' });
    const later = testPorts(dataFolder);
    expect(await resumeWipe(later)).toBe(true);
    expect(later.shown).toMatchObject([{ why: 'wiped', receipt: 'waiting' }]);
  });
});

describe('a later start', () => {
  it('finds nothing to go on with on a laptop in use', async () => {
    const before = filesOf(dataFolder);
    const ports = testPorts(dataFolder);
    expect(await resumeWipe(ports)).toBe(false);
    expect(filesOf(dataFolder)).toEqual(before);
    expect(ports.shown).toEqual([]);
  });

  it('goes on with what was begun before anything else, without asking HQ for it', async () => {
    // The power goes as soon as the order is on the disk.
    const halted = testPorts(dataFolder, { lockNow: () => new Promise(() => undefined) });
    const snapshot = mkdtempSync(join(tmpdir(), 'mo-snapshot-'));
    onTestFinished(() => rmSync(snapshot, { recursive: true, force: true }));
    void startWipe(wipeOrder(), halted);
    cpSync(dataFolder, snapshot, { recursive: true, verbatimSymlinks: true });
    const ports = testPorts(snapshot, { sendReceipt: async () => 'parked' });
    expect(await resumeWipe(ports)).toBe(true);
    expect(markedIn(snapshot)).toEqual([]);
    expect(ports.shown[0]).toMatchObject({ why: 'wiping' });
  });

  it('shows a wiped laptop as wiped, and takes away what appeared since', async () => {
    await startWipe(wipeOrder(), testPorts(dataFolder));
    cpSync(join(original.dataFolder, 'officers'), join(dataFolder, 'officers'), { recursive: true });
    const ports = testPorts(dataFolder);
    expect(await resumeWipe(ports)).toBe(true);
    expect(ports.shown).toEqual([{ why: 'wiped', since: note().since, returnTo: 'ICT, Hutton', receipt: 'atHq' }]);
    expect(keyFiles()).toEqual([]);
  });

  it('is an ordinary one once the laptop was made known anew', async () => {
    await startWipe(wipeOrder(), testPorts(dataFolder));
    const { pki } = original;
    const device = await pki.issue(pki.device, { commonName: 'LAP-0417' }, { kind: 'device' });
    const ports = testPorts(dataFolder);
    await saveCredential({ folder: join(dataFolder, 'device'), secrets: ports.secrets }, device);
    expect(await resumeWipe(ports)).toBe(false);
    expect(existsSync(join(dataFolder, 'device', 'wiped.json'))).toBe(false);
    expect(existsSync(join(dataFolder, 'device', 'key.sealed'))).toBe(true);
    forgetWipe(dataFolder);
  });

  it('destroys also where the record of the wipe was damaged, and lets HQ give the order again', async () => {
    writeFileSync(join(dataFolder, 'device', 'wipe.json'), '{"order":');
    const ports = testPorts(dataFolder);
    expect(await resumeWipe(ports)).toBe(false);
    expect(markedIn(dataFolder)).toEqual([]);
    expect(filesOf(dataFolder)).toEqual(expect.arrayContaining(['device/certificate.der', 'device/key.sealed', 'seal.key']));
    expect(filesOf(dataFolder)).not.toContain('device/orders.json');
    await startWipe(wipeOrder(), ports);
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
  });
});

describe('configuration', () => {
  it('goes with the device key where it lies in the data folder, and is left where an administrator put it', async () => {
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'mo-etc-')), 'client.json');
    onTestFinished(() => rmSync(elsewhere, { force: true }));
    writeFileSync(elsewhere, '{}');
    writeFileSync(join(dataFolder, 'force-root.pem'), 'root');
    const configuration = [elsewhere, join(dataFolder, 'force-root.pem')];
    const waiting = testPorts(dataFolder, { configuration, sendReceipt: async () => 'parked' });
    await startWipe(wipeOrder(), waiting);
    // Without it a later start would not know where HQ is.
    expect(existsSync(join(dataFolder, 'force-root.pem'))).toBe(true);
    await resumeWipe(testPorts(dataFolder, { configuration }));
    await vi.waitFor(() => expect(filesOf(dataFolder)).toEqual(['device/wiped.json']));
    expect(existsSync(elsewhere)).toBe(true);
  });
});

describe('beside a window that is still open', () => {
  /** As Chromium makes them in Electron's userData (process_singleton_posix.cc): links, of which none leads anywhere in the folder. */
  const SINGLETON = { SingletonLock: 'laptop-4711', SingletonCookie: '1234567890', SingletonSocket: '/tmp/mobile-office/SingletonSocket' };

  it.each([
    ['linux', Object.keys(SINGLETON)],
    ['win32', ['lockfile']],
  ] as const)(
    'keeps on %s what keeps a second start off the folder, and counts it as nothing that was there or is left',
    async (platform, names) => {
      const { windowOpen: _, ...ports } = testPorts(dataFolder);
      rmSync(join(dataFolder, 'chromium'), { recursive: true, force: true });
      const before = inventoryOf(survey(ports));
      for (const [name, target] of Object.entries(SINGLETON)) if (platform === 'linux') symlinkSync(target, join(dataFolder, name));
      if (platform === 'win32') writeFileSync(join(dataFolder, 'lockfile'), '');
      const seen: boolean[] = [];
      const log = (): void => void seen.push(names.every((name) => lstatSync(join(dataFolder, name), { throwIfNoEntry: false })));
      await startWipe(wipeOrder(), { ...ports, log });
      expect(new Set(seen)).toEqual(new Set([true]));
      expect(filesOf(dataFolder)).toEqual(['device/wiped.json', ...names].toSorted());
      const { wipe } = original.proven(ports.receipts[0]);
      expect([wipe?.existed, wipe?.left]).toEqual([before, { keyFiles: 0, stores: 0, otherFiles: 0, bytes: 0 }]);
    },
  );

  it('takes away what only has such a name: a file with words in it, or one further down', async () => {
    writeFileSync(join(dataFolder, 'SingletonLock'), 'words');
    writeFileSync(join(dataFolder, 'SingletonCookie'), 'words');
    writeFileSync(join(dataFolder, 'lockfile'), 'words');
    writeFileSync(join(dataFolder, 'logs', 'lockfile'), '');
    rmSync(join(dataFolder, 'chromium'), { recursive: true, force: true });
    const { windowOpen: _, ...ports } = testPorts(dataFolder);
    await startWipe(wipeOrder(), ports);
    expect(filesOf(dataFolder)).toEqual(['device/wiped.json']);
  });
});

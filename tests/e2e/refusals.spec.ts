import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import type { CardRefusal, SignInRefusal } from '../../contracts/ipc/session.ts';
import { type CardOrder, cardWithoutCertificates, expiredCard, makeCard, notYetValidCard, ordinaryCard } from '../../hq/demo/cards.ts';
import { DEMO_FORCE, DEMO_LAPTOP, demoOfficers } from '../../hq/demo/officers.ts';
import type { RunningHq } from '../../hq/index.ts';
import { parseCertificate } from '../../pki/index.ts';
import { laptop as laptopWords } from '../../renderer/strings/en/laptop.ts';
import { signin } from '../../renderer/strings/en/signin.ts';
import { makeForce } from '../doubles/network/force.ts';
import { startGateway } from '../doubles/network/gateway.ts';
import { PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { startBadHq, startMutePort } from './support/bad-hq.ts';
import { openDemonstration } from './support/demonstration.ts';
import { type ClientWindow, type Config, copyLaptop, openWindow } from './support/window.ts';

/** One force and one reader; the odd cards and the odd laptops come one after the other. */
test.describe.configure({ mode: 'serial' });

const now = new Date();
/** Not one of those whose cards or rights are taken away here. */
const GOOD = '2418';
const REVOKED_OFFICER = '6021';
const REVOKED_CARD = '2377';

let demonstration: Demonstration;
let root: string;
let window: ClientWindow | undefined;

const hq = (): RunningHq => {
  const running = demonstration.force.hq;
  if (running === undefined) throw new Error('HQ is stopped');
  return running;
};
const officer = (collarNumber: string) => {
  const found = demoOfficers.find((one) => one.collarNumber === collarNumber);
  if (found === undefined) throw new RangeError(collarNumber);
  return found;
};
const cardOf = (collarNumber: string): string => join(demonstration.folder.cards, collarNumber);
const closeWindow = async (): Promise<void> => {
  const ending = window;
  window = undefined;
  await ending?.close();
};
const theWindow = async (laptop?: string): Promise<ClientWindow> => {
  if (laptop !== undefined) await closeWindow();
  window ??= await openWindow(demonstration, laptop === undefined ? {} : { laptop });
  return window;
};

test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  root = mkdtempSync(join(tmpdir(), 'mo-refusals-'));
  demonstration = await openDemonstration({ folder: root });
  await hq().revokeCard(new Uint8Array(readFileSync(join(cardOf(REVOKED_CARD), '9a.der'))));
  await hq().revokeOfficer(officer(REVOKED_OFFICER).staffId);
});
test.afterAll(async () => {
  await closeWindow();
  await demonstration?.close();
  rmSync(root, { recursive: true, force: true });
});

test.describe('at the sign-in screen, before any PIN', () => {
  const refuses = async (cardFolder: string, refusal: CardRefusal): Promise<void> => {
    const screen = await theWindow();
    await demonstration.reader.insert(cardFolder);
    const { what, safe, todo } = signin.refusals[refusal];
    await screen.shows(what, safe, todo);
    await expect((await screen.page()).getByLabel(signin.pin.label)).toHaveCount(0);
    await demonstration.remove();
    await screen.shows(signin.noCard.head);
  };
  /** A card made for this test: PC Rahman's, but for what is odd about it. */
  const odd = async (name: string, change: (order: CardOrder) => CardOrder): Promise<string> => {
    const folder = join(root, 'odd-cards', name);
    await makeCard({ ...change(ordinaryCard(folder, demonstration.force.pki, officer(GOOD), now)), keys: 'p256' });
    return folder;
  };

  test('a card that was put in before HQ was reached is read again when its lists have come', async () => {
    await demonstration.force.stopHq();
    const screen = await theWindow();
    await demonstration.insert(GOOD);
    await screen.shows(signin.refusals.CardRevocationUnknown.what, signin.refusals.CardRevocationUnknown.todo);
    await demonstration.force.startHq();
    await screen.shows(officer(GOOD).name, signin.pin.step);
    await demonstration.remove();
    await screen.shows(signin.noCard.head);
  });

  test('a card without certificates', async () => refuses(await odd('bare', cardWithoutCertificates), 'NoCertificate'));
  test('an expired card', async () => refuses(await odd('expired', (order) => expiredCard(order, now)), 'CardExpired'));
  test('a card that is not valid yet', async () => refuses(await odd('early', (order) => notYetValidCard(order, now)), 'CardNotYetValid'));
  test('a revoked card', () => refuses(cardOf(REVOKED_CARD), 'CardRevoked'));
  test('a card of another force', async () => {
    const other = await makeForce('Cumbria Constabulary');
    const theirs = (order: CardOrder): CardOrder => ({
      ...order,
      issuer: other.authorities.officer.signer,
      holder: { ...order.holder, force: other.name },
    });
    await refuses(await odd('other-force', theirs), 'WrongForce');
  });
  test("a forged card that bears this force's name", async () => {
    const forger = await makeForce(DEMO_FORCE);
    await refuses(await odd('forged', (order) => ({ ...order, issuer: forger.authorities.officer.signer })), 'CardUntrusted');
  });
});

test.describe('after the right PIN', () => {
  const refusesPin = async (screen: ClientWindow, collarNumber: string, refusal: SignInRefusal): Promise<void> => {
    await demonstration.insert(collarNumber);
    await screen.pin();
    const { what, safe, todo } = signin.pinRefusals[refusal];
    await screen.shows(what, safe, todo);
    await expect((await screen.page()).getByRole('navigation', { name: 'Panes' })).toHaveCount(0);
  };
  test.afterEach(() => demonstration.remove());

  test('an officer whom HQ has revoked', async () => refusesPin(await theWindow(), REVOKED_OFFICER, 'OfficerRevoked'));

  test('a store with a flipped byte, which opens again when the byte is put right', async () => {
    const screen = await theWindow();
    await demonstration.insert(GOOD);
    await screen.pin();
    await (await screen.open()).getByText('All sent').waitFor({ timeout: PATIENCE_MS });
    await closeWindow();
    const [store] = globSync('officers/*/store.db', { cwd: demonstration.dataFolder });
    if (store === undefined) throw new Error('no store was made');
    const file = join(demonstration.dataFolder, store);
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(1000) ^ 0x10, 1000);
    writeFileSync(file, flipped);
    await refusesPin(await theWindow(), GOOD, 'StoreCorrupt');
    await closeWindow();
    expect(readFileSync(file).equals(flipped)).toBe(true);
    writeFileSync(file, bytes);
    const again = await theWindow();
    await again.pin();
    await again.open();
  });

  /** The same laptop without a lease, so that it needs HQ, and another HQ in its configuration. */
  const laptopWithHqAt = (name: string, port: number): string =>
    copyLaptop(demonstration, name, {
      change: ({ sites, ...rest }: Config) => ({ ...rest, sites: sites.map((site) => ({ ...site, port })) }),
    });

  test('a gateway whose certificate is of another CA', async () => {
    const other = await makeForce(DEMO_FORCE);
    const name = 'gateway.hq';
    const gateway = await startGateway(other, await other.issue('server', { commonName: name }, { kind: 'server', dnsNames: [name] }));
    try {
      await refusesPin(await theWindow(laptopWithHqAt('other-gateway', gateway.port)), GOOD, 'GatewayUntrusted');
    } finally {
      await closeWindow();
      await gateway.close();
    }
  });

  for (const [title, manner] of [
    ['an HQ that answers nonsense', 'nonsense'],
    ['an HQ that takes every request and answers none', 'silence'],
  ] as const) {
    test(title, async () => {
      const bad = await startBadHq(demonstration.folder.pki, manner);
      try {
        await refusesPin(await theWindow(laptopWithHqAt(manner, bad.port)), GOOD, 'HqUnusable');
      } finally {
        await closeWindow();
        await bad.close();
      }
    });
  }

  test('an HQ that takes the connection and never says a byte', async () => {
    const mute = await startMutePort();
    try {
      await refusesPin(await theWindow(laptopWithHqAt('mute', mute.port)), GOOD, 'LeaseNeeded');
    } finally {
      await closeWindow();
      await mute.close();
    }
  });
});

test.describe('on a laptop that cannot serve anybody', () => {
  const refusesAll = async (laptop: string, fault: keyof typeof signin.faults): Promise<ClientWindow> => {
    const screen = await theWindow(laptop);
    const { what, safe, todo } = signin.faults[fault];
    await screen.shows(what, safe, todo, signin.fault.quote(fault));
    return screen;
  };

  test('a wrong path of the PKCS#11 module', async () => {
    const change = (config: Config) => ({ ...config, pkcs11Module: '/usr/lib/no-such-module.so' });
    await refusesAll(copyLaptop(demonstration, 'no-module', { change }), 'ModuleMissing');
  });

  test('a file that is no PKCS#11 module', async () => {
    const change = (config: Config) => ({ ...config, pkcs11Module: 'force-root.pem' });
    await refusesAll(copyLaptop(demonstration, 'broken-module', { change }), 'ModuleBroken');
  });

  test('a laptop that was never enrolled: it asks for its one-time code', async () => {
    const screen = await theWindow(copyLaptop(demonstration, 'stranger', { enrolled: false }));
    await screen.shows(laptopWords.enrol.head, laptopWords.enrol.lead);
  });

  test('a broken configuration file, whose wrong fields are named on standard error, without their values', async () => {
    const change = (config: Config) => ({ ...config, gatewayName: '', policy: { ...config.policy, idleLockSeconds: 86_401 } });
    const laptop = copyLaptop(demonstration, 'broken-configuration', { change });
    const screen = await refusesAll(laptop, 'ConfigurationBroken');
    expect(screen.said()).toContain(join(laptop, 'client.json'));
    expect(screen.said()).toContain('gatewayName: ');
    expect(screen.said()).toContain('policy.idleLockSeconds: ');
    expect(screen.said()).not.toContain('86401');
  });

  // The last: from here on HQ knows none of these laptops.
  test('a laptop that HQ has revoked', async () => {
    await hq().revokeDevice(DEMO_LAPTOP);
    // HQ's own word is enough: the sign-in screen says so before anybody types a PIN.
    const { what, safe, todo } = signin.faults.DeviceUnknown;
    await (await theWindow(copyLaptop(demonstration, 'revoked-laptop'))).shows(what, safe, todo);
  });
});

test('the revoked card and the good one are of the same force and in date: only the list tells them apart', () => {
  const [revoked, good] = [REVOKED_CARD, GOOD].map((collar) =>
    parseCertificate(new Uint8Array(readFileSync(join(cardOf(collar), '9a.der')))),
  );
  expect(revoked?.issuer).toEqual(good?.issuer);
  expect(revoked !== undefined && revoked.notBefore < now && revoked.notAfter > now).toBe(true);
});

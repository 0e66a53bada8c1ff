import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { fail } from '../../../contracts/result.ts';
import { type DeviceJournal, openDeviceJournal } from '../../../main/audit/device-journal.ts';
import { lastEndOf } from '../../../main/audit/officer-end.ts';
import type { CardService } from '../../../main/card/service.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import { type OfficerFolders, openOfficerFolders } from '../../../main/session/officer-folder.ts';
import { createOnlineServices } from '../../../main/session/online-services.ts';
import { beginWork, type WorkPorts } from '../../../main/session/open-session.ts';
import { createCardReader } from '../../../main/session/read-card.ts';
import { createUnlock } from '../../../main/session/unlock.ts';
import type { UnlockPorts, WorkParts } from '../../../main/session/unlock-ports.ts';
import type { OpenWork, WarrantCard } from '../../../main/session/work.ts';
import { openStore } from '../../../main/store/open.ts';
import { issueCertificate } from '../../../pki/index.ts';
import type { Slot } from '../../doubles/card/folder.ts';
import { makeCard, type SlotMaterial } from '../../doubles/card/make-card.ts';
import { asCredential, isUp, statusOf } from '../../doubles/network/laptop.ts';
import { testSecrets } from '../../doubles/network/secrets.ts';
import { FORCE, newKey, spkiOf } from '../../hq/support/pki.ts';
import { type ForceOptions, LAPTOP, type RunningForce, startForce } from '../../hq/support/running.ts';
import { type Place, type PlaceKind, places } from '../card/places.ts';
import { pin, startService, untilCard, untilNoCard } from '../card/support.ts';
import { testReader } from '../support/reader.ts';
import { workerEntry } from '../support/store.ts';

const HOUR_MS = 3_600_000;
const [virtual] = places;
/** As a policy would say them. */
export const workLimits = { unsentBytes: () => 64 * 1024 * 1024, blobBytes: () => 256 * 1024 * 1024 };

/** Why there is no card here, in words; undefined when there is one. */
export const whyNoCard = virtual.missing;

/** All that a sign-in needs: a running HQ, a reader with cards of its force, and a laptop's folder. */
export interface SignInBench {
  readonly force: RunningForce;
  readonly card: CardService;
  readonly trust: Trust;
  readonly tunnel: Tunnel;
  readonly folders: OfficerFolders;
  readonly secrets: UnlockPorts['secrets'];
  readonly dataFolder: string;
  readonly journal: DeviceJournal;
  /** Brings to life what a PIN has opened, as the product does. */
  readonly begin: UnlockPorts['begin'];
  /** The same on another laptop, or under another policy. */
  readonly beginOn: (laptop: Pick<WorkPorts, 'tunnel' | 'device' | 'draftsTravel'>) => UnlockPorts['begin'];
  /** Makes the officer's card at its first use, puts it in, unless it is in, and reads it. */
  insert(officer: Officer, wish?: CardWish): Promise<WarrantCard>;
  /** Signs in with the card that was inserted. Rejects with SignInError. */
  signIn(card: WarrantCard, change?: Partial<UnlockPorts>): Promise<SignedIn>;
  close(): Promise<void>;
}
/** Each `issue` of an officer's card is another one, with keys and certificates of its own. */
export interface CardWish {
  readonly issue?: number;
  readonly kind?: 'rsa' | 'p256';
}

/** A force whose HQ holds the recovery key, so that it seals a share for a renewed card by itself. */
export const withRecoveryKey: ForceOptions = {
  pki: (made, { folder }) => ({ ...made, recovery: { ...made.recovery, key: join(folder, 'recovery.key') } }),
};

export interface SignedIn {
  readonly work: OpenWork;
  readonly parts: WorkParts;
  /** The store's key, kept by the test on its way to the store; the product keeps none. */
  readonly key: Uint8Array;
  /** The PIN's own bytes, as they are after the sign-in. */
  readonly pin: Uint8Array;
}

export const openBench = async (place: PlaceKind = virtual, options: ForceOptions = {}): Promise<SignInBench> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-session-'));
  const closing: (() => Promise<unknown> | undefined)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const force = await startForce(options);
    closing.push(() => force.stop());
    const cardReader: Place = await place.open(folder);
    closing.push(() => cardReader.close());
    const { card } = startService(place.module, cardReader.env);
    closing.push(() => card.close());
    const secrets = testSecrets();
    // The laptop's clock is right, also while a test shifts Date, by which HQ goes.
    const now = (): Date => new Date(performance.timeOrigin + performance.now());
    const trust = createTrust({ root: force.pki.root.certificate, file: join(folder, 'device', 'trust.json'), clock: now });
    const credential = asCredential(force.laptop);
    const site = { name: 'HQ site A', host: '127.0.0.1', port: force.hq.ports.gateway };
    const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust, clock: now });
    closing.push(() => tunnel.close());
    await statusOf(tunnel, isUp);
    const folders = await openOfficerFolders(folder, secrets);
    const journal = openDeviceJournal(folder);
    const log = (): void => undefined;
    const readCard = createCardReader({ card, trust, now });
    const reader = testReader();
    closing.push(async () => reader.end());
    const lastEnd = (tag: string) => lastEndOf(journal.after(0, Number.POSITIVE_INFINITY), tag);
    const beginOn: SignInBench['beginOn'] = (laptop) => (parts) => {
      const startOnlineServices = createOnlineServices({
        tunnel: laptop.tunnel,
        trust,
        log,
        reader,
        takesIn: () => true,
        policy: { current: () => ({ signedCodeLists: false }), contentSigned: () => fail('Malformed') },
        onRefreshed: () => undefined,
      });
      return beginWork(
        { ...workLimits, ...laptop, card, trust, startOnlineServices, reader, journal: journal.note, lastEnd, log, now },
        parts,
      );
    };
    const begin = beginOn({ tunnel, device: LAPTOP, draftsTravel: () => false });
    const made = new Set<string>();
    let inside: { readonly cardFolder: string; readonly card: WarrantCard } | undefined;

    return {
      force,
      card,
      trust,
      tunnel,
      folders,
      secrets,
      journal,
      begin,
      beginOn,
      dataFolder: folder,
      close,
      async insert(officer, { issue = 1, kind = 'p256' } = {}) {
        const cardFolder = join(folder, 'cards', `${officer.collarNumber}-${issue}`);
        if (inside?.cardFolder === cardFolder) return inside.card;
        if (!made.has(cardFolder)) {
          makeCard(cardFolder, await issueSlots(force, officer, kind));
          made.add(cardFolder);
        }
        await cardReader.remove();
        await untilNoCard(card);
        await cardReader.insert(cardFolder);
        const { cardId } = await untilCard(card);
        const reading = await readCard(cardId);
        if (!reading.ok) throw new Error(reading.code);
        const [{ card: read }] = reading.value;
        inside = { cardFolder, card: read };
        return read;
      },
      async signIn(warrantCard, change = {}) {
        const kept: { key?: Uint8Array; parts?: WorkParts } = {};
        const ports: UnlockPorts = {
          card,
          tunnel,
          trust,
          device: LAPTOP,
          secrets,
          folders,
          now,
          journal: journal.note,
          offlineHours: () => undefined,
          // HQ is on this machine: it is there, or it is not.
          ...(change.tunnel === undefined ? {} : { patienceMs: 300 }),
          openStore: (options) => {
            kept.key = Uint8Array.from(options.key);
            return openStore(workerEntry)(options);
          },
          ...change,
          begin: (parts) => {
            kept.parts = parts;
            return (change.begin ?? begin)(parts);
          },
        };
        const typed = pin();
        const work = await createUnlock(ports)(warrantCard, typed, () => undefined, new AbortController().signal);
        if (kept.key === undefined || kept.parts === undefined) throw new Error('the work was opened without a store');
        return { work, parts: kept.parts, key: kept.key, pin: typed };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const PROFILES = { '9a': 'cardAuthentication', '9c': 'cardSignature', '9d': 'cardKeyManagement' } as const;

const issueSlots = async (force: RunningForce, officer: Officer, kind: 'rsa' | 'p256'): Promise<Readonly<Record<Slot, SlotMaterial>>> => {
  const { name: commonName, staffId: userId, collarNumber: serialNumber, rank: title } = officer;
  const slot = async (profile: (typeof PROFILES)[Slot]): Promise<SlotMaterial> => {
    const key = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : newKey();
    const certificate = await issueCertificate({
      issuer: force.pki.officer.signer,
      subject: { commonName, userId, serialNumber, title, organization: FORCE },
      spki: spkiOf(key),
      profile: { kind: profile },
      notBefore: new Date(Date.now() - HOUR_MS),
      notAfter: new Date(Date.now() + 8 * HOUR_MS),
    });
    return { key, certificate };
  };
  return { '9a': await slot(PROFILES['9a']), '9c': await slot(PROFILES['9c']), '9d': await slot(PROFILES['9d']) };
};

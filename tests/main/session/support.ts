import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { CardService } from '../../../main/card/service.ts';
import { openOfficerFolders } from '../../../main/session/officer-folder.ts';
import { beginWork } from '../../../main/session/open-work.ts';
import { createCardReader } from '../../../main/session/read-card.ts';
import { createStreams } from '../../../main/session/streams.ts';
import { createUnlock, type UnlockPorts, type WorkParts } from '../../../main/session/unlock.ts';
import type { OpenWork, WarrantCard } from '../../../main/session/work.ts';
import { openStore } from '../../../main/store/open.ts';
import { createTrust } from '../../../main/trust/create-trust.ts';
import type { Trust } from '../../../main/trust/trust.ts';
import { createTunnel } from '../../../main/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../main/tunnel/tunnel.ts';
import { makeCard } from '../../doubles/card/make-card.ts';
import { asCredential, isUp, statusOf } from '../../doubles/network/laptop.ts';
import { testSecrets } from '../../doubles/network/secrets.ts';
import { LAPTOP, type RunningForce, startForce } from '../../hq/support/running.ts';
import { type Place, places } from '../card/places.ts';
import { pin, startService, untilCard, untilNoCard } from '../card/support.ts';
import { workerEntry } from '../support/store.ts';

const [virtual] = places;
/** Why there is no card here, in words; undefined when there is one. */
export const whyNoCard = virtual.missing;

/** All that a sign-in needs: a running HQ, a reader with cards of its force, and a laptop's folder. */
export interface SignInBench {
  readonly force: RunningForce;
  readonly card: CardService;
  readonly trust: Trust;
  readonly tunnel: Tunnel;
  readonly folders: UnlockPorts['folders'];
  readonly secrets: UnlockPorts['secrets'];
  /** Makes the officer's card at its first use, puts it in, unless it is in, and reads it. */
  insert(officer: Officer): Promise<WarrantCard>;
  /** Signs in with the card that was inserted. Rejects with SignInError. */
  signIn(card: WarrantCard, change?: Partial<UnlockPorts>): Promise<SignedIn>;
  close(): Promise<void>;
}
export interface SignedIn {
  readonly work: OpenWork;
  readonly parts: WorkParts;
  /** The store's key, kept by the test on its way to the store; the product keeps none. */
  readonly key: Uint8Array;
  /** The PIN's own bytes, as they are after the sign-in. */
  readonly pin: Uint8Array;
}

export const openBench = async (): Promise<SignInBench> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-session-'));
  const closing: (() => Promise<unknown> | undefined)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const force = await startForce();
    closing.push(() => force.stop());
    const reader: Place = await virtual.open(folder);
    closing.push(() => reader.close());
    const { card } = startService(virtual.module, reader.env);
    closing.push(() => card.close());
    const secrets = testSecrets();
    const trust = createTrust({ root: force.pki.root.certificate, file: join(folder, 'device', 'trust.json') });
    const credential = asCredential(force.laptop);
    const site = { name: 'HQ site A', host: '127.0.0.1', port: force.hq.ports.gateway };
    const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
    closing.push(() => tunnel.close());
    await statusOf(tunnel, isUp);
    const folders = await openOfficerFolders(folder, secrets);
    const now = (): Date => new Date();
    const log = (): void => undefined;
    const readCard = createCardReader({ card, trust, now });
    const startStreams = createStreams({ tunnel, trust, log, onRefreshed: () => undefined });
    const made = new Set<string>();
    let inside: { readonly officer: Officer; readonly card: WarrantCard } | undefined;

    return {
      force,
      card,
      trust,
      tunnel,
      folders,
      secrets,
      close,
      async insert(officer) {
        if (inside?.officer === officer) return inside.card;
        const cardFolder = join(folder, 'cards', officer.collarNumber);
        if (!made.has(cardFolder)) {
          const slot = (kind: 'cardAuthentication' | 'cardSignature' | 'cardKeyManagement') => force.pki.card(officer, { kind });
          makeCard(cardFolder, {
            '9a': await slot('cardAuthentication'),
            '9c': await slot('cardSignature'),
            '9d': await slot('cardKeyManagement'),
          });
          made.add(cardFolder);
        }
        await reader.remove();
        await untilNoCard(card);
        await reader.insert(cardFolder);
        const { cardId } = await untilCard(card);
        const reading = await readCard(cardId);
        if (!reading.ok) throw new Error(reading.code);
        inside = { officer, card: reading.value };
        return reading.value;
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
          openStore: (options) => {
            kept.key = Uint8Array.from(options.key);
            return openStore(workerEntry)(options);
          },
          begin: async (parts) => {
            kept.parts = parts;
            return beginWork({ card, tunnel, trust, device: LAPTOP, startStreams, log, now }, parts);
          },
          ...change,
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

import { isDeepStrictEqual } from 'node:util';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { feedSystemIds } from '../../contracts/systems/ids.ts';
import { parseCertificate } from '../../pki/index.ts';
import { appendAudit } from '../database/audit.ts';
import { putCertificate } from '../database/certificates.ts';
import type { Database, Transaction } from '../database/database.ts';
import { activateDevice, expectDevice, setDeviceCertificate } from '../database/devices.ts';
import { beginWriting } from '../database/items.ts';
import { putOfficer } from '../database/officers.ts';
import { kindDefinition } from './index.ts';
import { ItemError } from './kinds.ts';
import { moveOpenRequests } from './people/move-requests.ts';
import { publish } from './publish.ts';

export interface SeedDevice {
  readonly name: string;
  readonly pool: string;
  /** DER, when the laptop was given its certificate elsewhere; otherwise it enrols with a one-time code. */
  readonly certificate?: Uint8Array;
}

/** One item of a system's feed. `body` is the item as contracts/domain has it (its `version`, if any, is set by HQ). */
export interface SeedItem {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Staff id, for what belongs to one officer: duty, balance. */
  readonly owner?: string;
  /** For what says no area itself: unit. */
  readonly area?: string;
}

export interface SeedContent {
  readonly officers: readonly Officer[];
  readonly devices?: readonly SeedDevice[];
  readonly items: readonly SeedItem[];
}

/**
 * Puts a force's people, laptops and items into an HQ database, in one transaction. Officers go to the directory and, as
 * items of kind "officer", to the people feed, and are brought up to date, with them the team that decides on what they asked for; other items that are there already stay as they
 * are, so that a second seeding undoes nobody's work. Throws ItemError when an item is not of its contract's shape.
 */
export const seed = async (database: Database, content: SeedContent): Promise<void> => {
  await database.query.transaction().execute(async (transaction) => {
    for (const officer of content.officers) await putOfficer(transaction, officer);
    for (const device of content.devices ?? []) await seedDevice(transaction, device);
    const items = [...content.officers.map(officerItem), ...content.items];
    for (const system of feedSystemIds) {
      await seedItems(
        transaction,
        system,
        items.filter((item) => item.system === system),
      );
    }
    await moveOpenRequests(transaction, content.officers);
    await appendAudit(transaction, { actor: 'ict', action: 'seeded', subject: 'hq' });
  });
};

const officerItem = (officer: Officer): SeedItem => ({ system: 'people', kind: 'officer', id: officer.staffId, body: officer });

const seedDevice = async (transaction: Transaction, device: SeedDevice): Promise<void> => {
  await expectDevice(transaction, device.name, device.pool);
  if (device.certificate === undefined) return;
  await putCertificate(transaction, 'device', device.certificate, { device: device.name });
  await setDeviceCertificate(transaction, device.name, parseCertificate(device.certificate));
  await activateDevice(transaction, device.name);
};

const seedItems = async (transaction: Transaction, system: System, items: readonly SeedItem[]): Promise<void> => {
  for (const item of items) {
    if ((kindDefinition(system, item.kind)?.owned ?? false) !== (item.owner !== undefined))
      throw new ItemError(`${system} ${item.kind}`, ['owner']);
  }
  await beginWriting(transaction, system);
  const rows = await transaction.selectFrom('item').select(['kind', 'owner', 'id', 'body']).where('system', '=', system).execute();
  const known = new Map(rows.map((row) => [JSON.stringify([row.kind, row.owner, row.id]), row.body]));
  const isDue = (item: SeedItem): boolean => {
    const body = known.get(JSON.stringify([item.kind, item.owner ?? '', item.id]));
    return body === undefined || (item.kind === 'officer' && !isDeepStrictEqual(body, item.body));
  };
  /** The certificate that HQ has met since stays. */
  const withCertificate = (item: SeedItem): SeedItem => {
    const { mailCertificate } = known.get(JSON.stringify([item.kind, '', item.id])) ?? {};
    return item.kind !== 'officer' || mailCertificate === undefined ? item : { ...item, body: { ...item.body, mailCertificate } };
  };
  await publish(transaction, system, items.map(withCertificate).filter(isDue));
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { System } from '../../../contracts/hq/feeds.ts';
import { commonProblems } from '../../../contracts/hq/problems.ts';
import { forgetLooseBlobs } from '../../../hq/blobs/use.ts';
import type { Database } from '../../../hq/database/database.ts';
import { beginWriting, findItem, type Item } from '../../../hq/database/items.ts';
import { findOfficer, putOfficer } from '../../../hq/database/officers.ts';
import { openDatabase } from '../../../hq/database/open.ts';
import { problemAnswer } from '../../../hq/http/answer.ts';
import { askedOf } from '../../../hq/http/asked.ts';
import { route } from '../../../hq/http/router.ts';
import { ChangeNotifications } from '../../../hq/services/change-notifications.ts';
import { readChanges } from '../../../hq/services/changes.ts';
import { type ServiceParts, serviceRoutes } from '../../../hq/services/routes.ts';
import { accessKeysOfOfficer } from '../../../hq/systems/access-keys.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { type SeedItem, seed } from '../../../hq/systems/seed.ts';
import type { DeviceAnswer, DeviceRequest } from '../../../main/device/tunnel/tunnel.ts';
import { hargreaves, officers, rahman } from '../../hq/support/force.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { putEmptyDatabase } from '../../hq/support/template.ts';
import type { Clocks } from './clocks.ts';
import { seedItems } from './items.ts';
import { hashOfParts } from './photographs.ts';

/** So small that what a story makes takes several. */
const PAGE_CHANGES = 3;

const DAY_MS = 86_400_000;
const BLOB_TABLES = ['command_blob', 'blob', 'blob_content', 'blob_chunk'] as const;

/** HQ's own code from the endpoint down, on its own database; no sockets and no certificates. */
export interface SoakHq {
  /** Answers a request as the services' port does. */
  handle(request: DeviceRequest): Promise<DeviceAnswer>;
  /** A page of a feed, as lines. */
  page(system: System, cursor: string): Promise<string>;
  /** As when no story was told. */
  begin(): Promise<void>;
  restart(): Promise<void>;
  /** Restored from a backup: no cursor of before counts. */
  restored(): Promise<void>;
  setSupervisor(stands: boolean): Promise<void>;
  setOther(stands: boolean): Promise<void>;
  /** Somebody else changes an item; nothing where there is none. */
  change(key: ItemName, change: (body: Body) => Body): Promise<void>;
  /** All items, whoever may see them. */
  items(): Promise<readonly (Item & { readonly isSeen: boolean })[]>;
  /** The keys of the commands that were done, in the order in which they were, and the version that each made. */
  readonly done: ReadonlyMap<string, number>;
  /** What HQ has of attachments: `proven`, the hash of the bytes that are there; what each command carried; chunks of nothing. */
  blobs(): Promise<{
    readonly contents: readonly { readonly hash: string; readonly proven: string }[];
    readonly carried: readonly { readonly key: string; readonly hash: string }[];
    readonly strayChunks: number;
  }>;
  /** Attachments that no command has come for go: by HQ's clock, and so many days on. */
  forgetLoose(days?: number): Promise<void>;
  /** The keys that HQ's own table has as done. */
  keys(): Promise<readonly string[]>;
  close(): Promise<void>;
}
interface ItemName {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
}
export type Body = Readonly<Record<string, unknown>>;

/** `items`: what it has when a story begins. */
export const startSoakHq = async (clocks: Clocks, items: readonly SeedItem[] = seedItems): Promise<SoakHq> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-soak-hq-'));
  await putEmptyDatabase(folder);
  let running = await open(folder);
  // Not from the table, whose times are those of a clock that jumps.
  const done = new Map<string, number>();

  /** As the gate lets the officer in: by the directory, at each request. */
  const officerNow = async () => {
    const entry = await findOfficer(running.database.query, hargreaves.staffId);
    if (entry?.state !== 'active') throw new Error('the officer is gone');
    return entry.officer;
  };
  const asHq = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    clocks.turnTo('hq');
    try {
      return await work();
    } finally {
      clocks.turnTo('laptop');
    }
  };

  const answer = async (request: DeviceRequest) => {
    const asked = askedOf(
      { method: request.method, target: request.path, headers: { ...request.headers } },
      Readable.from([request.body ?? new Uint8Array()]),
      new AbortController().signal,
      { take: () => true },
    );
    try {
      return await route(running.routes, asked, { officer: await officerNow(), device: LAPTOP, version: null });
    } catch {
      return problemAnswer(commonProblems.Internal, 'Internal');
    }
  };

  return {
    handle: (request) =>
      asHq(async () => {
        const { status, headers = {}, body } = await answer(request);
        const key = request.headers?.['idempotency-key'];
        const text = typeof body === 'string' ? body : '';
        if (status === 200 && key !== undefined && !done.has(key)) done.set(key, Number(JSON.parse(text).version));
        return { status, headers, body: Buffer.from(text) };
      }),
    page: (system, cursor) => asHq(async () => readChanges(running.database, system, await officerNow(), cursor, PAGE_CHANGES)),
    begin: () =>
      asHq(async () => {
        done.clear();
        const { query } = running.database;
        for (const table of [...BLOB_TABLES, 'tombstone', 'command', 'serial', 'item'] as const) await query.deleteFrom(table).execute();
        await seed(running.database, { officers, items });
        await query.updateTable('officer').set({ state: 'active' }).execute();
      }),
    async restart() {
      await running.close();
      running = await open(folder);
    },
    async restored() {
      await sql`update installation set epoch = gen_random_uuid()`.execute(running.database.query);
    },
    setSupervisor: (stands) => putOfficer(running.database.query, { ...hargreaves, roles: stands ? hargreaves.roles : ['officer'] }),
    async setOther(stands) {
      const state = stands ? 'active' : 'revoked';
      await running.database.query.updateTable('officer').set({ state }).where('staff_id', '=', rahman.staffId).execute();
    },
    change: (key, change) =>
      asHq(() =>
        running.database.query.transaction().execute(async (transaction) => {
          await beginWriting(transaction, key.system);
          const item = await findItem(transaction, { ...key, owner: '' });
          if (item === undefined) return;
          await publish(transaction, key.system, [{ kind: key.kind, id: key.id, area: item.area, body: change(item.body) }]);
        }),
      ),
    async items() {
      const held = accessKeysOfOfficer(await officerNow());
      const rows = await running.database.query.selectFrom('item').selectAll().execute();
      return rows.map((row) => ({ ...row, isSeen: row.access_keys.some((key) => held.includes(key)) }));
    },
    done,
    async blobs() {
      const { query } = running.database;
      const contents = await query.selectFrom('blob_content').select(['hash', 'id']).execute();
      const ids = [...contents, ...(await query.selectFrom('blob').select('id').execute())].map(({ id }) => id);
      const chunks = await query.selectFrom('blob_chunk').selectAll().orderBy('at_byte').execute();
      return {
        contents: contents.map(({ hash, id }) => ({
          hash,
          proven: hashOfParts(chunks.filter((chunk) => chunk.id === id).map(({ data }) => data)),
        })),
        carried: await query.selectFrom('command_blob').select(['key', 'hash']).execute(),
        strayChunks: chunks.filter(({ id }) => !ids.includes(id)).length,
      };
    },
    forgetLoose: (days = 0) => asHq(() => forgetLooseBlobs(running.database, new Date(clocks.now('hq').getTime() + days * DAY_MS))),
    async keys() {
      const { query } = running.database;
      const rows = await query.selectFrom('command').select('key').where('status', '=', 200).execute();
      return rows.map(({ key }) => key);
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const open = async (folder: string) => {
  const database: Database = await openDatabase({ folder });
  const notifications = new ChangeNotifications(database);
  // What orders need is not asked for here.
  const routes = serviceRoutes({ database, notifications } as ServiceParts);
  const close = async (): Promise<void> => {
    notifications.close();
    await database.close();
  };
  return { database, routes, close };
};

import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropLeases, holdLease, sealUnsealed } from '../../../hq/shares/leases.ts';
import { destroyEndedKeys } from '../../../hq/shares/share-keys.ts';
import { signCms } from '../../../pki/index.ts';
import { ask, codeOf, tunnel } from '../support/client.ts';
import { halliwell, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop } from '../support/ict.ts';
import { dropSharesOf, lendTo, shareAtHq } from '../support/leases.ts';
import type { RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

onEveryForce((start) => {
  let force: RunningForce;
  let serial = 7000;
  beforeAll(async () => {
    force = await start({});
  });
  afterAll(() => force?.stop());

  const query = () => force.hq.database.query;
  const laptop = async () => {
    const device = `LAP-${++serial}`;
    return { device, holder: await addLaptop(force, device) };
  };
  const keyIdOf = async (device: string): Promise<string> => {
    const row = await query().selectFrom('share_key').select('id').where('device', '=', device).executeTakeFirstOrThrow();
    return row.id;
  };
  const rowOf = (device: string) => query().selectFrom('lease').selectAll().where('device', '=', device).executeTakeFirstOrThrow();
  const shares = () => ({ keys: force.hq.keys, log: () => undefined });

  /** Everything that the database has on its disk by now: tables, indexes and its write-ahead log. */
  const onDisk = async (): Promise<readonly Buffer[]> => {
    await sql`checkpoint`.execute(query());
    const { database } = force.config;
    const said = 'url' in database && (await sql<{ data_directory: string }>`show data_directory`.execute(query())).rows[0]?.data_directory;
    const folder = 'folder' in database ? database.folder : said || '';
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.flatMap(({ parentPath, name }) => {
      try {
        return [readFileSync(join(parentPath, name))];
      } catch {
        return []; // A file of the server's that went meanwhile.
      }
    });
  };
  const holds = (files: readonly Buffer[], secret: Uint8Array): boolean => {
    const forms = [
      Buffer.from(secret),
      Buffer.from(Buffer.from(secret).toString('hex')),
      Buffer.from(Buffer.from(secret).toString('base64')),
    ];
    return files.some((file) => forms.some((form) => file.includes(form)));
  };

  it('has no device share in any file of its database, and after a wipe no key anywhere that opens one', async () => {
    const { device } = await laptop();
    await lendTo(force, rahman, device);
    const { deviceShare } = await shareAtHq(force.hq, { device });
    const id = await keyIdOf(device);
    const key = Buffer.from(force.hq.keys.read(id) ?? []);
    const before = await rowOf(device);
    const files = await onDisk();
    expect(holds(files, before.device_share ?? new Uint8Array())).toBe(true); // The search finds what is there.
    expect(holds(files, deviceShare)).toBe(false);
    expect(await dropSharesOf(force, device)).toBe(1);
    const after = [
      ...(await onDisk()),
      ...readdirSync(force.config.shareKeyFolder).map((name) => readFileSync(join(force.config.shareKeyFolder, name))),
    ];
    expect(holds(after, deviceShare)).toBe(false);
    expect(holds(after, key)).toBe(false);
    expect(force.hq.keys.read(id)).toBeUndefined();
  });

  it('opens nothing of a database that comes back from a backup of before the wipe; a new share begins', async () => {
    const { device } = await laptop();
    await lendTo(force, rahman, device);
    const { deviceShare } = await shareAtHq(force.hq, { device });
    const backup = { lease: await rowOf(device), id: await keyIdOf(device) };
    await dropSharesOf(force, device);
    const { device_share, dropped_at } = backup.lease;
    await query().updateTable('lease').set({ device_share, dropped_at }).where('id', '=', backup.lease.id).execute();
    await query().updateTable('share_key').set({ ended_at: null, destroyed_at: null }).where('id', '=', backup.id).execute();
    await lendTo(force, rahman, device);
    expect((await shareAtHq(force.hq, { device })).deviceShare).not.toEqual(deviceShare);
  });

  it('gives no other share, and loses none, while its folder of keys is out of reach', async () => {
    const { device, holder } = await laptop();
    await lendTo(force, rahman, device);
    const { deviceShare } = await shareAtHq(force.hq, { device });
    const line = await tunnel(force, { identity: holder });
    const shift = await beginShift(force, line, await force.pki.card(rahman));
    const askForLease = async () => {
      const asked = { device, staffId: rahman.staffId, at: new Date().toISOString(), nonce: randomBytes(16).toString('base64') };
      const message = await signCms({ content: Buffer.from(JSON.stringify(asked)), signer: shift.signer, at: new Date() });
      return ask(line, 'POST', '/v1/device/lease', message);
    };
    const file = join(force.config.shareKeyFolder, `${await keyIdOf(device)}.key`);
    renameSync(file, `${file}.elsewhere`);
    const refused = await askForLease();
    expect([refused.status, codeOf(refused)]).toEqual([503, 'TryLater']);
    const last = await query().selectFrom('audit').select(['action', 'detail']).orderBy('seq', 'desc').executeTakeFirstOrThrow();
    expect(last).toEqual({ action: 'leaseRefused', detail: 'ShareKeyMissing' });
    renameSync(`${file}.elsewhere`, file);
    const given = await askForLease();
    expect(JSON.parse(given.body.toString()).deviceShare).toBe(Buffer.from(deviceShare).toString('base64'));
    line.destroy();
  });

  it('seals for one officer on one laptop: a row that is put in the place of another’s opens nothing', async () => {
    const { device } = await laptop();
    await lendTo(force, rahman, device);
    const { device_share } = await rowOf(device);
    await lendTo(force, halliwell, device);
    await query()
      .updateTable('lease')
      .set({ device_share })
      .where('device', '=', device)
      .where('staff_id', '=', halliwell.staffId)
      .execute();
    await expect(lendTo(force, halliwell, device)).rejects.toThrow();
  });

  it('seals at its start what a version before has left, and lends the same share on', async () => {
    const { device } = await laptop();
    const share = new Uint8Array(randomBytes(32));
    const issued_at = new Date();
    const row = { id: randomUUID(), staff_id: rahman.staffId, device, device_share: share, issued_at, not_after: issued_at };
    await query().insertInto('lease').values(row).execute();
    await sealUnsealed(force.hq.database, shares(), new Date());
    expect((await rowOf(device)).device_share).not.toEqual(share);
    expect((await shareAtHq(force.hq, { device })).deviceShare).toEqual(share);
    const lent = await query()
      .transaction()
      .execute((transaction) =>
        holdLease(transaction, force.hq.keys, { staffId: rahman.staffId, device, issuedAt: new Date(), notAfter: new Date() }),
      );
    expect(lent.deviceShare).toEqual(share);
  });

  it('destroys a key later where it fell just after the wipe was written down, and none where that was rolled back', async () => {
    const { device } = await laptop();
    await lendTo(force, rahman, device);
    const id = await keyIdOf(device);
    const undone = query()
      .transaction()
      .execute(async (transaction) => {
        await dropLeases(transaction, device, new Date());
        throw new Error('rolled back');
      });
    await expect(undone).rejects.toThrow('rolled back');
    await destroyEndedKeys(force.hq.database, shares());
    expect(force.hq.keys.read(id)).toBeDefined();
    await query()
      .transaction()
      .execute((transaction) => dropLeases(transaction, device, new Date()));
    expect(force.hq.keys.read(id)).toBeDefined();
    await destroyEndedKeys(force.hq.database, shares());
    expect(force.hq.keys.read(id)).toBeUndefined();
  });
});

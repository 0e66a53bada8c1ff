import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { enrol } from '../../../../main/device/enrolment/enrol.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../../main/device/tunnel/tunnel.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { type ShiftCredential, takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';
import { incident, rahman } from '../../../hq/support/force.ts';
import { type RunningForce, startForce } from '../../../hq/support/running.ts';
import { hashOf } from './support.ts';

const DEVICE = 'LAP-0500';
const INCIDENT = 'LC-20260111-0841';

/** A way to a port on which every connection breaks after so many bytes, given one by one; then none does any more. */
const startCuttingLink = async (port: number) => {
  const cuts: number[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((from) => {
    const to = net.connect(port, '127.0.0.1');
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY;
    for (const [source, target] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(source);
      source.on('data', (bytes) => {
        left -= bytes.byteLength;
        if (left < 0) for (const end of [from, to]) end.resetAndDestroy();
        else target.write(bytes);
      });
      source.on('error', () => undefined);
      source.on('close', () => {
        open.delete(source);
        target.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cuts,
    reset: () => {
      for (const socket of open) socket.destroy();
    },
    close: () => server.close(),
  };
};

/** A laptop with an officer's shift before a real HQ, on a link that can be cut, for the tests of one file. */
export const laptopAtHq = () => {
  let hq: RunningForce;
  let folder: string;
  let trust: ReturnType<typeof createTrust>;
  let shift: ShiftCredential;
  let way: Awaited<ReturnType<typeof startCuttingLink>>;
  let tunnel: Tunnel;

  beforeAll(async () => {
    hq = await startForce({ items: [incident(INCIDENT, rahman.area)] });
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-blobs-'));
    const place = { folder: join(folder, 'device'), secrets: testSecrets() };
    const code = await hq.hq.makeEnrolmentCode(DEVICE);
    const common = { host: '127.0.0.1', gatewayName: 'gateway.hq', root: hq.pki.root.certificate, device: DEVICE };
    const enrolled = await enrol({ ...common, port: hq.hq.ports.enrolment, code, place });
    if (!enrolled.ok) throw new Error(enrolled.code);
    const credential = enrolled.value;
    trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'device', 'trust.json') });
    way = await startCuttingLink(hq.hq.ports.gateway);
    tunnel = createTunnel({
      sites: [{ name: 'HQ', host: '127.0.0.1', port: way.port }],
      gatewayName: 'gateway.hq',
      credential: () => credential,
      trust,
    });
    await statusOf(tunnel, isUp);
    const { signer } = await hq.pki.card(rahman);
    const taken = await takeShiftCertificate({ tunnel, signer, device: DEVICE, trust, at: new Date() });
    if (!taken.ok) throw new Error(taken.code);
    shift = taken.value;
  });
  afterAll(async () => {
    await tunnel?.close();
    way?.reset();
    way?.close();
    await hq?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const services = () => createServices({ tunnel, shift, trust });
  return {
    get query() {
      return hq.hq.database.query;
    },
    get way() {
      return way;
    },
    get tunnel() {
      return tunnel;
    },
    services,

    /** Unsent work that carries these blobs. */
    async write(store: Store, blobs: readonly string[], text: string): Promise<void> {
      const at = new Date().toISOString();
      const payload = { incidentId: INCIDENT, text, at };
      const target = { system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: INCIDENT, baseVersion: 1 } as const;
      await store.write('outbox.import', {
        items: [{ id: randomUUID(), ...target, payload, summary: text, at, state: 'waiting', attempts: 0, blobs: [...blobs] }],
        author: rahman,
      });
    },

    /** Begins to sync that store; the way to stop. */
    start(store: Store) {
      const connected = services();
      const sync = createSync({ store, services: connected, onRefreshed: () => undefined, random: () => 0 });
      // As the session does when the link comes back; and the officer, who does not wait for the tunnel's next try.
      const unlisten = tunnel.onStatus(({ link }) => {
        if (link === 'offline') tunnel.tryNow();
        else sync.tryNow();
      });
      const impatient = setInterval(() => tunnel.tryNow(), 500);
      return async (): Promise<void> => {
        unlisten();
        clearInterval(impatient);
        await Promise.all([sync.stop(), connected.close()]);
      };
    },

    /** The hash of what HQ keeps under that hash. */
    async kept(hash: string): Promise<string | undefined> {
      const { query } = hq.hq.database;
      const content = await query.selectFrom('blob_content').select('id').where('hash', '=', hash).executeTakeFirst();
      if (content === undefined) return undefined;
      const rows = await query.selectFrom('blob_chunk').select('data').where('id', '=', content.id).orderBy('at_byte').execute();
      return hashOf(Buffer.concat(rows.map(({ data }) => data)));
    },

    /** How often the log at HQ has that text. */
    async linesWith(text: string): Promise<number> {
      const item = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', INCIDENT).executeTakeFirstOrThrow();
      return JSON.stringify(item.body).split(text).length - 1;
    },
  };
};

/** HQ has all of the store's unsent work. */
export const isEmpty = (store: Store): Promise<void> =>
  vi.waitFor(async () => expect(await store.read('outbox.count', null)).toBe(0), { timeout: 60_000, interval: 50 });

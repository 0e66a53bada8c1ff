import { createPrivateKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTrust } from '../../main/device/trust/create-trust.ts';
import { keepTrustFresh } from '../../main/device/trust/refresh.ts';
import { createTunnel } from '../../main/device/tunnel/create-tunnel.ts';
import { openStore } from '../../main/store/open.ts';
import { createServices } from '../../main/sync/services/services.ts';
import { takeShiftCertificate } from '../../main/sync/services/shift-certificate.ts';
import { createSync } from '../../main/sync/sync.ts';
import { parseCertificate, signerFromKey } from '../../pki/index.ts';
import { isUp, statusOf } from '../doubles/network/laptop.ts';
import { rahman } from '../hq/support/force.ts';
import { LAPTOP } from '../hq/support/running.ts';
import { give } from '../main/support/give.ts';

/**
 * A laptop of whichever version this file lies in, on the store in a folder: opens it, works online until nothing is unsent and the log is
 * as HQ has it (`online`), then writes a line that stays unsent (`leaves`). Prints how many pieces were unsent when it opened the store.
 */
const { hq, folder, online, leaves } = JSON.parse(process.argv[2] ?? '{}');
mkdirSync(folder, { recursive: true });
const store = await openStore(new URL('../../main/app/store-worker.ts', import.meta.url))({ folder, key: new Uint8Array(32).fill(7) });
const before = await store.read('outbox.count', null);

const connect = async () => {
  const [certificate, root] = [hq.laptop.certificate, hq.root].map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  if (certificate === undefined || root === undefined) throw new Error('no certificate');
  const { notBefore, notAfter, subject } = parseCertificate(certificate);
  const force = subject.organization ?? '';
  const credential = { device: LAPTOP, force, certificate, key: createPrivateKey(hq.laptop.key), notBefore, notAfter };
  const trust = createTrust({ root, file: join(folder, 'trust.json') });
  const sites = [{ name: 'HQ', host: '127.0.0.1', port: hq.port }];
  const tunnel = createTunnel({ sites, gatewayName: 'gateway.hq', credential: () => credential, trust });
  await statusOf(tunnel, isUp);
  await keepTrustFresh(tunnel, trust).now();
  const signer = signerFromKey(new Uint8Array(Buffer.from(hq.card.certificate, 'base64')), createPrivateKey(hq.card.key));
  const shift = await takeShiftCertificate({ tunnel, signer, device: LAPTOP, trust, at: new Date() });
  if (!shift.ok) throw new Error(shift.code);
  return { tunnel, services: createServices({ tunnel, trust, shift: shift.value }) };
};

const work = async (): Promise<void> => {
  const { tunnel, services } = await connect();
  const sync = createSync({ store, services, onRefreshed: () => undefined });
  // The run's own time-out is the limit.
  while ((await store.read('storm.get', { id: hq.log, officer: rahman })) === undefined || (await store.read('outbox.count', null)) > 0)
    await delay(50);
  await sync.stop();
  await services.close();
  await tunnel.close();
};

if (online) await work();
if (leaves !== undefined) {
  const given = await give(
    store,
    'storm',
    'incident.addLine',
    { incidentId: hq.log, text: leaves },
    { officer: rahman, at: new Date().toISOString() },
  );
  if (!given.ok) throw new Error(given.code);
}
await store.close();
console.log(JSON.stringify({ before }));
process.exit(0);

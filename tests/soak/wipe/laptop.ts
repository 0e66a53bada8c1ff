/**
 * The program on the laptop of one run, without its window: goes on with a wipe that was begun, or waits for HQ's orders and carries
 * them out, with the product's own rooms. Says `begun` when a wipe begins, what came of sending the
 * proof (`acknowledged`, `parked`), and `wiped` when HQ has the proof and nothing is left.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policy } from '../../../contracts/domain/policy.ts';
import { openOrderLog } from '../../../main/device/orders/order-log.ts';
import { followOrders } from '../../../main/device/orders/orders.ts';
import { createReceipts } from '../../../main/device/orders/receipts.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import { type DeviceCredential, loadCredential } from '../../../main/device/tunnel/credential.ts';
import { resumeWipe, startWipe, type WipePorts } from '../../../main/device/wipe/index.ts';
import { isOver, wipePorts } from '../../../main/device/wipe/wipe-ports.ts';
import { fileSecrets } from '../../../main/platform/shell/chromium/secrets.ts';
import { decodePem } from '../../../pki/index.ts';

const [dataFolder = '', port = '', shared = ''] = process.argv.slice(2);
const secrets = fileSecrets(join(dataFolder, 'seal.key'));
const device = join(dataFolder, 'device');
const log = (): void => undefined;
const now = (): Date => new Date();

const startLaptop = (credential: DeviceCredential) => {
  const [root] = decodePem(readFileSync(join(shared, 'root.pem'), 'utf8'), 'CERTIFICATE');
  if (root === undefined) throw new Error('no root');
  const trust = createTrust({ root, file: join(device, 'trust.json') });
  const site = { name: 'HQ site A', host: '127.0.0.1', port: Number(port) };
  const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
  return { trust, tunnel, receipts: createReceipts({ folder: join(device, 'receipts'), tunnel, credential: () => credential, log, now }) };
};

const run = async (): Promise<void> => {
  const loaded = await loadCredential({ folder: device, secrets });
  const laptop = loaded.ok ? { credential: loaded.value, ...startLaptop(loaded.value) } : undefined;
  const product = wipePorts({
    dataFolder,
    configuration: [],
    secrets,
    channel: () => laptop && { link: { tunnel: laptop.tunnel, credential: () => laptop.credential }, receipts: laptop.receipts },
    lockNow: async () => undefined,
    show(deviceBlock) {
      if (!isOver(deviceBlock)) return;
      process.stdout.write('wiped\n');
      process.exit(0);
    },
    log,
  });
  const ports: WipePorts = {
    ...product,
    async sendReceipt(der) {
      const answer = await product.sendReceipt(der);
      process.stdout.write(`${answer}\n`);
      return answer;
    },
    // No window is open on this one: what an earlier start's browser left goes too.
    windowOpen: false,
  };

  setInterval(() => undefined, 1_000); // Tunnel and retries alone would let the process end.
  if (!(await resumeWipe(ports)) && laptop !== undefined) {
    const { trust, tunnel, receipts, credential } = laptop;
    const signed = policy.parse(JSON.parse(readFileSync(join(shared, 'policy.json'), 'utf8')));
    followOrders({
      tunnel,
      receipts,
      log,
      now,
      orderLog: openOrderLog(join(device, 'orders.json'), credential.device, () => undefined),
      context: () => ({ trust, policy: signed, device: credential.device, force: credential.force }),
      refresh: async () => true,
      journal: async () => undefined,
      async executeOrder(order) {
        if (order.kind !== 'wipe') throw new Error('only wipes are ordered here');
        process.stdout.write('begun\n');
        await startWipe(order, ports);
        return 'gone';
      },
    });
  }
};

void run();

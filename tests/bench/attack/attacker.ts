import { createPrivateKey } from 'node:crypto';
import { request } from 'node:https';
import { encodePem } from '../../../pki/index.ts';
import { dial, sessionOn } from '../../hq/support/client.ts';
import { attacks } from './attacks.ts';
import type { AttackedHq } from './hq.ts';

/** Which attack, upon whom, and for how many milliseconds. A process of its own, so that it holds up nobody who measures. */
export interface AttackOrder {
  readonly attack: string;
  readonly hq: AttackedHq;
  readonly ms: number;
}

process.once('message', async ({ attack, hq, ms }: AttackOrder) => {
  const end = performance.now() + ms;
  const root = Buffer.from(hq.root, 'base64');
  const identity = { certificate: Buffer.from(hq.laptop.certificate, 'base64'), key: createPrivateKey(hq.laptop.key) };
  const connectTo = () => dial({ hq, pki: { root: { certificate: root } } }, hq.ports.gateway, 'gateway.hq', { identity });
  const guess = (localAddress: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const asking = request(
        {
          ...{ host: '127.0.0.1', localAddress, port: hq.ports.enrolment, servername: 'gateway.hq', agent: false },
          ...{ ca: encodePem(root, 'CERTIFICATE'), method: 'POST', path: '/.well-known/est/simpleenroll', auth: 'LAP-2001:AAAAA-AAAAA' },
          headers: { 'content-type': 'application/pkcs10' },
        },
        (response) => response.resume().once('end', resolve),
      );
      asking.on('error', reject);
      asking.end('bm8gcmVxdWVzdA==');
    });
  await attacks[attack]?.({
    ports: hq.ports,
    dial: connectTo,
    session: async () => sessionOn(await connectTo()),
    guess,
    over: () => performance.now() > end,
  });
  process.exit();
});
process.on('disconnect', () => process.exit());
process.on('uncaughtException', () => {}); // A connection that HQ ends is what an attacker gets.

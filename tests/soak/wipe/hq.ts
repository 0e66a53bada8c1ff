import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Order, type Receipt, receipt } from '../../../contracts/domain/order.ts';
import { holdLease } from '../../../hq/shares/leases.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { encodePem, parseCertificate, parseCrl, verifyCms } from '../../../pki/index.ts';
import { ask, systems, tunnel } from '../../hq/support/client.ts';
import { clarke, halliwell, nair, pritchard, rahman } from '../../hq/support/force.ts';
import { signIn } from '../../hq/support/ict.ts';
import { draftOrder, postOrder, signOrder } from '../../hq/support/orders.ts';
import { FORCE, type ForcePki, type Holder } from '../../hq/support/pki.ts';
import { policyOf } from '../../hq/support/policy.ts';
import { startForce } from '../../hq/support/running.ts';

export const people = [rahman, halliwell, clarke] as const;

/** What HQ says of an order, and the receipt on which it rests, checked here by itself. */
export interface OrderProgress {
  readonly state: string;
  readonly proof: Receipt | undefined;
  readonly bundles: number;
}

/** One real HQ for all runs, with an ICT officer's open session. */
export interface SoakHq {
  readonly port: number;
  readonly pki: ForcePki;
  /** DER. */
  readonly recovery: Uint8Array;
  /** What a laptop is configured with: root.pem, policy.json. */
  readonly shared: string;
  /** Registers a laptop that the three officers use. */
  enrol(name: string): Promise<Holder>;
  /** Two ICT officers order a wipe. */
  orderWipe(name: string, handOver: boolean): Promise<string>;
  progress(order: string, name: string): Promise<OrderProgress>;
  close(): Promise<void>;
}

export const startSoakHq = async (folder: string): Promise<SoakHq> => {
  const force = await startForce({ officers: [nair, pritchard] });
  const { pki, hq } = force;
  const shared = join(folder, 'shared');
  mkdirSync(shared, { recursive: true });
  writeFileSync(join(shared, 'root.pem'), encodePem(pki.root.certificate, 'CERTIFICATE'));
  writeFileSync(join(shared, 'policy.json'), JSON.stringify(policyOf()));
  const gateway = await tunnel(force);
  const [first, second] = [await signIn(force, gateway, nair), await signIn(force, gateway, pritchard)];
  const ict = await systems(force, first.shift);
  const signers = [first.signature, second.signature];
  const bundle = JSON.parse((await ask(gateway, 'GET', '/v1/device/trust')).body.toString());
  const fromBase64 = (der: string): Uint8Array => new Uint8Array(Buffer.from(der, 'base64'));
  const trust = {
    anchors: [pki.root.certificate],
    intermediates: bundle.authorities.map(fromBase64),
    crls: bundle.crls.map((der: string) => parseCrl(fromBase64(der))),
  };

  const proofOf = (der: Uint8Array, order: string, name: string): Receipt | undefined => {
    const checked = verifyCms(der, { ...trust, purpose: 'device', at: new Date() });
    if (!checked.ok || parseCertificate(checked.signer).subject.commonName !== name) return undefined;
    const signed = receipt.parse(JSON.parse(Buffer.from(checked.content).toString()));
    return signed.order === order && signed.device === name && signed.state === 'done' && signed.kind === 'wipe' ? signed : undefined;
  };

  return {
    port: hq.ports.gateway,
    pki,
    recovery: fromBase64(bundle.recovery),
    shared,
    async enrol(name) {
      const laptop = await pki.issue(pki.device, { commonName: name, organization: FORCE }, { kind: 'device' });
      await seed(hq.database, { devices: [{ name, pool: 'Leyland', certificate: laptop.certificate }], officers: [], items: [] });
      await hq.database.query.transaction().execute(async (transaction) => {
        const issuedAt = new Date();
        const notAfter = new Date(issuedAt.getTime() + 3_600_000);
        for (const { staffId } of people) await holdLease(transaction, hq.keys, { staffId, device: name, issuedAt, notAfter });
      });
      return laptop;
    },
    async orderWipe(name, handOver) {
      const order: Order = draftOrder({ kind: 'wipe', device: name, sequence: 1, handOver, returnTo: 'ICT, Hutton' });
      const answer = await postOrder(ict, await signOrder(order, ...signers));
      if (answer.status !== 200) throw new Error(`HQ refused the order: ${answer.status} ${answer.body.toString()}`);
      return order.id;
    },
    async progress(order, name) {
      const { query } = hq.database;
      const row = await query.selectFrom('fleet_order').select('state').where('id', '=', order).executeTakeFirstOrThrow();
      const kept = await query
        .selectFrom('fleet_receipt')
        .select('der')
        .where('order_id', '=', order)
        .where('state', '=', 'done')
        .execute();
      const bundles = await query.selectFrom('unsent_bundle').select('id').where('device', '=', name).execute();
      return { state: row.state, proof: kept[0] && proofOf(new Uint8Array(kept[0].der), order, name), bundles: bundles.length };
    },
    async close() {
      ict.close();
      gateway.close();
      await force.stop();
    },
  };
};

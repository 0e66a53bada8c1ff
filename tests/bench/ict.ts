import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order, SignedOrder } from '../../contracts/domain/order.ts';
import { orderSummary } from '../../contracts/hq/fleet.ts';
import { DEMO_FORCE } from '../../hq/demo/officers.ts';
import { issueFor } from '../../hq/demo/pki.ts';
import { nextSequence } from '../../hq/fleet/orders/rows.ts';
import { seed } from '../../hq/systems/seed.ts';
import { signerFromKey } from '../../pki/index.ts';
import { dial, sessionOn, systems } from '../hq/support/client.ts';
import { draftOrder, postOrder, signOrder } from '../hq/support/orders.ts';
import { type Holder, newKey } from '../hq/support/pki.ts';
import { askForShift } from '../hq/support/shift.ts';
import type { FilledLaptop } from './filled-laptop.ts';

/** ICT officers of the demonstration: the first is at the desk, an order that needs two signatures gets the second's too. */
const [AT_DESK, SECOND] = ['6021', '6034'] as const;
const DESK_LAPTOP = 'LAP-0002';
const HOUR_MS = 3_600_000;

/** ICT at HQ's own routes, with the keys of the demonstration's cards. */
export interface IctDesk {
  /** The laptop's next order, signed as the policy asks. */
  sign(draft: Pick<Order, 'kind' | 'device'>): Promise<SignedOrder>;
  /** Gives an order; resolves once HQ has accepted it and it waits for the laptop. */
  give(order: SignedOrder): Promise<void>;
  close(): void;
}

/** Signs an ICT officer in at a laptop that has no window. */
export const openIctDesk = async ({ force, folder }: Pick<FilledLaptop, 'force' | 'folder'>): Promise<IctDesk> => {
  const { hq, pki } = force;
  if (hq === undefined) throw new Error('HQ is stopped');
  const reached = { hq, pki };
  const card = (collarNumber: string, slot: '9a' | '9c'): Holder => {
    const file = join(folder.cards, collarNumber, slot);
    return holderOf(new Uint8Array(readFileSync(`${file}.der`)), readFileSync(`${file}.key`, 'utf8'));
  };

  const laptop = await knownLaptop(force.pki);
  await seed(hq.database, {
    officers: [],
    items: [],
    devices: [{ name: DESK_LAPTOP, pool: 'ICT, Hutton', certificate: laptop.certificate }],
  });
  const line = sessionOn(await dial(reached, hq.ports.gateway, 'gateway.hq', { identity: laptop }));
  const [first, second] = [card(AT_DESK, '9c'), card(SECOND, '9c')];
  // HQ takes the signatures of cards that it has met.
  await askForShift(reached, line, card(SECOND, '9a'), { companions: [second.certificate] });
  const { shift } = await askForShift(reached, line, card(AT_DESK, '9a'), { companions: [first.certificate] });
  line.destroy();
  if (shift === undefined) throw new Error('ICT gets no shift');
  const session = await systems(reached, shift);
  return {
    async sign({ kind, device }) {
      const order = draftOrder({ kind, device, sequence: await nextSequence(hq.database.query, device) });
      return signOrder(order, ...(kind === 'wipe' ? [first, second] : [first]));
    },
    async give(order) {
      const { status, body } = await postOrder(session, order);
      const text = body.toString();
      if (status !== 200 || orderSummary.parse(JSON.parse(text)).state !== 'pending') throw new Error(`HQ did not take the order: ${text}`);
    },
    close: () => session.destroy(),
  };
};

const holderOf = (certificate: Uint8Array, privateKey: string): Holder => {
  const key = createPrivateKey(privateKey);
  return { key, certificate, signer: signerFromKey(certificate, key) };
};

const knownLaptop = async ({ deviceAuthority }: FilledLaptop['force']['pki']): Promise<Holder> => {
  const key = newKey();
  const life = { notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + 8 * HOUR_MS) };
  const subject = { commonName: DESK_LAPTOP, organization: DEMO_FORCE };
  const certificate = await issueFor(deviceAuthority, subject, { kind: 'device' }, key, life);
  return { key, certificate, signer: signerFromKey(certificate, key) };
};

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { SignedOrder } from '../../../contracts/domain/order.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { JournalNote } from '../../../main/audit/journal.ts';
import type { CardSignature } from '../../../main/card/card-signature.ts';
import { CardError } from '../../../main/card/service.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import { createFleetHandlers } from '../../../main/fleet/handlers.ts';
import { createRegister, type Register } from '../../../main/sync/services/register.ts';
import { takeShiftCertificate } from '../../../main/sync/services/shift-certificate.ts';
import { asCredential, isUp, statusOf } from '../../doubles/network/laptop.ts';
import { tunnel as tunnelSession } from '../../hq/support/client.ts';
import { headquartersOfficers } from '../../hq/support/force.ts';
import { addLaptop } from '../../hq/support/ict.ts';
import { ordersAfter, postReceipt } from '../../hq/support/orders.ts';
import { FORCE, type Holder } from '../../hq/support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../../hq/support/running.ts';

export const PIN = '246810';
export const LOST = 'LAP-0432';
export const typed = (digits: string = PIN): Uint8Array<ArrayBuffer> => new TextEncoder().encode(digits);

/** A warrant card's signature key in software that asks its PIN. */
export const softSignature = ({ certificate, signer }: Holder): CardSignature => ({
  certificate,
  sign: async (data, pin) => {
    if (new TextDecoder().decode(pin) !== PIN) throw new CardError('PinIncorrect');
    return signer.sign(data);
  },
});

/** An officer at a laptop: the Fleet pane's handlers with a shift certificate of that officer's, and the card's 9C key. */
export interface AtDesk {
  readonly fleet: Handlers['fleet'];
  readonly register: Register;
  readonly journal: readonly JournalNote[];
  /** As a lock does. */
  lock(): void;
}

export interface FleetBench {
  readonly force: RunningForce;
  readonly trust: Trust;
  /** The laptop that is lost, and may be wiped: its key is here. */
  readonly lost: Holder;
  readonly home: string;
  signIn(officer: Officer, change?: { readonly signature?: CardSignature; readonly register?: Register }): Promise<AtDesk>;
  /** As the lost laptop: gives HQ a receipt (the status), and asks for what waits. */
  send(receipt: Uint8Array): Promise<number>;
  takeOrders(after: number): Promise<readonly SignedOrder[]>;
  close(): Promise<void>;
}

export const openBench = async (): Promise<FleetBench> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-register-'));
  const home = join(folder, 'home');
  mkdirSync(join(home, 'Documents'), { recursive: true });
  const force = await startForce({ officers: headquartersOfficers });
  const lost = await addLaptop(force, LOST);
  const trust = createTrust({ root: force.pki.root.certificate, file: join(folder, 'device', 'trust.json') });
  const credential = asCredential(force.laptop);
  const site = { name: 'HQ site A', host: '127.0.0.1', port: force.hq.ports.gateway };
  const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
  await statusOf(tunnel, isUp);
  const closing: (() => void)[] = [];
  const channel = await tunnelSession(force, { identity: lost });

  return {
    force,
    trust,
    lost,
    home,
    async signIn(officer, change = {}) {
      const card = await force.pki.card(officer);
      const signing = await force.pki.card(officer, { kind: 'cardSignature' });
      const cardCertificates = [signing.certificate];
      const shift = await takeShiftCertificate({ tunnel, signer: card.signer, cardCertificates, device: LAPTOP, trust, at: new Date() });
      if (!shift.ok) throw new Error(shift.code);
      const register = change.register ?? createRegister({ tunnel, shift: shift.value, trust });
      closing.push(() => register.close());
      const signature = change.signature ?? softSignature(signing);
      let work: { readonly register: Register; readonly signature: CardSignature } | undefined = { register, signature };
      const journal: JournalNote[] = [];
      const fleet = createFleetHandlers({
        work: () => work,
        trust,
        force: FORCE,
        journal: async (note) => void journal.push(note),
        place: { home, dataFolder: join(folder, 'data') },
      });
      const lock = (): void => {
        work = undefined;
      };
      return { fleet, register, journal, lock };
    },
    send: async (receipt) => (await postReceipt(channel, receipt)).status,
    takeOrders: (after) => ordersAfter(channel, after),
    async close() {
      for (const step of closing) step();
      channel.destroy();
      await tunnel.close();
      await force.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

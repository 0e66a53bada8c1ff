import type { ClientHttp2Session } from 'node:http2';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { systems, tunnel } from './client.ts';
import { FORCE, type Holder } from './pki.ts';
import type { RunningForce } from './running.ts';
import { askForShift } from './shift.ts';

/** Makes a laptop known with a certificate of its own; one that is known gets another certificate. */
export const addLaptop = async (force: RunningForce, name: string): Promise<Holder> => {
  const laptop = await force.pki.issue(force.pki.device, { commonName: name, organization: FORCE }, { kind: 'device' });
  await seed(force.hq.database, { officers: [], devices: [{ name, pool: 'Leyland', certificate: laptop.certificate }], items: [] });
  return laptop;
};

/** An officer at work on a laptop of their own. */
export interface Desk {
  /** At the systems, with the officer's shift certificate. */
  readonly session: ClientHttp2Session;
  readonly shift: Holder;
  /** The card's signature key (9C). */
  readonly card: Holder;
  close(): void;
}

/** An officer's card begins a shift on the laptop at the other end, and HQ meets its signature key (9C). */
export const signIn = async (
  force: RunningForce,
  line: ClientHttp2Session,
  officer: Officer,
): Promise<{ readonly shift: Holder; readonly signature: Holder }> => {
  const signature = await force.pki.card(officer, { kind: 'cardSignature' });
  const companions = [signature.certificate];
  const { shift, response } = await askForShift(force, line, await force.pki.card(officer), { companions });
  if (shift === undefined) throw new Error(`no shift: ${response.text}`);
  return { shift, signature };
};

/** Signs an officer in on the laptop. */
export const deskOf = async (force: RunningForce, officer: Officer, laptop: Holder): Promise<Desk> => {
  const line = await tunnel(force, { identity: laptop });
  const { shift, signature } = await signIn(force, line, officer);
  line.destroy();
  const session = await systems(force, shift);
  return { session, shift, card: signature, close: () => session.destroy() };
};

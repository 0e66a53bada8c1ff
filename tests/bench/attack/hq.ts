import { rahman } from '../../hq/support/force.ts';
import { addLaptop, deskOf } from '../../hq/support/ict.ts';
import type { Holder } from '../../hq/support/pki.ts';
import { startForce } from '../../hq/support/running.ts';

/** A certificate, DER in base64, and its key, PEM. */
export interface HolderText {
  readonly certificate: string;
  readonly key: string;
}
export interface AttackedHq {
  readonly ports: { readonly gateway: number; readonly enrolment: number; readonly services: number };
  /** DER, base64. */
  readonly root: string;
  /** The laptop in wrong hands. */
  readonly laptop: HolderText;
  /** The shift certificate of an officer on another laptop. */
  readonly officer: HolderText;
}

const textOf = ({ certificate, key }: Pick<Holder, 'certificate' | 'key'>): HolderText => ({
  certificate: Buffer.from(certificate).toString('base64'),
  key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
});

/** HQ itself, in a process of its own, so that its memory is its own. */
const force = await startForce();
const desk = await deskOf(force, rahman, await addLaptop(force, 'LAP-0900'));
const answer: AttackedHq = {
  ports: force.hq.ports,
  root: Buffer.from(force.pki.root.certificate).toString('base64'),
  laptop: textOf(force.laptop),
  officer: textOf(desk.shift),
};
desk.close();
process.on('disconnect', () => void force.stop().finally(() => process.exit()));
process.send?.(answer);

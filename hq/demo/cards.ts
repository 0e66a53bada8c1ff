import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CardHolder } from '../../contracts/domain/officer.ts';
import { type CertificateProfile, parseCertificate, type Signer, type SubjectName } from '../../pki/index.ts';
import { writeSecret } from '../provision/files.ts';
import { type KeyKind, makeKey } from '../provision/keys.ts';
import { DEMO_PIN, DEMO_PIN_TRIES, DEMO_PUK, type DemoOfficer, demoOfficers } from './officers.ts';
import { type ForcePki, issueFor, publishList } from './pki.ts';

/** A warrant card is renewed every four years. */
const CARD_YEARS = 4;
const YEAR_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;

/** A card to be made: its holder, and in tests what is odd about it. */
export interface CardOrder {
  readonly folder: string;
  readonly holder: Pick<CardHolder, 'staffId' | 'name' | 'rank' | 'collarNumber' | 'force'>;
  readonly mailAddress?: string;
  readonly issuer: Signer;
  readonly keys: KeyKind;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Keys, but no certificate beside them. */
  readonly withoutCertificates?: boolean;
}

/** The serial numbers of a card's three certificates, by slot: what a revocation list names. */
export type CardSerials = Readonly<Record<Slot, string>>;
type Slot = '9a' | '9c' | '9d';

/** Makes the warrant card of every officer under `folder`, one folder a collar number; cards that are there are kept. */
export const demoCards = async (folder: string, pki: ForcePki, now: Date): Promise<void> => {
  await Promise.all(demoOfficers.map((officer) => demoCard(join(folder, officer.collarNumber), pki, officer, now)));
};

const demoCard = async (folder: string, pki: ForcePki, officer: DemoOfficer, now: Date): Promise<void> => {
  // Written last: a folder without it was left half made.
  if (existsSync(join(folder, CARD_FILE))) return;
  await makeCard(ordinaryCard(folder, pki, officer, now));
};

/** Gives an officer a new warrant card in place of the old one: the same officer, other keys. Not while it is in a reader. */
export const renewDemoCard = async (folder: string, pki: ForcePki, officer: DemoOfficer, now: Date): Promise<void> => {
  const card = join(folder, officer.collarNumber);
  rmSync(card, { recursive: true, force: true });
  await demoCard(card, pki, officer, now);
};

const CARD_FILE = 'card.json';

/** The order for an officer's card as the force gives it out; tests change a field of it to get an odd one. */
export const ordinaryCard = (folder: string, pki: ForcePki, officer: DemoOfficer, now: Date): CardOrder => ({
  folder,
  holder: { ...officer, force: pki.force },
  ...(officer.mailAddress === undefined ? {} : { mailAddress: officer.mailAddress }),
  issuer: pki.officerAuthority,
  keys: officer.cardKeys,
  notBefore: new Date(now.getTime() - DAY_MS),
  notAfter: new Date(now.getTime() + CARD_YEARS * YEAR_MS),
});

export const expiredCard = (order: CardOrder, now: Date): CardOrder => ({
  ...order,
  notBefore: new Date(now.getTime() - CARD_YEARS * YEAR_MS),
  notAfter: new Date(now.getTime() - DAY_MS),
});

export const notYetValidCard = (order: CardOrder, now: Date): CardOrder => ({ ...order, notBefore: new Date(now.getTime() + DAY_MS) });

/** A card of another force: its own root, its own officer authority, the same name on it. */
export const otherForcesCard = (order: CardOrder, other: ForcePki): CardOrder => ({
  ...order,
  issuer: other.officerAuthority,
  holder: { ...order.holder, force: other.force },
});

export const cardWithoutCertificates = (order: CardOrder): CardOrder => ({ ...order, withoutCertificates: true });

/**
 * Makes a card folder: 9a, 9c, 9d (.der certificate, .key in PKCS #8) and card.json with PIN, PUK and tries. The state that the
 * card keeps of itself lies beside them and is not touched.
 */
export const makeCard = async (order: CardOrder): Promise<CardSerials> => {
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  const [authentication, signature, keyManagement] = await Promise.all([
    fillSlot(order, '9a', { kind: 'cardAuthentication' }),
    fillSlot(order, '9c', { kind: 'cardSignature', ...mailOf(order) }),
    fillSlot(order, '9d', { kind: 'cardKeyManagement', ...mailOf(order) }),
  ]);
  writeSecret(join(order.folder, CARD_FILE), `${JSON.stringify({ pin: DEMO_PIN, puk: DEMO_PUK, maxTries: DEMO_PIN_TRIES }, null, 2)}\n`);
  return { '9a': authentication, '9c': signature, '9d': keyManagement };
};

/** Publishes the officer authority's list with these cards on it. Without HQ; where HQ runs, it is asked to revoke. */
export const revokeCards = (pki: ForcePki, cards: readonly CardSerials[], list: { readonly number: number; readonly now: Date }) => {
  const at = new Date(list.now.getTime() - DAY_MS);
  const revoked = cards
    .flatMap((serials) => Object.values(serials))
    .map((serialHex) => ({ serialHex, at, reason: 'keyCompromise' as const }));
  return publishList(pki.folder, 'officer-ca', pki.officerAuthority, { ...list, revoked });
};

const fillSlot = async (order: CardOrder, slot: Slot, profile: CertificateProfile): Promise<string> => {
  const { folder, holder, issuer, notBefore, notAfter } = order;
  const key = await makeKey(order.keys);
  const certificate = await issueFor(issuer, subjectOf(holder), profile, key, { notBefore, notAfter });
  writeSecret(join(folder, `${slot}.key`), key.export({ format: 'pem', type: 'pkcs8' }).toString());
  if (order.withoutCertificates !== true) writeFileSync(join(folder, `${slot}.der`), certificate);
  return parseCertificate(certificate).serialHex;
};

const subjectOf = ({ name, staffId, collarNumber, rank, force }: CardOrder['holder']): SubjectName => ({
  organization: force,
  title: rank,
  serialNumber: collarNumber,
  userId: staffId,
  commonName: name,
});

const mailOf = ({ mailAddress }: CardOrder): { readonly email?: string } => (mailAddress === undefined ? {} : { email: mailAddress });

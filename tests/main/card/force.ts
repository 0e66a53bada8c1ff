import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { issueCertificate, issueCrl, issueRoot, type Signer, signerFromKey } from '../../../pki/index.ts';
import type { Slot } from '../../doubles/card/folder.ts';
import { makeCard, type SlotMaterial } from '../../doubles/card/make-card.ts';

const DAY_MS = 24 * 60 * 60_000;
export const NOW = new Date();
export const daysFromNow = (days: number): Date => new Date(Math.floor(NOW.getTime() / 1000) * 1000 + days * DAY_MS);

/** A force's root and officer CA, small and made anew for each test file. */
export interface TestForce {
  readonly name: string;
  readonly root: Uint8Array;
  readonly officers: Signer;
  /** The officer CA's and the root's lists, with nothing revoked. */
  readonly crls: readonly Uint8Array[];
  revoking(serialHex: string): Promise<readonly Uint8Array[]>;
}

export interface CardWish {
  readonly kind: 'rsa' | 'p256' | 'p384';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly staffId?: string;
  readonly name?: string;
}

const ec = (namedCurve = 'P-256'): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey;
const rsa = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export async function makeForce(name = 'Lancashire Constabulary'): Promise<TestForce> {
  const [notBefore, notAfter] = [daysFromNow(-400), daysFromNow(400)];
  const rootKey = ec();
  const root = await issueRoot({ subject: { organization: name, commonName: 'Force root' }, key: rootKey, notBefore, notAfter });
  const rootSigner = signerFromKey(root, rootKey);
  const key = ec();
  const certificate = await issueCertificate({
    issuer: rootSigner,
    subject: { organization: name, commonName: 'Officer CA' },
    spki: spkiOf(key),
    profile: { kind: 'authority', purpose: 'officer' },
    notBefore,
    notAfter,
  });
  const officers = signerFromKey(certificate, key);
  const list = (issuer: Signer, serials: readonly string[]) =>
    issueCrl({
      issuer,
      revoked: serials.map((serialHex) => ({ serialHex, at: daysFromNow(-1) })),
      thisUpdate: daysFromNow(-1),
      nextUpdate: daysFromNow(1),
      number: 1,
    });
  const lists = async (serials: readonly string[]) => [await list(rootSigner, []), await list(officers, serials)];
  return { name, root, officers, crls: await lists([]), revoking: (serialHex) => lists([serialHex]) };
}

const PROFILES = { '9a': 'cardAuthentication', '9c': 'cardSignature', '9d': 'cardKeyManagement' } as const;

/** Keys and certificates of a warrant card. */
export async function issueCard(force: TestForce, wish: CardWish): Promise<Readonly<Record<Slot, SlotMaterial>>> {
  const issue = async (slot: Slot): Promise<SlotMaterial> => {
    const key = wish.kind === 'rsa' ? rsa() : ec(wish.kind === 'p384' ? 'P-384' : 'P-256');
    const certificate = await issueCertificate({
      issuer: force.officers,
      subject: {
        organization: force.name,
        title: 'PC',
        serialNumber: '2418',
        userId: wish.staffId ?? 'LC002418',
        commonName: wish.name ?? 'Aisha Rahman',
      },
      spki: spkiOf(key),
      profile: { kind: PROFILES[slot] },
      notBefore: wish.notBefore ?? daysFromNow(-30),
      notAfter: wish.notAfter ?? daysFromNow(300),
    });
    return { certificate, key };
  };
  return { '9a': await issue('9a'), '9c': await issue('9c'), '9d': await issue('9d') };
}

/** Writes a card of this force into `folder`. */
export async function makeForceCard(force: TestForce, folder: string, wish: CardWish): Promise<Readonly<Record<Slot, SlotMaterial>>> {
  const material = await issueCard(force, wish);
  makeCard(folder, material);
  return material;
}

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

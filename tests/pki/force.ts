import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type AuthorityPurpose,
  type CertificateProfile,
  issueCertificate,
  issueCrl,
  issueRoot,
  type Signer,
  type SubjectName,
  signerFromKey,
} from '../../pki/index.ts';
import { spkiOf } from './material.ts';

/** A small force made by the product's own issuing: root, officer authority, and whoever a test needs. */
export const now = new Date('2026-06-01T12:00:00Z');
const hour = 3_600_000;
export const hours = (count: number): Date => new Date(now.getTime() + count * hour);

export interface Holder {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
  readonly signer: Signer;
}

const pairs = {
  p256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
export type KeyKind = keyof typeof pairs;

export class Force {
  readonly root: Holder;
  readonly officers: Holder;
  readonly rootList: Uint8Array;

  private constructor(root: Holder, officers: Holder, rootList: Uint8Array) {
    this.root = root;
    this.officers = officers;
    this.rootList = rootList;
  }

  /** `purpose` is what its one authority is for: the officers', unless told otherwise. */
  static async make(kind: KeyKind = 'p256', purpose: AuthorityPurpose = 'officer'): Promise<Force> {
    const pair = pairs[kind]();
    const subject = { country: 'GB', organization: 'Lancashire Constabulary', commonName: 'Force Root' };
    const certificate = await issueRoot({ subject, key: pair.privateKey, notBefore: hours(-100), notAfter: hours(10_000) });
    const root = holder(certificate, pair.privateKey);
    const officers = await issue(root, { commonName: 'Officer CA' }, { kind: 'authority', purpose }, kind);
    const rootList = await issueCrl({ issuer: root.signer, revoked: [], thisUpdate: hours(-1), nextUpdate: hours(24), number: 1 });
    return new Force(root, officers, rootList);
  }

  issue(profile: CertificateProfile, kind: KeyKind = 'p256', subject: SubjectName = rahman): Promise<Holder> {
    return issue(this.officers, subject, profile, kind);
  }

  officerList(revoked: Parameters<typeof issueCrl>[0]['revoked'] = [], nextUpdate = hours(24)): Promise<Uint8Array> {
    return issueCrl({ issuer: this.officers.signer, revoked, thisUpdate: hours(-1), nextUpdate, number: 7 });
  }

  async trust(): Promise<{ anchors: Uint8Array[]; intermediates: Uint8Array[]; crls: Uint8Array[]; at: Date }> {
    return {
      anchors: [this.root.certificate],
      intermediates: [this.officers.certificate],
      crls: [this.rootList, await this.officerList()],
      at: now,
    };
  }
}

export const rahman: SubjectName = {
  organization: 'Lancashire Constabulary',
  title: 'PC',
  serialNumber: '2418',
  userId: 'LC002418',
  commonName: 'PC 2418 Aisha Rahman',
};

const holder = (certificate: Uint8Array, key: KeyObject): Holder => ({ certificate, key, signer: signerFromKey(certificate, key) });

async function issue(issuer: Holder, subject: SubjectName, profile: CertificateProfile, kind: KeyKind): Promise<Holder> {
  const pair = pairs[kind]();
  const certificate = await issueCertificate({
    issuer: issuer.signer,
    subject,
    spki: spkiOf(pair),
    profile,
    notBefore: hours(-1),
    notAfter: hours(profile.kind === 'shift' ? 8 : 1000),
  });
  return holder(certificate, pair.privateKey);
}

export const keyPem = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }));

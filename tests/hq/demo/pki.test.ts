import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cardWithoutCertificates,
  demoCards,
  expiredCard,
  makeCard,
  notYetValidCard,
  ordinaryCard,
  otherForcesCard,
  revokeCards,
} from '../../../hq/demo/cards.ts';
import { type DemoOfficer, demoOfficers } from '../../../hq/demo/officers.ts';
import { DEMO_RECOVERY_PASSPHRASE, demoPki, type ForcePki } from '../../../hq/demo/pki.ts';
import { decodePem, encodePem, parseCertificate, parseCrl, verifyFor } from '../../../pki/index.ts';
import { opensslIssue } from '../../pki/openssl-issue.ts';

const NOW = new Date();
let folder: string;
let pki: ForcePki;
let officer: DemoOfficer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-pki-'));
  pki = await demoPki(join(folder, 'pki'), { now: NOW });
  const found = demoOfficers.find(({ cardKeys }) => cardKeys === 'p256');
  if (found === undefined) throw new Error('no officer with a P-256 card');
  officer = found;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lists = () => ['root', 'officer-ca'].flatMap((name) => decodePem(readFileSync(join(pki.folder, `${name}.crl`), 'utf8'), 'X509 CRL'));
const verify = (certificate: Uint8Array) =>
  verifyFor('cardAuthentication', certificate, {
    anchors: [pki.root.certificate],
    intermediates: [pki.officerAuthority.certificate],
    crls: lists().map((der) => parseCrl(der)),
    at: NOW,
  });
const authentication = (card: string): Uint8Array => new Uint8Array(readFileSync(join(card, '9a.der')));

describe("the demonstration force's PKI", () => {
  it('keeps every key to its owner, and is opened as it was made', async () => {
    const keys = readdirSync(pki.folder).filter((name) => /\.(?:key|p12)$/.test(name));
    expect(keys.length).toBe(13);
    for (const name of keys) expect(statSync(join(pki.folder, name)).mode & 0o777).toBe(0o600);
    const again = await demoPki(pki.folder, { now: NOW });
    expect(again.root.certificate).toEqual(pki.root.certificate);
  });

  it('of an earlier version, without certificate policies, is not opened, and says what to do', async () => {
    const old = join(folder, 'old');
    await demoPki(old, { now: NOW });
    const authority = opensslIssue({
      issuer: { certificate: pki.root.certificate, key: createPrivateKey(readFileSync(join(pki.folder, 'root.key'))) },
      subject: '/O=Force/CN=Officers',
      extensions: ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'],
    });
    writeFileSync(join(old, 'officer-ca.pem'), encodePem(authority.certificate, 'CERTIFICATE'));
    writeFileSync(join(old, 'officer-ca.key'), authority.key.export({ type: 'pkcs8', format: 'pem' }));
    await expect(demoPki(old, { now: NOW })).rejects.toMatchObject({
      code: 'ConfigurationBroken',
      message: expect.stringContaining('--fresh'),
    });
  });

  it.each([
    ['gateway.pem', 'server-ca'],
    ['services.pem', 'server-ca'],
    ['mail.pem', 'server-ca'],
    ['cmc-responder.pem', 'shift-ca'],
  ])('issues %s so that OpenSSL agrees, revocation lists demanded', (name, authority) => {
    const at = (file: string): string => join(pki.folder, file);
    const lists = ['-CRLfile', at('root.crl'), '-CRLfile', at(`${authority}.crl`)];
    const answer = execFileSync('openssl', [
      'verify',
      '-x509_strict',
      '-crl_check_all',
      '-CAfile',
      at('root.pem'),
      '-untrusted',
      at(`${authority}.pem`),
      ...lists,
      at(name),
    ]);
    expect(answer.toString()).toContain('OK');
  });

  it('hands the recovery key over as a PKCS #12 file that OpenSSL opens', () => {
    const file = join(pki.folder, 'recovery.p12');
    const key = execFileSync('openssl', ['pkcs12', '-in', file, '-passin', `pass:${DEMO_RECOVERY_PASSPHRASE}`, '-nodes', '-nocerts']);
    const publicKey = execFileSync('openssl', ['pkey', '-pubout'], { input: key }).toString();
    const certificate = execFileSync('openssl', ['x509', '-in', join(pki.folder, 'recovery.pem'), '-noout', '-pubkey']).toString();
    expect(publicKey).toBe(certificate);
  });
});

describe('warrant cards', () => {
  it('are made for every officer, once, and name their holder', async () => {
    const cards = join(folder, 'cards');
    await demoCards(cards, pki, NOW);
    const before = demoOfficers.map(({ collarNumber }) => authentication(join(cards, collarNumber)));
    await demoCards(cards, pki, NOW);
    demoOfficers.forEach(({ collarNumber, staffId, name, rank, cardKeys }, index) => {
      const certificate = authentication(join(cards, collarNumber));
      expect(certificate).toEqual(before[index]);
      const { subject, publicKey } = parseCertificate(certificate);
      expect(subject).toMatchObject({
        commonName: name,
        userId: staffId,
        serialNumber: collarNumber,
        title: rank,
        organization: pki.force,
      });
      expect(publicKey.kind).toBe(cardKeys === 'p256' ? 'p256' : 'rsa');
      expect(verify(certificate).ok).toBe(true);
      expect(JSON.parse(readFileSync(join(cards, collarNumber, 'card.json'), 'utf8'))).toEqual({
        pin: '246810',
        puk: '12345678',
        maxTries: 3,
      });
    });
  });

  it('can be made odd, each in its own way', async () => {
    const order = (name: string) => ordinaryCard(join(folder, name), pki, officer, NOW);
    const other = await demoPki(join(folder, 'other'), { now: NOW, force: 'Another Force' });
    const bare = cardWithoutCertificates(order('bare'));
    await makeCard(bare);
    expect(readdirSync(bare.folder).sort()).toEqual(['9a.key', '9c.key', '9d.key', 'card.json']);
    for (const [odd, code] of [
      [expiredCard(order('expired'), NOW), 'Expired'],
      [notYetValidCard(order('early'), NOW), 'NotYetValid'],
      [otherForcesCard(order('other-force'), other), 'UntrustedAnchor'],
    ] as const) {
      await makeCard(odd);
      expect(verify(authentication(odd.folder))).toMatchObject({ ok: false, code });
    }
    const lost = order('lost');
    const serials = await makeCard(lost);
    expect(verify(authentication(lost.folder)).ok).toBe(true);
    await revokeCards(pki, [serials], { number: 2, now: NOW });
    expect(verify(authentication(lost.folder))).toMatchObject({ ok: false, code: 'Revoked' });
  });
});

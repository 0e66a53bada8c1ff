import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signatureReason } from '../../contracts/domain/statement-words.ts';
import { demoOfficers } from '../../hq/demo/officers.ts';
import { demoPki, issueFor } from '../../hq/demo/pki.ts';
import { augment } from '../../hq/documents/augment.ts';
import { readIdentity } from '../../hq/provision/files.ts';
import { makeKey } from '../../hq/provision/keys.ts';
import { statementPdf } from '../../main/systems/documents/statement-pdf.ts';
import { decodePem, encodePem, parseCrl, signCms, signerFromKey, signPdf } from '../../pki/index.ts';
import { burglaryStatement } from '../main/systems/documents/statement-material.ts';
import { caseBundle } from './case-bundle.ts';

/** The hours of the sample: signed in a kitchen without signal, stamped when the laptop was back in reach. */
const SIGNED = new Date('2026-11-22T04:55:00Z');
const STAMPED = new Date('2026-11-22T05:30:00Z');
const CARD_MS = 4 * 365 * 86_400_000;

/** What the witness produced: a file of its own, whose hash is in the statement. */
const EXHIBIT = Buffer.from(
  'PF/1. Doorbell camera, 19 York Close. 03:35:07 a man comes from the side of number 22. 03:35:17 out of view.\n',
);

/**
 * Makes the sample of a signed statement in `folder`: statement.pdf (PAdES B-LT), statement.p7m (as CMS the statement with ink and hashes, and
 * the hash of the PDF as it left the laptop), that PDF,
 * exhibit-PF-1.txt, case-file.zip (the bundle of a case file with both), and force-root.pem, the root of a demonstration force made for it, whose keys are thrown away.
 */
export const makeSamples = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const keys = mkdtempSync(join(tmpdir(), 'mo-samples-'));
  try {
    const files = await signedStatement(keys);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  } finally {
    rmSync(keys, { recursive: true, force: true });
  }
};

const signedStatement = async (keys: string): Promise<Readonly<Record<string, Uint8Array | string>>> => {
  const pki = await demoPki(keys, { now: SIGNED });
  const card = await signatureCard(pki.officerAuthority, pki.force);
  const hash = hashOf(EXHIBIT);
  const attachment = { hash, bytes: EXHIBIT.length, type: 'text/plain', name: 'exhibit-PF-1.txt' };
  const statement = burglaryStatement({ exhibits: [{ reference: 'PF/1', text: 'Recording of a doorbell camera', attachment }] });
  const drawn = await statementPdf(statement);
  if (!drawn.ok) throw new Error(drawn.code);
  const authority = pki.officerAuthority.certificate;
  const signature = { signer: card, certificates: [authority], at: SIGNED };
  const pdf = await signPdf(drawn.pdf, {
    ...signature,
    name: OFFICER.name,
    reason: signatureReason(hashOf(Buffer.from(JSON.stringify(statement)))),
    location: statement.place,
  });
  const cms = await signCms({ ...signature, content: Buffer.from(JSON.stringify({ statement, document: hashOf(pdf) })) });
  const stamps = readIdentity(keys, 'time-stamp');
  const crls = ['root', 'officer-ca'].map((name) => parseCrl(listOf(join(keys, `${name}.crl`))));
  const material = { anchors: [pki.root.certificate], intermediates: [authority], crls };
  const parts = {
    trust: { material: async () => material },
    force: pki.force,
    timeStamp: signerFromKey(stamps.certificate, stamps.key),
  };
  const whole = await augment(pdf, parts, STAMPED);
  if (!whole.ok) throw new Error(whole.code);
  return {
    'statement.pdf': whole.pdf,
    'statement.p7m': cms,
    'statement-before-stamp.pdf': pdf,
    'exhibit-PF-1.txt': EXHIBIT,
    'case-file.zip': await caseBundle({ statement, pdf: whole.pdf, exhibit: EXHIBIT }, { ...signature, at: STAMPED }),
    'force-root.pem': encodePem(pki.root.certificate, 'CERTIFICATE'),
  };
};

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const officerOf = (number: string) => {
  const found = demoOfficers.find(({ collarNumber }) => collarNumber === number);
  if (!found) throw new Error(`there is no officer ${number}`);
  return found;
};
const OFFICER = officerOf('2418');

const signatureCard = async (issuer: Parameters<typeof issueFor>[0], organization: string) => {
  const { name, staffId, collarNumber, rank } = OFFICER;
  const key = await makeKey('rsa-2048');
  const subject = { commonName: name, userId: staffId, serialNumber: collarNumber, title: rank, organization };
  const life = { notBefore: new Date(SIGNED.getTime() - 86_400_000), notAfter: new Date(SIGNED.getTime() + CARD_MS) };
  return signerFromKey(await issueFor(issuer, subject, { kind: 'cardSignature' }, key, life), key);
};

const listOf = (file: string): Uint8Array => {
  const [list] = decodePem(readFileSync(file, 'utf8'), 'X509 CRL');
  if (list === undefined) throw new Error('no revocation list');
  return list;
};

import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { answerTimeStampRequest, embedValidationData, issueCertificate, signerFromKey, signPdf, stampPdf } from '../../../pki/index.ts';
import { Force, type Holder, hours, now } from '../force.ts';
import { spkiOf } from '../material.ts';
import { inFolder } from '../openssl.ts';

/** A PDF of one page, with a classic table, as other programs write it. */
export function smallPdf(text = 'I saw a man come from the side of number 22.'): Uint8Array {
  const content = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Title (A statement) >>',
  ];
  let pdf = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R /ID [<00ff> <00ff>] >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(pdf + table + trailer, 'latin1'));
}

/** A force that stamps: its root, its officers, its time-stamp authority, and one officer's signature card. */
export async function stampingForce(kind: 'p256' | 'rsa' = 'p256') {
  const force = await Force.make(kind);
  const stamps = await issueByRoot(force);
  const officer = await force.issue({ kind: 'cardSignature' }, kind);
  return { force, stamps, officer, trust: await force.trust() };
}
export type StampingForce = Awaited<ReturnType<typeof stampingForce>>;

export async function issueByRoot(force: Force): Promise<Holder> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await issueCertificate({
    issuer: force.root.signer,
    subject: { organization: 'Lancashire Constabulary', commonName: 'Time-stamps' },
    spki: spkiOf(pair),
    profile: { kind: 'timeStamp' },
    notBefore: hours(-1),
    notAfter: hours(1000),
  });
  return { certificate, key: pair.privateKey, signer: signerFromKey(certificate, pair.privateKey) };
}

export const sign = ({ officer, force }: StampingForce, pdf = smallPdf(), at = now): Promise<Uint8Array> =>
  signPdf(pdf, {
    signer: officer.signer,
    name: 'PC 2418 Aisha Rahman',
    reason: 'Witness statement taken and signed',
    at,
    certificates: [force.officers.certificate],
  });

export const stamp = ({ stamps }: StampingForce, pdf: Uint8Array, at = now): Promise<Uint8Array> =>
  stampPdf(pdf, (request) => answerTimeStampRequest(request, { signer: stamps.signer, at }));

export const complete = ({ force, trust }: StampingForce, pdf: Uint8Array): Uint8Array =>
  embedValidationData(pdf, { certificates: [force.officers.certificate], lists: trust.crls });

/** Runs a public tool on a PDF: its exit status and what it prints. */
export function tool(
  command: 'pdfsig' | 'qpdf',
  pdf: Uint8Array,
  ...args: readonly string[]
): { readonly status: number; readonly text: string } {
  return inFolder((put) => {
    const { status, stdout, stderr, error } = spawnSync(command, [...args, put('document.pdf', pdf)], { timeout: 20_000 });
    if (error) throw error;
    return { status: status ?? -1, text: `${stdout}${stderr}` };
  });
}

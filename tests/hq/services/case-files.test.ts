import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseFile, HandOver } from '../../../contracts/domain/case-file.ts';
import type { CaseManifest } from '../../../contracts/domain/case-manifest.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { encodePem, signCms, writeBundle } from '../../../pki/index.ts';
import { ask, codeOf, type Reply } from '../support/client.ts';
import { seeded } from '../support/crime-office.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const own = (number: string) => {
  const report = seeded(number, rahman.area);
  return { ...report, body: { ...report.body, officerInCase: rahman.collarNumber } };
};
const numbers = Array.from({ length: 20 }, (_, index) => `04/26/0${7000 + index}`);

onEveryForce((start) => {
  const { force, as, ask: post, bodyOf } = officersAtHq(start, [...numbers.map(own), seeded('04/26/08000', clarke.area)]);
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, string>;
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const at = (): string => new Date().toISOString();
  let next = 0;
  const command = (officer: Officer, name: string, payload: object, about: object = {}) =>
    post(
      officer,
      '/v1/caseFiles/commands',
      { command: name, itemId: randomUUID(), baseVersion: 0, payload: { ...payload, at: at() }, ...about },
      { 'idempotency-key': randomUUID() },
    );
  const begun = async (): Promise<CaseFile> => {
    const crimeId = numbers[next] ?? '';
    next += 1;
    const reply = await command(rahman, 'caseFile.create', { crimeId });
    expect(reply.status, reply.body.toString()).toBe(200);
    return bodyOf<CaseFile>('caseFile', answerOf(reply)['allottedId'] ?? '');
  };
  const supervisor = hargreaves;
  const check = (id: string, baseVersion: number, officer = supervisor, state = 'approved', text = '') =>
    command(officer, 'caseFile.check', { caseFileId: id, state, text }, { itemId: id, baseVersion });
  const approved = async (): Promise<CaseFile> => {
    const { id } = await begun();
    const reply = await check(id, 1);
    expect(reply.status, reply.body.toString()).toBe(200);
    return bodyOf<CaseFile>('caseFile', id);
  };
  const put = async (bytes: Uint8Array, type: string, name: string) => {
    const hash = hashOf(bytes);
    const reply = await ask(as(rahman), 'PUT', `/v1/blobs/${hash}?bytes=${bytes.length}&offset=0`, Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
    });
    expect(reply.status, reply.body.toString()).toBe(200);
    return { hash, bytes: bytes.length, type, name };
  };
  const form = Buffer.from('%PDF-1.7 a form');
  const entry = (name: string, bytes: Uint8Array) => ({
    ...{ name, bytes: bytes.byteLength },
    async *open() {
      yield bytes;
    },
  });
  interface Bent {
    readonly manifest?: Partial<CaseManifest>;
    readonly said?: object;
    readonly signer?: Officer;
    readonly form?: Uint8Array;
  }
  const handOver = async (file: CaseFile, bent: Bent = {}, number = 1): Promise<Reply> => {
    const { rank, name, collarNumber, team } = rahman;
    const manifest = {
      ...{ format: 1, caseFileId: file.id, caseFileVersion: file.version, crimeId: file.crimeId, handOver: number, purpose: 'charge' },
      ...{
        at: at(),
        officer: { rank, name, collarNumber, team },
        ...(file.lastManifest === undefined ? {} : { after: file.lastManifest }),
      },
      files: [
        {
          ...{ name: 'forms/MG5.pdf', sha256: hashOf(form), bytes: form.byteLength, made: 'form' },
          ...{ of: { kind: 'form', id: 'MG5' }, disclosure: 'evidence' },
        },
      ],
      ...bent.manifest,
    };
    const content = Buffer.from(JSON.stringify(manifest));
    const { signer } = await force().pki.card(bent.signer ?? rahman, { kind: 'cardSignature' });
    const signed = await signCms({ content, signer, at: new Date() });
    const parts: Uint8Array[] = [];
    const zip = await writeBundle([
      entry('manifest.json', content),
      entry('manifest.p7m', signed),
      entry('forms/MG5.pdf', bent.form ?? form),
    ]);
    for await (const part of zip.content) parts.push(part);
    const files = {
      bundle: await put(Buffer.concat(parts), 'application/zip', 'bundle.zip'),
      manifest: await put(signed, 'application/pkcs7-mime', 'manifest.p7m'),
    };
    const payload = { caseFileId: file.id, crimeId: file.crimeId, number, files: 1, purpose: 'charge', ...files, ...bent.said };
    return command(rahman, 'caseFile.handOver', payload, { blobs: [files.bundle.hash, files.manifest.hash] });
  };

  describe('a case file at HQ', () => {
    it('is the one of its crime, for its officer in the case, and seen by those who see the crime', async () => {
      const file = await begun();
      expect(file).toMatchObject({ openedByCollar: rahman.collarNumber, summary: '', marks: [], handOvers: 0 });
      expect(codeOf(await command(rahman, 'caseFile.create', { crimeId: file.crimeId }))).toBe('AlreadyNumbered');
      expect(codeOf(await command(rahman, 'caseFile.create', { crimeId: '04/26/08000' }))).toBe('NotFound');
    });

    it('loses a supervisor’s check when it is changed', async () => {
      const file = await approved();
      expect(file.check).toMatchObject({ state: 'approved', collarNumber: supervisor.collarNumber });
      const about = { itemId: file.id, baseVersion: file.version };
      expect((await command(rahman, 'caseFile.update', { caseFileId: file.id, summary: 'More.' }, about)).status).toBe(200);
      expect((await bodyOf<CaseFile>('caseFile', file.id)).check).toBeUndefined();
    });

    it('is checked by no constable, and is returned with reasons alone', async () => {
      const { id } = await begun();
      expect(codeOf(await check(id, 1, rahman))).toBe('OnlySupervisorsCheck');
      expect((await check(id, 1, supervisor, 'returned', ' ')).status).toBe(422);
      expect((await check(id, 1, supervisor, 'returned', 'The victim is missing')).status).toBe(200);
      expect(codeOf(await handOver(await bodyOf<CaseFile>('caseFile', id)))).toBe('CheckMissing');
    });
  });

  describe('a hand-over at HQ', () => {
    it('has a receipt that openssl verifies, and a second one changes nothing of the first', async () => {
      const file = await approved();
      const reply = await handOver(file);
      expect(reply.status, reply.body.toString()).toBe(200);
      const first = await bodyOf<HandOver>('handOver', answerOf(reply)['allottedId'] ?? '');
      expect(first).toMatchObject({ number: 1, caseFileId: file.id, files: 1, signedByCollar: rahman.collarNumber });
      expect(verified(first)).toBe(true);
      const after = await bodyOf<CaseFile>('caseFile', file.id);
      expect(after).toMatchObject({ handOvers: 1, lastManifest: first.manifest.hash });
      expect(codeOf(await handOver(file))).toBe('HandOverAnother');
      expect((await handOver(after, {}, 2)).status).toBe(200);
      expect(await bodyOf<HandOver>('handOver', first.id)).toEqual(first);
    });

    it('without the file of an exhibit that HQ has is refused, and with one that is unused is not', async () => {
      const { id, crimeId } = await begun();
      const original = await put(Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from(crimeId)]), 'image/jpeg', 'IMG_0412.JPG');
      const exhibit = {
        ...{ reference: `AR/${Number(crimeId.slice(-4))}`, text: 'Rear door', kind: 'photograph', crimeId, marking: 'OFFICIAL', original },
        ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: rahman.collarNumber } },
        ...{ happenedAt: at(), holder: 'PC 2418 Aisha Rahman', place: '22 York Close' },
      };
      const taken = await post(
        rahman,
        '/v1/exhibits/commands',
        { command: 'exhibit.create', itemId: randomUUID(), baseVersion: 0, payload: { ...exhibit, at: at() }, blobs: [original.hash] },
        { 'idempotency-key': randomUUID() },
      );
      expect(taken.status, taken.body.toString()).toBe(200);
      expect((await check(id, 1)).status).toBe(200);
      const file = await bodyOf<CaseFile>('caseFile', id);
      expect(codeOf(await handOver(file))).toBe('BundleDiffers');
      const marks = [{ kind: 'exhibit', id: exhibit.reference, disclosure: 'nonSensitive', reason: '', redactions: [] }];
      const about = { itemId: id, baseVersion: file.version };
      expect((await command(rahman, 'caseFile.update', { caseFileId: id, marks }, about)).status).toBe(200);
      const changed = await bodyOf<CaseFile>('caseFile', id);
      expect((await check(id, changed.version)).status).toBe(200);
      expect((await handOver(await bodyOf<CaseFile>('caseFile', id))).status).toBe(200);
    });

    it.each<[string, string, Bent]>([
      ['signed by another officer', 'SignerAnother', { signer: halliwell }],
      ['of which a file is another than the manifest says', 'BundleBroken', { form: Buffer.from('%PDF-1.7 A form') }],
      ['for another purpose than is said', 'BundleDiffers', { manifest: { purpose: 'advice' } }],
      ['of the file as it was before', 'BundleDiffers', { manifest: { caseFileVersion: 1 } }],
      ['of another crime', 'BundleDiffers', { manifest: { crimeId: '04/26/08000' } }],
      ['that says it is the third', 'HandOverAnother', { manifest: { handOver: 3 } }],
      ['that follows another', 'HandOverAnother', { manifest: { after: 'a'.repeat(64) } }],
      [
        'with a statement that HQ has not',
        'BundleBroken',
        {
          manifest: {
            files: [
              {
                name: 'statements/ST-26-99999.pdf',
                sha256: hashOf(form),
                bytes: 15,
                of: { kind: 'statement', id: 'ST-26-99999' },
                disclosure: 'evidence',
              },
            ],
          },
        },
      ],
      ['whose manifest names a way out of its folder', 'SignatureBroken', { manifest: { files: [{ name: '../x' } as never] } }],
    ])('%s is refused', async (_, code, bent) => {
      const reply = await handOver(await approved(), bent);
      expect(reply.status).toBe(422);
      expect(codeOf(reply)).toBe(code);
    });
  });

  const verified = ({ receipt = '', manifest }: HandOver): boolean => {
    const folder = mkdtempSync(join(tmpdir(), 'mo-receipt-'));
    try {
      writeFileSync(join(folder, 'token.der'), Buffer.from(receipt, 'base64'));
      writeFileSync(join(folder, 'root.pem'), encodePem(force().pki.root.certificate, 'CERTIFICATE'));
      const args = ['ts', '-verify', '-digest', manifest.hash, '-in', 'token.der', '-token_in', '-CAfile', 'root.pem'];
      return spawnSync('openssl', args, { cwd: folder }).status === 0;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
});

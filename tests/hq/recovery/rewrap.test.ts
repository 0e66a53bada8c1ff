import { constants, createPublicKey, diffieHellman, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { rewrapped } from '../../../contracts/hq/orders.ts';
import { parseConfig } from '../../../hq/config.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { putCertificate } from '../../../hq/database/certificates.ts';
import { loadRecoveryKey } from '../../../hq/recovery/recovery-key.ts';
import {
  decodePem,
  issueCertificate,
  openEnvelope,
  parseCertificate,
  type RecipientKey,
  sealEnvelope,
  shareProof,
  signCms,
} from '../../../pki/index.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { clarke, rahman } from '../support/force.ts';
import { FORCE, type Holder, makeForce, spkiOf } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

let force: RunningForce;
let line: ClientHttp2Session;
let shift: Holder;
let recovery: Uint8Array;
beforeAll(async () => {
  force = await startForce({
    pki: (made, { folder }) => ({ ...made, recovery: { ...made.recovery, key: join(folder, 'recovery.key') } }),
  });
  line = await tunnel(force);
  shift = await beginShift(force, line, await force.pki.card(rahman));
  recovery = decodePem(readFileSync(join(force.pki.folder, 'recovery.pem'), 'utf8'), 'CERTIFICATE')[0] ?? new Uint8Array();
});
afterAll(async () => {
  line?.destroy();
  await force?.stop();
});

/** A card's key 9D. */
const keyManagement = (officer: Officer) => force.pki.card(officer, { kind: 'cardKeyManagement' });
const recipientOf = ({ certificate, key }: Pick<Holder, 'certificate' | 'key'>): RecipientKey => ({
  certificate,
  decrypt: async (ciphertext) => privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, ciphertext),
  derive: async (point) => {
    const half = (from: number): string => Buffer.from(point.subarray(from, from + 32)).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }, format: 'jwk' });
    return diffieHellman({ privateKey: key, publicKey });
  },
});

interface Asking {
  readonly owner?: Officer;
  readonly share?: Uint8Array;
  readonly proof?: Uint8Array;
  readonly envelope?: Uint8Array;
  readonly certificate?: Uint8Array;
  readonly nonce?: Uint8Array;
  readonly device?: string;
  readonly staffId?: string;
  readonly signer?: Holder;
  readonly over?: ClientHttp2Session;
}

/** What a laptop asks after a card was renewed: the owner's share as it lies there, sealed for the old card and for recovery. */
const askRewrap = async (asking: Asking = {}): Promise<Reply> => {
  const { owner = rahman, share = randomBytes(32), device = LAPTOP, staffId = rahman.staffId, nonce = randomBytes(16) } = asking;
  const envelope = asking.envelope ?? (await sealEnvelope(share, [(await keyManagement(owner)).certificate, recovery]));
  const proof = asking.proof ?? shareProof(share, { staffId: owner.staffId, device: LAPTOP });
  const certificate = asking.certificate ?? (await keyManagement(rahman)).certificate;
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const content = Buffer.from(
    JSON.stringify({
      device,
      staffId,
      nonce: base64(nonce),
      envelope: base64(envelope),
      proof: base64(proof),
      certificate: base64(certificate),
    }),
  );
  const message = await signCms({ content, signer: (asking.signer ?? shift).signer, at: new Date() });
  return ask(asking.over ?? line, 'POST', '/v1/device/rewrap', message);
};

const lastAudit = () => force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
const envelopeOf = (reply: Reply): Uint8Array =>
  new Uint8Array(Buffer.from(rewrapped.parse(JSON.parse(reply.body.toString())).envelope, 'base64'));

describe('rewrap', () => {
  it('seals the officer’s share for the new card and for recovery again, and for no other', async () => {
    const share = randomBytes(32);
    const card = await keyManagement(rahman);
    const reply = await askRewrap({ share, certificate: card.certificate });
    expect(reply.status).toBe(200);
    const envelope = envelopeOf(reply);
    expect(Buffer.from(await openEnvelope(envelope, recipientOf(card)))).toEqual(share);
    const key = loadRecoveryKey(force.config.pki.recovery);
    expect(key && Buffer.from(await openEnvelope(envelope, key))).toEqual(share);
    await expect(openEnvelope(envelope, recipientOf(await keyManagement(rahman)))).rejects.toMatchObject({ code: 'NotARecipient' });
    expect(await lastAudit()).toMatchObject({ actor: rahman.staffId, action: 'shareRewrapped', subject: LAPTOP });
  });

  it('seals for a card with an RSA key too', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const subject = { commonName: rahman.name, userId: rahman.staffId, organization: FORCE };
    const certificate = await issueCertificate({
      issuer: force.pki.officer.signer,
      subject,
      spki: spkiOf(privateKey),
      profile: { kind: 'cardKeyManagement' },
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
    });
    const share = randomBytes(32);
    const envelope = envelopeOf(await askRewrap({ share, certificate }));
    expect(Buffer.from(await openEnvelope(envelope, recipientOf({ certificate, key: privateKey })))).toEqual(share);
  });

  it('leaves the old card as it is', async () => {
    const before = await force.hq.database.query.selectFrom('certificate').selectAll().where('revoked_at', 'is not', null).execute();
    await askRewrap();
    const after = await force.hq.database.query.selectFrom('certificate').selectAll().where('revoked_at', 'is not', null).execute();
    expect(after).toEqual(before);
  });

  const refused = async (asking: Asking): Promise<string> => {
    const reply = await askRewrap(asking);
    const code = codeOf(reply);
    expect(reply.status).toBe(code === 'Malformed' ? 400 : 403);
    expect(await lastAudit()).toMatchObject({ action: 'rewrapRefused', subject: LAPTOP, detail: code });
    return code;
  };

  it('refuses another officer’s share, however it is presented', async () => {
    const share = randomBytes(32);
    expect(await refused({ owner: clarke, share })).toBe('NotYourShare');
    // Whoever has the envelope only can make no proof of their own for it.
    expect(await refused({ owner: clarke, share, proof: shareProof(randomBytes(32), { staffId: rahman.staffId, device: LAPTOP }) })).toBe(
      'NotYourShare',
    );
    expect(await refused({ share, proof: shareProof(share, { staffId: rahman.staffId, device: 'LAP-0001' }) })).toBe('NotYourShare');
  });

  it('refuses what is no share, was changed, or is not sealed for recovery', async () => {
    const share = randomBytes(33);
    expect(await refused({ share })).toBe('NotYourShare');
    const sealed = await sealEnvelope(randomBytes(32), [recovery]);
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(await refused({ envelope: sealed })).toBe('NotYourShare');
    const { certificate } = await keyManagement(rahman);
    expect(await refused({ envelope: await sealEnvelope(randomBytes(32), [certificate]) })).toBe('NotYourShare');
    expect(await refused({ envelope: randomBytes(200) })).toBe('Malformed');
  });

  it('refuses a certificate that is not this officer’s for opening envelopes', async () => {
    const of = async (holder: Promise<Holder>): Promise<string> => refused({ certificate: (await holder).certificate });
    expect(await of(keyManagement(clarke))).toBe('NotAuthorised');
    expect(await of(force.pki.card(rahman))).toBe('NotAuthorised');
    expect(await of(force.pki.card(rahman, { kind: 'cardSignature' }))).toBe('NotAuthorised');
    expect(await of(force.pki.card(rahman, { kind: 'cardKeyManagement' }, new Date(Date.now() - 60_000)))).toBe('Stale');
    expect(await refused({ certificate: recovery })).toBe('NotAuthorised');
    expect(await refused({ certificate: randomBytes(300) })).toBe('Malformed');
    const other = await makeForce(join(force.pki.folder, 'other'), 'Cumbria Constabulary');
    expect(await of(other.card(rahman, { kind: 'cardKeyManagement' }))).toBe('WrongForce');
    const subject = { commonName: rahman.name, userId: rahman.staffId, organization: 'Cumbria Constabulary' };
    expect(await of(force.pki.issue(force.pki.officer, subject, { kind: 'cardKeyManagement' }))).toBe('WrongForce');
  });

  it('refuses a card that was revoked', async () => {
    const card = await keyManagement(rahman);
    const { query } = force.hq.database;
    await putCertificate(query, 'card', card.certificate, { staffId: rahman.staffId });
    const revoked = { revoked_at: new Date(), reason: 'keyCompromise' } as const;
    await query.updateTable('certificate').set(revoked).where('serial', '=', parseCertificate(card.certificate).serialHex).execute();
    expect(await refused({ certificate: card.certificate })).toBe('CardRevoked');
  });

  it('refuses a replay, another laptop, another officer, and what no shift key signed', async () => {
    const nonce = randomBytes(16);
    expect((await askRewrap({ nonce })).status).toBe(200);
    expect(await refused({ nonce })).toBe('Stale');
    expect(await refused({ nonce: randomBytes(8) })).toBe('Malformed');
    expect(await refused({ device: 'LAP-0001' })).toBe('NotAuthorised');
    expect(await refused({ staffId: clarke.staffId })).toBe('NotAuthorised');
    expect(await refused({ signer: await force.pki.card(rahman) })).toBe('NotAuthorised');
    expect(await refused({ signer: force.laptop })).toBe('NotAuthorised');
  });

  it('refuses what cannot be read, and what is too long', async () => {
    expect(codeOf(await ask(line, 'POST', '/v1/device/rewrap', 'hello'))).toBe('Malformed');
    expect((await ask(line, 'POST', '/v1/device/rewrap', randomBytes(200_000))).status).toBe(413);
  });

  it('writes down neither a share nor a proof', async () => {
    const share = randomBytes(32);
    await askRewrap({ share });
    const trail = JSON.stringify([await force.hq.database.query.selectFrom('audit').selectAll().execute(), force.logged]);
    expect(trail).not.toContain(share.toString('base64'));
    expect(trail).not.toContain(Buffer.from(shareProof(share, { staffId: rahman.staffId, device: LAPTOP })).toString('base64'));
    expect((await verifyAudit(force.hq.database.query)).firstBreak).toBeUndefined();
  });
});

it('names the way to ICT where HQ has not the recovery key', async () => {
  const without = await startForce();
  const session = await tunnel(without);
  const card = await without.pki.card(rahman);
  const signer = await beginShift(without, session, card);
  const reply = await askRewrap({ over: session, signer });
  expect([reply.status, codeOf(reply)]).toEqual([403, 'RecoveryElsewhere']);
  session.destroy();
  await without.stop();
});

it('refuses to start with a key that is not the certificate’s', () => {
  const { pki } = force.config;
  const wrong = { certificate: pki.recovery.certificate, key: pki.gateway.key };
  expect(() => loadRecoveryKey(wrong)).toThrow('pki.recovery.key: not the key of the certificate');
  expect(parseConfig(force.config, force.pki.folder).pki.recovery.key).toBe(join(force.pki.folder, 'recovery.key'));
});

import { beforeAll, describe, expect, it } from 'vitest';
import { readWarrantCards } from '../../../main/card/identity.ts';
import type { CardCertificate } from '../../../native/protocol/index.ts';
import { parseCertificate } from '../../../pki/index.ts';
import { daysFromNow, issueCard, makeForce, NOW, type TestForce } from './force.ts';

type Material = Awaited<ReturnType<typeof issueCard>>;

/** What the card service would tell of a card; `shuffled` so that nothing can lean on an order. */
const shown = (material: Material): CardCertificate[] =>
  (['9d', '9a', '9c'] as const).map((slot, at) => ({
    keyId: Uint8Array.of(at + 1),
    label: 'any',
    der: material[slot].certificate,
    hasKey: true,
    pinEachTime: false,
  }));

describe('reading a warrant card', () => {
  let force: TestForce;
  let trust: Parameters<typeof readWarrantCards>[1];

  beforeAll(async () => {
    force = await makeForce();
    trust = { anchors: [force.root], intermediates: [force.officers.certificate], crls: force.crls, at: NOW };
  });

  it.each(['rsa', 'p256'] as const)('names the holder of a %s card and finds each key by its use', async (kind) => {
    const material = await issueCard(force, { kind });
    const read = readWarrantCards(shown(material), trust);
    if (!read.ok) throw new Error(read.code);
    const [only, ...others] = read.value;
    expect(others).toEqual([]);
    expect(only.holder).toEqual({ staffId: 'LC002418', name: 'Aisha Rahman', rank: 'PC', collarNumber: '2418', force: force.name });
    expect(only.authentication.der).toBe(material['9a'].certificate);
    expect(only.signature.der).toBe(material['9c'].certificate);
    expect(only.keyManagement.der).toBe(material['9d'].certificate);
  });

  it.each([
    ['p256', ['ECDSA', 'ECDH1_DERIVE'], undefined],
    ['p256', ['ECDSA_SHA256', 'ECDH1_COFACTOR_DERIVE'], undefined],
    ['p256', undefined, undefined],
    ['p256', ['ECDSA', 'RSA_PKCS_OAEP'], 'CardSoftwareCannotOpen'],
    ['p256', ['ECDH1_DERIVE', 'RSA_PKCS'], 'CardSoftwareCannotSign'],
    ['rsa', ['RSA_PKCS', 'RSA_X_509_DECRYPT'], undefined],
    ['rsa', ['RSA_X_509_SIGN', 'RSA_PKCS_OAEP'], undefined],
    ['rsa', ['RSA_PKCS', 'RSA_X_509_SIGN'], 'CardSoftwareCannotOpen'],
    ['rsa', ['RSA_X_509_DECRYPT'], 'CardSoftwareCannotSign'],
    ['rsa', ['SHA256_RSA_PKCS', 'RSA_PKCS_OAEP'], undefined],
    ['rsa', ['RSA_PKCS', 'ECDH1_DERIVE'], 'CardSoftwareCannotOpen'],
    ['rsa', ['RSA_PKCS_OAEP', 'ECDSA'], 'CardSoftwareCannotSign'],
    ['p384', ['ECDSA', 'ECDH1_DERIVE'], 'CardKeysUnsupported'],
    ['p384', undefined, 'CardKeysUnsupported'],
  ] as const)('of %s on a token that has %s: %s', async (kind, mechanisms, refusal) => {
    const read = readWarrantCards(shown(await issueCard(force, { kind })), trust, mechanisms);
    expect(read.ok ? undefined : read.code).toBe(refusal);
  });

  it('refuses an empty card', () => {
    expect(readWarrantCards([], trust)).toEqual({ ok: false, code: 'NoCertificate' });
  });

  it('refuses a card that lacks one of the three uses, or the key to it', async () => {
    const all = shown(await issueCard(force, { kind: 'p256' }));
    for (let left = 0; left < all.length; left += 1) {
      expect(readWarrantCards(all.toSpliced(left, 1), trust)).toEqual({ ok: false, code: 'NoCertificate' });
      const keyless = all.map((certificate, at) => ({ ...certificate, hasKey: at !== left }));
      expect(readWarrantCards(keyless, trust)).toEqual({ ok: false, code: 'NoCertificate' });
    }
  });

  it('refuses a card whose certificate cannot be read', async () => {
    const damaged = shown(await issueCard(force, { kind: 'p256' })).map((certificate) => ({
      ...certificate,
      der: certificate.der.subarray(0, 100),
    }));
    expect(readWarrantCards(damaged, trust)).toEqual({ ok: false, code: 'CardDamaged' });
  });

  it('refuses a card before its time and after it', async () => {
    const expired = await issueCard(force, { kind: 'p256', notAfter: daysFromNow(-1) });
    expect(readWarrantCards(shown(expired), trust)).toEqual({ ok: false, code: 'CardExpired' });
    const early = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(1) });
    expect(readWarrantCards(shown(early), trust)).toEqual({ ok: false, code: 'CardNotYetValid' });
  });

  it('refuses a card when any of its three certificates is revoked', async () => {
    const material = await issueCard(force, { kind: 'p256' });
    for (const slot of ['9a', '9c', '9d'] as const) {
      const crls = await force.revoking(parseCertificate(material[slot].certificate).serialHex);
      expect(readWarrantCards(shown(material), { ...trust, crls })).toEqual({ ok: false, code: 'CardRevoked' });
    }
  });

  it('refuses a card of which nobody says whether it is revoked, or said so too long ago', async () => {
    const certificates = shown(await issueCard(force, { kind: 'p256' }));
    expect(readWarrantCards(certificates, { ...trust, crls: [] })).toEqual({ ok: false, code: 'CardRevocationUnknown' });
    expect(readWarrantCards(certificates, { ...trust, at: daysFromNow(2) })).toEqual({ ok: false, code: 'CardRevocationUnknown' });
  });

  it('tells a card of another force from one that claims to be of ours', async () => {
    const cumbria = await makeForce('Cumbria Constabulary');
    expect(readWarrantCards(shown(await issueCard(cumbria, { kind: 'p256' })), trust)).toEqual({ ok: false, code: 'WrongForce' });
    const impostor = await makeForce(force.name);
    expect(readWarrantCards(shown(await issueCard(impostor, { kind: 'p256' })), trust)).toEqual({ ok: false, code: 'CardUntrusted' });
  });

  it('refuses a card that carries the certificates of two officers', async () => {
    const [first, second] = [await issueCard(force, { kind: 'p256' }), await issueCard(force, { kind: 'p256', staffId: 'LC004127' })];
    expect(readWarrantCards(shown({ ...first, '9d': second['9d'] }), trust)).toEqual({ ok: false, code: 'CardUntrusted' });
  });

  it('takes the newest certificate of each use that holds: a renewed card keeps its old ones', async () => {
    const old = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(-300), notAfter: daysFromNow(-1) });
    const current = await issueCard(force, { kind: 'p256' });
    const future = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(5) });
    const read = readWarrantCards([...shown(future), ...shown(old), ...shown(current)], trust);
    expect(read.ok && read.value.map(({ authentication }) => authentication.der)).toEqual([current['9a'].certificate]);
  });

  it('leaves a choice where two officers are whole on one card, and says of each who it is', async () => {
    const [rahman, halliwell] = [
      await issueCard(force, { kind: 'p256' }),
      await issueCard(force, { kind: 'p256', staffId: 'LC004127', name: 'Tom' }),
    ];
    const read = readWarrantCards([...shown(rahman), ...shown(halliwell)], trust);
    if (!read.ok) throw new Error(read.code);
    const byHolder = new Map(read.value.map((identity) => [identity.holder.staffId, identity]));
    expect([...byHolder.keys()].sort()).toEqual(['LC002418', 'LC004127']);
    for (const [staffId, material] of [
      ['LC002418', rahman],
      ['LC004127', halliwell],
    ] as const) {
      const { authentication, signature, keyManagement, issuer, notAfter } = byHolder.get(staffId) ?? {};
      expect(authentication?.der).toBe(material['9a'].certificate);
      expect(signature?.der).toBe(material['9c'].certificate);
      expect(keyManagement?.der).toBe(material['9d'].certificate);
      expect({ issuer, notAfter }).toEqual({ issuer: 'Officer CA', notAfter: daysFromNow(300) });
    }
  });

  it('leaves a choice where two certificates of one officer claim the same, and none where one was issued later', async () => {
    const [first, second] = [await issueCard(force, { kind: 'p256' }), await issueCard(force, { kind: 'p256' })];
    const later = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(-10) });
    const equal = readWarrantCards([...shown(first), ...shown(second)], trust);
    expect(equal.ok && equal.value.map(({ authentication }) => authentication.der)).toHaveLength(2);
    const newer = readWarrantCards([...shown(first), ...shown(second), ...shown(later)], trust);
    expect(newer.ok && newer.value.map(({ authentication }) => authentication.der)).toEqual([later['9a'].certificate]);
  });

  it('leaves no choice where the second officer is not whole, or does not hold', async () => {
    const [rahman, halliwell] = [await issueCard(force, { kind: 'p256' }), await issueCard(force, { kind: 'p256', staffId: 'LC004127' })];
    const partly = readWarrantCards([...shown(rahman), ...shown(halliwell).slice(0, 2)], trust);
    expect(partly.ok && partly.value.map(({ holder }) => holder.staffId)).toEqual(['LC002418']);
    const crls = await force.revoking(parseCertificate(halliwell['9a'].certificate).serialHex);
    const revoked = readWarrantCards([...shown(rahman), ...shown(halliwell)], { ...trust, crls });
    expect(revoked.ok && revoked.value.map(({ holder }) => holder.staffId)).toEqual(['LC002418']);
  });
});

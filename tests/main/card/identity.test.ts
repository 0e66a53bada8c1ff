import { beforeAll, describe, expect, it } from 'vitest';
import { readWarrantCard } from '../../../main/card/identity.ts';
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
  let trust: Parameters<typeof readWarrantCard>[1];

  beforeAll(async () => {
    force = await makeForce();
    trust = { anchors: [force.root], intermediates: [force.officers.certificate], crls: force.crls, at: NOW };
  });

  it.each(['rsa', 'p256'] as const)('names the holder of a %s card and finds each key by its use', async (kind) => {
    const material = await issueCard(force, { kind });
    const read = readWarrantCard(shown(material), trust);
    if (!read.ok) throw new Error(read.code);
    expect(read.value.holder).toEqual({ staffId: 'LC002418', name: 'Aisha Rahman', rank: 'PC', collarNumber: '2418', force: force.name });
    expect(read.value.authentication.der).toBe(material['9a'].certificate);
    expect(read.value.signature.der).toBe(material['9c'].certificate);
    expect(read.value.keyManagement.der).toBe(material['9d'].certificate);
  });

  it('refuses an empty card', () => {
    expect(readWarrantCard([], trust)).toEqual({ ok: false, code: 'NoCertificate' });
  });

  it('refuses a card that lacks one of the three uses, or the key to it', async () => {
    const all = shown(await issueCard(force, { kind: 'p256' }));
    for (let left = 0; left < all.length; left += 1) {
      expect(readWarrantCard(all.toSpliced(left, 1), trust)).toEqual({ ok: false, code: 'NoCertificate' });
      const keyless = all.map((certificate, at) => ({ ...certificate, hasKey: at !== left }));
      expect(readWarrantCard(keyless, trust)).toEqual({ ok: false, code: 'NoCertificate' });
    }
  });

  it('refuses a card whose certificate cannot be read', async () => {
    const damaged = shown(await issueCard(force, { kind: 'p256' })).map((certificate) => ({
      ...certificate,
      der: certificate.der.subarray(0, 100),
    }));
    expect(readWarrantCard(damaged, trust)).toEqual({ ok: false, code: 'CardDamaged' });
  });

  it('refuses a card before its time and after it', async () => {
    const expired = await issueCard(force, { kind: 'p256', notAfter: daysFromNow(-1) });
    expect(readWarrantCard(shown(expired), trust)).toEqual({ ok: false, code: 'CardExpired' });
    const early = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(1) });
    expect(readWarrantCard(shown(early), trust)).toEqual({ ok: false, code: 'CardNotYetValid' });
  });

  it('refuses a card when any of its three certificates is revoked', async () => {
    const material = await issueCard(force, { kind: 'p256' });
    for (const slot of ['9a', '9c', '9d'] as const) {
      const crls = await force.revoking(parseCertificate(material[slot].certificate).serialHex);
      expect(readWarrantCard(shown(material), { ...trust, crls })).toEqual({ ok: false, code: 'CardRevoked' });
    }
  });

  it('refuses a card of which nobody says whether it is revoked, or said so too long ago', async () => {
    const certificates = shown(await issueCard(force, { kind: 'p256' }));
    expect(readWarrantCard(certificates, { ...trust, crls: [] })).toEqual({ ok: false, code: 'CardRevocationUnknown' });
    expect(readWarrantCard(certificates, { ...trust, at: daysFromNow(2) })).toEqual({ ok: false, code: 'CardRevocationUnknown' });
  });

  it('tells a card of another force from one that claims to be of ours', async () => {
    const cumbria = await makeForce('Cumbria Constabulary');
    expect(readWarrantCard(shown(await issueCard(cumbria, { kind: 'p256' })), trust)).toEqual({ ok: false, code: 'WrongForce' });
    const impostor = await makeForce(force.name);
    expect(readWarrantCard(shown(await issueCard(impostor, { kind: 'p256' })), trust)).toEqual({ ok: false, code: 'CardUntrusted' });
  });

  it('refuses a card that carries the certificates of two officers', async () => {
    const [first, second] = [await issueCard(force, { kind: 'p256' }), await issueCard(force, { kind: 'p256', staffId: 'LC004127' })];
    expect(readWarrantCard(shown({ ...first, '9d': second['9d'] }), trust)).toEqual({ ok: false, code: 'CardUntrusted' });
  });

  it('takes the newest certificate of each use that holds: a renewed card keeps its old ones', async () => {
    const old = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(-300), notAfter: daysFromNow(-1) });
    const current = await issueCard(force, { kind: 'p256' });
    const future = await issueCard(force, { kind: 'p256', notBefore: daysFromNow(5) });
    const read = readWarrantCard([...shown(future), ...shown(old), ...shown(current)], trust);
    expect(read.ok && read.value.authentication.der).toBe(current['9a'].certificate);
  });
});

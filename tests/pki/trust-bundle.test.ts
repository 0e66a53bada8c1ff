import { describe, expect, it } from 'vitest';
import { oid, sequence } from '../../pki/der/write.ts';
import { certificatePolicies, type Purpose, parseCrl, proveTrust, verifyFor } from '../../pki/index.ts';
import {
  at,
  authority,
  authorityExtensions,
  certificate,
  cRLSign,
  type Entity,
  endEntity,
  entry,
  extension,
  from,
  keyCertSign,
  revocationList,
  usage,
} from './material.ts';

/** A force whose authorities are limited as `pathLength` says, with one card that the officer authority has revoked. */
const makeForce = (pathLength: number | undefined) => {
  const { officer, device, recovery } = certificatePolicies;
  const marked = (policy: string) => extension('2.5.29.32', false, sequence(sequence(oid(policy))));
  const root = certificate({ subject: ['CN=Root'], issuer: 'self', extensions: authorityExtensions() });
  const below = (subject: string, policy: string): Entity =>
    certificate({ subject: [subject], issuer: root, extensions: [...authorityExtensions(pathLength), marked(policy)] });
  const officers = below('CN=Officers', officer);
  const devices = below('CN=Devices', device);
  const leaf = (issuer: Entity, policy: string, bits: readonly number[], usages: readonly string[]): Entity =>
    certificate({
      subject: ['CN=Leaf'],
      issuer,
      extensions: [endEntity(), usage(...bits), extension('2.5.29.37', false, sequence(...usages.map(oid))), marked(policy)],
    });
  const card = leaf(officers, officer, [0, 1], ['1.3.6.1.5.5.7.3.4']);
  const recoveryCard = leaf(root, recovery, [2], ['1.3.6.1.5.5.7.3.4']);
  const revoking = revocationList({ issuer: officers, number: 7, entries: [entry(card.serial)] });
  const lists = [revocationList({ issuer: root }), revocationList({ issuer: devices }), revoking];
  const prove = (more: readonly Entity[], moreLists: readonly Uint8Array[], of = lists) => {
    const authorities = [officers, devices, ...more].map(({ der }) => der);
    const proven = proveTrust({ authorities, lists: [...of, ...moreLists], recovery: recoveryCard.der }, root.der, at);
    return proven.ok ? 'taken' : `${proven.part} ${proven.index}: ${proven.code}`;
  };
  return { root, officers, devices, card, recoveryCard, lists, prove };
};
type Force = ReturnType<typeof makeForce>;

type Forge = (force: Force) => readonly Entity[];

/** Certificates that whoever holds the device authority's key can make so that the last of them is called like the officer authority. */
const forgeries: readonly (readonly [string, Forge])[] = (
  [
    ['an authority', authorityExtensions()],
    ['a limited authority', authorityExtensions(0)],
    ['a signer of lists', [endEntity(), usage(cRLSign)]],
    ['a signer of lists without basicConstraints', [usage(cRLSign)]],
  ] as const
).flatMap(([what, extensions]) => {
  /** `above` is the name of an authority between the device authority and the one that signs. */
  const forge =
    (above?: (force: Force) => Entity): Forge =>
    (force) => {
      const subject = force.officers.subject;
      if (!above) return [certificate({ subject, issuer: force.devices, extensions })];
      const between = certificate({ subject: above(force).subject, issuer: force.devices, extensions: authorityExtensions() });
      return [between, certificate({ subject, issuer: between, extensions })];
    };
  const kinds: readonly (readonly [string, Forge])[] = [
    [`${what} directly below it`, forge()],
    [`${what} that a namesake issued to itself`, forge(({ officers }) => officers)],
    [`${what} below a namesake of the root`, forge(({ root }) => root)],
    [`${what} below a self-issued copy of it`, forge(({ devices }) => devices)],
  ];
  return kinds;
});

describe('a trust bundle with the device authority’s own making', () => {
  it.each(forgeries)('is not taken: %s', (_what, make) => {
    for (const pathLength of [undefined, 0, 1]) {
      const force = makeForce(pathLength);
      const forged = make(force);
      const empty = forged.map((issuer) => revocationList({ issuer, number: 8, thisUpdate: from(-0.5) }));
      expect(force.prove(forged, empty)).not.toBe('taken');
    }
  });

  it.each(forgeries)('un-revokes no card, however it came there: %s', (_what, make) => {
    for (const pathLength of [undefined, 0, 1]) {
      const force = makeForce(pathLength);
      const forged = make(force);
      const empty = forged.map((issuer) => revocationList({ issuer, number: 8, thisUpdate: from(-0.5) }));
      const check = (purpose: Purpose, lists: readonly Uint8Array[]) =>
        verifyFor(purpose, force.card.der, {
          anchors: [force.root.der],
          intermediates: [force.officers, force.devices, ...forged].map(({ der }) => der),
          crls: lists.map(parseCrl),
          at,
        });
      expect(check('cardSignature', [...force.lists, ...empty])).toMatchObject({ code: 'Revoked' });
      expect(check('cardSignature', [...force.lists.slice(0, 2), ...empty])).toMatchObject({ code: 'RevocationUnknown' });
    }
  });
});

describe('an authority of a trust bundle', () => {
  it('is taken when the root issued it itself, for end entities', () => {
    expect(makeForce(0).prove([], [])).toBe('taken');
  });

  it.each([undefined, 1])('is refused with path length %s', (pathLength) => {
    expect(makeForce(pathLength).prove([], [])).toBe('authority 0: PathLength');
  });

  it.each<[string, readonly Uint8Array[], string]>([
    ['no lists', [authority(0), usage(keyCertSign)], 'KeyUsage'],
    ['no certificates', [authority(0), usage(cRLSign)], 'KeyUsage'],
    ['whatever it does not say', [authority(0)], 'KeyUsage'],
  ])('is refused when it may sign %s', (_what, extensions, code) => {
    const force = makeForce(0);
    const odd = certificate({ subject: ['CN=Odd'], issuer: force.root, extensions });
    expect(force.prove([odd], [])).toBe(`authority 2: ${code}`);
  });
});

describe('lists of two authorities of one name', () => {
  it('stay apart: each speaks for what its own key issued', () => {
    const force = makeForce(0);
    const renewed = certificate({ subject: force.officers.subject, issuer: force.root, extensions: authorityExtensions(0) });
    const lists = [...force.lists, revocationList({ issuer: renewed, number: 9, thisUpdate: from(-0.5) })];
    const authorities = [force.officers, force.devices, renewed].map(({ der }) => der);
    const proven = proveTrust({ authorities, lists, recovery: force.recoveryCard.der }, force.root.der, at);
    if (!proven.ok) throw new Error(proven.code);
    expect(new Set(proven.value.lists.map(({ scope }) => scope)).size).toBe(lists.length);
    const crls = proven.value.lists.map(({ crl }) => crl);
    const check = (held: typeof crls) =>
      verifyFor('cardSignature', force.card.der, { anchors: [force.root.der], intermediates: authorities, crls: held, at });
    expect(check(crls)).toMatchObject({ code: 'Revoked' });
    expect(check(crls.filter(({ number }) => number !== 7n))).toMatchObject({ code: 'RevocationUnknown' });
  });
});

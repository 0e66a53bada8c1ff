import { describe, expect, it } from 'vitest';
import { oid, sequence } from '../../pki/der/write.ts';
import { certificatePolicies, verifyAuthority, verifyFor } from '../../pki/index.ts';
import { verifyPath } from '../../pki/path/verify.ts';
import { Force, hours, now } from './force.ts';
import {
  at,
  authority,
  authorityExtensions,
  certificate,
  cRLSign,
  type Entity,
  endEntity,
  extension,
  inhibitAnyPolicy,
  keyCertSign,
  policyConstraints,
  revocationList,
  usage,
} from './material.ts';

const { officer, device } = certificatePolicies;
const any = '2.5.29.32.0';
const policies = (...ids: readonly string[]) => extension('2.5.29.32', false, sequence(...ids.map((id) => sequence(oid(id)))));
const maps = (...pairs: readonly (readonly [string, string])[]) =>
  extension('2.5.29.33', true, sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to)))));
const clientCard = extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.2'), oid('1.3.6.1.4.1.311.20.2.2')));
const digitalSignature = usage(0);

const root = certificate({ subject: ['CN=Root'], issuer: 'self', extensions: authorityExtensions() });
const below = (issuer: Entity, extensions: readonly Uint8Array[], subject: readonly string[] = ['CN=Officers']): Entity =>
  certificate({ subject, issuer, extensions: [...authorityExtensions(), ...extensions] });
const card = (issuer: Entity, ...ids: readonly string[]): Entity =>
  certificate({
    subject: ['CN=Anna'],
    issuer,
    extensions: [endEntity(), digitalSignature, clientCard, ...(ids.length ? [policies(...ids)] : [])],
  });
const verdict = (leaf: Entity, ...authorities: readonly Entity[]): string => {
  const crls = [root, ...authorities].map((issuer) => revocationList({ issuer }));
  const checked = verifyFor('cardAuthentication', leaf.der, {
    anchors: [root.der],
    intermediates: authorities.map(({ der }) => der),
    crls,
    at,
  });
  return checked.ok ? 'good' : checked.code;
};

/** What an authority's certificate says, what the card below it says, and what it is worth for a card. */
const table: readonly (readonly [string, readonly Uint8Array[], readonly string[], string])[] = [
  ['the purpose, and so does the card', [policies(officer)], [officer], 'good'],
  ['the purpose among others', [policies(officer, '1.2.3.4')], ['1.2.3.4', officer], 'good'],
  ['the purpose, and the card does not', [policies(officer)], [], 'Policy'],
  ['the purpose, and the card another', [policies(officer)], [device], 'Policy'],
  ['the purpose, and the card "any policy"', [policies(officer)], [any], 'Policy'],
  ['nothing', [], [officer], 'Policy'],
  ['another purpose', [policies(device)], [officer], 'Policy'],
  ['another purpose, and the card both', [policies(device)], [officer, device], 'Policy'],
  ['"any policy"', [policies(any)], [officer], 'Policy'],
  ['"any policy" and another purpose', [policies(any, device)], [officer], 'Policy'],
  ['another purpose that it maps to this one', [policies(device), maps([device, officer])], [officer], 'Policy'],
  ['"any policy", and maps the other way', [policies(any), maps([officer, device])], [device], 'Policy'],
  ['the purpose, and maps it to another', [policies(officer), maps([officer, device])], [device], 'Policy'],
  ['the purpose, and maps it away', [policies(officer), maps([officer, device])], [officer], 'Policy'],
  ['"any policy", and asks for an explicit one', [policies(any), policyConstraints(0)], [officer], 'Policy'],
  ['the purpose, and forbids "any policy"', [policies(officer), inhibitAnyPolicy(0)], [officer], 'good'],
];

describe('a purpose', () => {
  it.each(table)('of an authority that says %s', (_what, extensions, ids, expected) => {
    const authority = below(root, extensions);
    expect(verdict(card(authority, ...ids), authority)).toBe(expected);
  });

  it('is given by no authority that names itself like the root, whatever policy it says', () => {
    const rekeyed = below(root, [policies(any)], ['CN=Root']);
    expect(verdict(card(rekeyed, officer), rekeyed)).not.toBe('good');
  });

  it('needs exactly one authority between the root and the certificate', () => {
    expect(verdict(card(root, officer))).toBe('Policy');
    const officers = below(root, [policies(officer)]);
    const deeper = below(officers, [policies(officer)], ['CN=Deeper']);
    expect(verdict(card(deeper, officer), officers, deeper)).toBe('PathTooLong');
  });

  it('is found by the authority’s marked certificate when an unmarked one of the same key is there too', () => {
    const marked = below(root, [policies(officer)]);
    const unmarked = certificate({ subject: ['CN=Officers'], issuer: root, key: marked.key, extensions: authorityExtensions() });
    const leaf = card(marked, officer);
    expect(verdict(leaf, unmarked, marked)).toBe('good');
    expect(verdict(leaf, unmarked)).toBe('Policy');
  });

  it('is nothing that an authority itself has', async () => {
    const force = await Force.make();
    expect(verifyFor('cardSignature', force.officers.certificate, await force.trust())).toMatchObject({ code: 'KeyUsage' });
    expect(verifyAuthority('officer', force.officers.certificate, await force.trust())).toMatchObject({ ok: true });
    expect(verifyAuthority('device', force.officers.certificate, await force.trust())).toMatchObject({ code: 'Policy' });
    const leaf = await force.issue({ kind: 'cardSignature' });
    expect(verifyAuthority('officer', leaf.certificate, await force.trust())).toMatchObject({ code: 'NotCa' });
  });

  it.each<[string, readonly Uint8Array[], string]>([
    ['is not limited to end entities', [authority(), usage(keyCertSign, cRLSign)], 'PathLength'],
    ['may have an authority below it', [authority(1), usage(keyCertSign, cRLSign)], 'PathLength'],
    ['may sign no lists', [authority(0), usage(keyCertSign)], 'KeyUsage'],
    ['may sign no certificates', [authority(0), usage(cRLSign)], 'KeyUsage'],
  ])('is refused to an authority that %s', (_what, extensions, expected) => {
    const officers = certificate({ subject: ['CN=Officers'], issuer: root, extensions: [...extensions, policies(officer)] });
    const context = { anchors: [root.der], intermediates: [], crls: [revocationList({ issuer: root })], at };
    expect(verifyAuthority('officer', officers.der, context)).toMatchObject({ code: expected });
  });

  it('is refused to an authority that the root did not issue itself', () => {
    const officers = below(root, [policies(officer)]);
    const limited = (issuer: Entity, subject: string) =>
      certificate({ subject: [subject], issuer, extensions: [...authorityExtensions(0), policies(officer)] });
    for (const deeper of [limited(officers, 'CN=Deeper'), limited(officers, 'CN=Officers')]) {
      const crls = [root, officers].map((issuer) => revocationList({ issuer }));
      const context = { anchors: [root.der], intermediates: [officers.der], crls, at };
      expect(verifyAuthority('officer', deeper.der, context)).toMatchObject({ code: 'PathTooLong' });
    }
  });

  it.each([
    ['certificates', keyCertSign],
    ['lists', cRLSign],
  ] as const)('is nothing for a certificate that may sign %s, whether or not it calls itself an authority', (_what, bit) => {
    const officers = below(root, [policies(officer)]);
    for (const basic of [[], [endEntity()], [authority(0)]]) {
      const extensions = [...basic, usage(0, bit), clientCard, policies(officer)];
      expect(verdict(certificate({ subject: ['CN=Anna'], issuer: officers, extensions }), officers)).toBe('KeyUsage');
    }
  });

  it('changes nothing for whoever asks for none', () => {
    for (const [, extensions, ids] of table.filter(([what]) => !what.includes('explicit'))) {
      const authority = below(root, extensions);
      const crls = [root, authority].map((issuer) => revocationList({ issuer }));
      const options = { anchors: [root.der], intermediates: [authority.der], crls, at };
      expect(verifyPath(card(authority, ...ids).der, options)).toMatchObject({ ok: true });
    }
  });

  it('does not make what hangs on it last longer', async () => {
    const force = await Force.make();
    const leaf = await force.issue({ kind: 'cardSignature' });
    expect(verifyFor('cardSignature', leaf.certificate, { ...(await force.trust()), at: hours(2000) })).toMatchObject({ code: 'Expired' });
    expect(verifyFor('cardSignature', leaf.certificate, { ...(await force.trust()), crls: [], at: now })).toMatchObject({
      code: 'RevocationUnknown',
    });
  });
});

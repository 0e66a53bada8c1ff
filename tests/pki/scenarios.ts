import type { PathFault } from '../../pki/index.ts';
import {
  alternativeNames,
  authority,
  authorityExtensions,
  certificate,
  certificateIssuer,
  cRLSign,
  deltaOf,
  directory,
  distributionPoints,
  dns,
  type Entity,
  endEntity,
  entry,
  freshestList,
  from,
  inhibitAnyPolicy,
  issuingPoint,
  keyCertSign,
  mail,
  mappings,
  type Name,
  name,
  nameConstraints,
  newKey,
  policies,
  policyConstraints,
  printableText,
  reason,
  revocationList,
  unknown,
  uri,
  usage,
} from './material.ts';

/** A leaf, what there is to judge it by, and the verdict that RFC 5280 gives. */
export interface Scenario {
  readonly title: string;
  readonly expect: 'valid' | PathFault;
  readonly leaf: Uint8Array;
  readonly anchor: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** OpenSSL is known to judge otherwise; the reason. */
  readonly opensslDiffers?: string;
}

export const root = certificate({ subject: ['CN=Root'], issuer: 'self', extensions: authorityExtensions() });
const rootList = revocationList({ issuer: root });

const ca = (subject: string | Name, extensions: readonly Uint8Array[] = authorityExtensions(), issuer: Entity = root): Entity =>
  certificate({ subject: typeof subject === 'string' ? [`CN=${subject}`] : subject, issuer, extensions });
const person = (issuer: Entity, extensions: readonly Uint8Array[] = [endEntity()], subject: Name = ['CN=Leaf']): Entity =>
  certificate({ subject, issuer, extensions });
/** A leaf below authorities, each with a list of its own unless lists are given. */
function scenario(
  title: string,
  expect: Scenario['expect'],
  leaf: Entity,
  authorities: readonly Entity[],
  extra: Partial<Scenario> = {},
): Scenario {
  const crls = extra.crls ?? authorities.map((issuer) => revocationList({ issuer }));
  return {
    title,
    expect,
    leaf: leaf.der,
    anchor: root.der,
    intermediates: authorities.map(({ der }) => der),
    ...extra,
    crls: [rootList, ...crls],
  };
}
/** One authority, one leaf, and what varies: the lists. */
function listed(
  title: string,
  expect: Scenario['expect'],
  lists: (issuer: Entity, leaf: Entity) => readonly Uint8Array[],
  leafExtensions: readonly Uint8Array[] = [],
  extra: Partial<Scenario> = {},
): Scenario {
  const issuer = ca('Lists');
  const leaf = person(issuer, [endEntity(), ...leafExtensions]);
  return scenario(title, expect, leaf, [issuer], { ...extra, crls: lists(issuer, leaf) });
}
const policyExtensions = (...more: readonly Uint8Array[]): readonly Uint8Array[] => [...authorityExtensions(), ...more];

export function namesScenarios(): readonly Scenario[] {
  const printable = certificate({
    subject: name(['O=The  Force', 'CN=Officers'], printableText),
    issuer: root,
    extensions: authorityExtensions(),
  });
  const other = certificate({
    subject: ['CN=Leaf'],
    issuer: printable,
    issuerName: name(['O= the force ', 'CN=OFFICERS']),
    extensions: [endEntity()],
  });
  const plain = ca('Plain');
  const misnamed = certificate({ subject: ['CN=Leaf'], issuer: plain, issuerName: name(['CN=Other']), extensions: [endEntity()] });
  const ordered = ca(['OU=One', 'OU=Two', 'CN=Order']);
  const swapped = certificate({
    subject: ['CN=Leaf'],
    issuer: ordered,
    issuerName: name(['OU=Two', 'OU=One', 'CN=Order']),
    extensions: [endEntity()],
  });
  const twin = ca('Plain');
  return [
    scenario('a name in another string type, case and spacing is the same', 'valid', other, [printable]),
    scenario('an issuer of another name is no issuer', 'NameChaining', misnamed, [plain]),
    scenario('the order of relative names counts', 'NameChaining', swapped, [ordered]),
    scenario('of two authorities of one name the one that signed is found', 'valid', person(plain), [twin, plain]),
    scenario('an authority of the same name with another key is another authority', 'UntrustedAnchor', person(plain), [twin]),
  ];
}

export function authorityScenarios(): readonly Scenario[] {
  const noConstraints = ca('No basicConstraints', [usage(keyCertSign, cRLSign)]);
  const notAuthority = ca('Not an authority', [endEntity(), usage(keyCertSign, cRLSign)]);
  const noCertSign = ca('No keyCertSign', [authority(), usage(cRLSign)]);
  const noListSign = ca('No cRLSign', [authority(), usage(keyCertSign)]);
  const zero = ca('Zero', authorityExtensions(0));
  const below = ca('Below', authorityExtensions(), zero);
  const two = ca('Two', authorityExtensions(2));
  const under = ca('Under', authorityExtensions(0), two);
  const deep = ca('Deep', authorityExtensions(), under);
  const zeroAgain = certificate({ subject: zero.subject, issuer: zero, extensions: authorityExtensions() });
  const old = ca('Old', authorityExtensions());
  const gone = certificate({ subject: ['CN=Gone'], issuer: root, notAfter: from(-1), extensions: authorityExtensions() });
  const young = certificate({ subject: ['CN=Young'], issuer: root, notBefore: from(1), extensions: authorityExtensions() });
  return [
    scenario('an issuer without basicConstraints is no authority', 'NotCa', person(noConstraints), [noConstraints]),
    scenario('an issuer that says it is no authority is none', 'NotCa', person(notAuthority), [notAuthority]),
    scenario('an authority without keyCertSign signs no certificates', 'KeyUsage', person(noCertSign), [noCertSign]),
    scenario('an authority without cRLSign signs no lists', 'RevocationUnknown', person(noListSign), [noListSign]),
    scenario('path length 0 allows a leaf', 'valid', person(zero), [zero]),
    scenario('path length 0 allows no authority below', 'PathTooLong', person(below), [zero, below]),
    scenario('a shorter path length further down counts', 'PathTooLong', person(deep), [two, under, deep]),
    scenario('a self-issued certificate does not count towards the path length', 'valid', person(zeroAgain), [zero, zeroAgain], {
      crls: [zero, zeroAgain].map((issuer) => revocationList({ issuer })),
    }),
    scenario('an authority past its time is refused', 'Expired', person(gone), [gone]),
    scenario('an authority before its time is refused', 'NotYetValid', person(young), [young]),
    scenario('an unknown extension that is not critical is no harm', 'valid', person(old, [unknown(false)]), [old]),
    scenario('an unknown critical extension refuses', 'UnknownCriticalExtension', person(old, [unknown(true)]), [old]),
  ];
}

/** Renewed keys and separate keys for lists: certificates of one name with several keys. */
export function selfIssuedScenarios(): readonly Scenario[] {
  const fresh = ca('Renewed');
  const oldKey = newKey();
  const oldWithNew = certificate({ subject: fresh.subject, issuer: fresh, key: oldKey, extensions: authorityExtensions() });
  const signedOld = person(oldWithNew);
  const list = (entries: readonly Uint8Array[] = []) => revocationList({ issuer: fresh, entries });
  const separate = ca('Separate', [authority(), usage(keyCertSign)]);
  const listKey = newKey();
  const listCertificate = certificate({ subject: separate.subject, issuer: root, key: listKey, extensions: [usage(cRLSign)] });
  const separateList = revocationList({ issuer: separate, key: listKey });
  const leaf = person(separate);
  const rootRevoking = (entity: Entity) =>
    revocationList({ issuer: root, entries: [entry(entity.serial)], number: 2, thisUpdate: from(-0.5) });
  const signedByListKey = person({ ...separate, key: listKey });
  const stranger = ca('Stranger');
  const impostor = certificate({ subject: separate.subject, issuer: stranger, extensions: [usage(cRLSign)] });
  const falseRoot = certificate({ subject: root.subject, issuer: stranger, extensions: authorityExtensions() });
  const underFalseRoot = certificate({ subject: separate.subject, issuer: falseRoot, extensions: authorityExtensions() });
  const authorityNamesake = certificate({ subject: separate.subject, issuer: stranger, extensions: authorityExtensions() });
  const selfIssuedBelow = certificate({ subject: separate.subject, issuer: authorityNamesake, extensions: [usage(cRLSign)] });
  const self = certificate({ subject: fresh.subject, issuer: fresh, extensions: [usage(cRLSign)] });
  const both = [fresh, oldWithNew];
  return [
    scenario('a list under the new key speaks for what the old key signed', 'valid', signedOld, both, { crls: [list()] }),
    scenario('and revokes it', 'Revoked', signedOld, both, { crls: [list([entry(signedOld.serial)])] }),
    scenario('the self-issued certificate itself can be revoked', 'Revoked', signedOld, both, { crls: [list([entry(oldWithNew.serial)])] }),
    scenario('a separate key signs the lists', 'valid', leaf, [separate, listCertificate], { crls: [separateList] }),
    scenario('a separate list key that is revoked signs nothing', 'RevocationUnknown', leaf, [separate, listCertificate], {
      crls: [separateList, rootRevoking(listCertificate)],
    }),
    scenario('a list key signs no certificates', 'NotCa', signedByListKey, [separate, listCertificate], { crls: [separateList] }),
    scenario('a namesake under another authority signs no lists for it', 'RevocationUnknown', leaf, [separate, stranger, impostor], {
      crls: [revocationList({ issuer: separate, key: impostor.key }), revocationList({ issuer: stranger })],
      opensslDiffers: 'OpenSSL and RFC 5280 ask for the same anchor only',
    }),
    ...(
      [
        ['nor does one that a namesake under another authority has issued to itself', [stranger, authorityNamesake, selfIssuedBelow]],
        ['nor one below a namesake of the anchor under another authority', [stranger, falseRoot, underFalseRoot]],
      ] as const
    ).map(([title, line]) => {
      const signer = line[2];
      return scenario(title, 'RevocationUnknown', leaf, [separate, ...line], {
        crls: [...line.map((issuer) => revocationList({ issuer })), revocationList({ issuer: separate, key: signer.key, number: 8 })],
        opensslDiffers: 'OpenSSL and RFC 5280 ask for the same anchor only',
      });
    }),
    scenario('a list key does not unsay its own revocation', 'RevocationStale', person(fresh), [fresh, self], {
      crls: [
        revocationList({ issuer: fresh, entries: [entry(self.serial)], thisUpdate: from(-3), nextUpdate: from(-2) }),
        revocationList({ issuer: fresh, key: self.key, thisUpdate: from(-0.5), number: 9 }),
      ],
    }),
  ];
}

export function listScenarios(): readonly Scenario[] {
  const good = (issuer: Entity) => revocationList({ issuer });
  const revoking = (issuer: Entity, leaf: Entity) => revocationList({ issuer, entries: [entry(leaf.serial, reason(1))] });
  const issuer = ca('Serials');
  const negative = certificate({ subject: ['CN=Leaf'], issuer, serial: Uint8Array.of(2, 1, 0xff) });
  const positive = certificate({ subject: ['CN=Leaf'], issuer, serial: Uint8Array.of(2, 2, 0, 0xff) });
  const long = certificate({ subject: ['CN=Leaf'], issuer, serial: Uint8Array.of(2, 20, 0x7f, ...Array(19).fill(1)) });
  const longList = revocationList({ issuer, entries: [entry(long.serial)] });
  const minusOne = revocationList({ issuer, entries: [entry(negative.serial)] });
  return [
    listed('a list that does not have it is good', 'valid', (ca) => [good(ca)]),
    listed('no list is not good', 'RevocationUnknown', () => []),
    listed('a revoked certificate is refused', 'Revoked', (ca, leaf) => [revoking(ca, leaf)]),
    listed('a certificate on hold is refused', 'Revoked', (ca, leaf) => [
      revocationList({ issuer: ca, entries: [entry(leaf.serial, reason(6))] }),
    ]),
    listed('a list out of date is not good', 'RevocationStale', (ca) => [revocationList({ issuer: ca, nextUpdate: from(-0.1) })]),
    listed('a list from the future is not good', 'RevocationUnknown', (ca) => [revocationList({ issuer: ca, thisUpdate: from(0.1) })]),
    listed('a list without nextUpdate is not good', 'RevocationStale', (ca) => [revocationList({ issuer: ca, nextUpdate: 'none' })], [], {
      opensslDiffers: 'OpenSSL takes it for one that lasts for ever',
    }),
    listed('a forged list is passed over', 'valid', (ca) => [
      revocationList({ issuer: ca, key: newKey(), thisUpdate: from(-0.5) }),
      good(ca),
    ]),
    listed('a forged list alone is not good', 'RevocationUnknown', (ca) => [revocationList({ issuer: ca, key: newKey() })]),
    listed('the newer of two lists decides', 'Revoked', (ca, leaf) => [
      revocationList({ issuer: ca, thisUpdate: from(-2), nextUpdate: from(3), number: 1 }),
      revocationList({ issuer: ca, entries: [entry(leaf.serial)], thisUpdate: from(-1), number: 2 }),
    ]),
    listed('an unknown critical extension makes a list useless', 'RevocationUnknown', (ca) => [
      revocationList({ issuer: ca, extensions: [unknown(true)] }),
    ]),
    listed('an unknown extension that is not critical does not', 'valid', (ca) => [
      revocationList({ issuer: ca, extensions: [unknown(false)] }),
    ]),
    listed('an unknown critical extension of an entry makes a list useless', 'RevocationUnknown', (ca) => [
      revocationList({ issuer: ca, entries: [entry(Uint8Array.of(2, 1, 9), unknown(true))] }),
    ]),
    scenario('serial 255 is not serial -1', 'valid', positive, [issuer], { crls: [minusOne] }),
    scenario('a negative serial is found', 'Revoked', negative, [issuer], { crls: [minusOne] }),
    scenario('a serial of 20 octets is found', 'Revoked', long, [issuer], { crls: [longList] }),
  ];
}

export function policyScenarios(): readonly Scenario[] {
  const demand = (...more: readonly Uint8Array[]) => ca('Demand', policyExtensions(policies(1), policyConstraints(0), ...more));
  const strict = demand();
  const deeper = ca('Deeper', policyExtensions(policies(1)), strict);
  const other = ca('Other policy', policyExtensions(policies(2)), strict);
  const later = ca('Later', policyExtensions(policies(1), policyConstraints(4)));
  const mapped = ca('Mapped', policyExtensions(policies(1), policyConstraints(0), mappings([1, 2])));
  const inhibited = ca('Inhibited', policyExtensions(policies(1), policyConstraints(0, 0)));
  const maps = ca('Maps', policyExtensions(policies(1), mappings([1, 2])), inhibited);
  const mapsAny = ca('Maps any', policyExtensions(policies('any'), mappings([1, 'any'])));
  const any = ca('Any', policyExtensions(policies('any'), policyConstraints(0)));
  const noAny = ca('No any', policyExtensions(policies(1), policyConstraints(0), inhibitAnyPolicy(0)));
  const oneAny = ca('One any', policyExtensions(policies(1), policyConstraints(0), inhibitAnyPolicy(1)));
  const usesAny = ca('Uses any', policyExtensions(policies('any')), oneAny);
  const named = (which: number | 'any') => [endEntity(), policies(which)];
  return [
    scenario('no policies are needed when nobody demands them', 'valid', person(later), [later]),
    scenario('a demanded policy that all have is enough', 'valid', person(deeper, named(1)), [strict, deeper]),
    scenario('a leaf without the demanded policy is refused', 'Policy', person(deeper), [strict, deeper]),
    scenario('an authority with another policy breaks the chain', 'Policy', person(other, named(1)), [strict, other]),
    scenario('a mapped policy counts', 'valid', person(mapped, named(2)), [mapped]),
    scenario('the policy that was mapped away does not', 'Policy', person(mapped, named(1)), [mapped]),
    scenario('inhibited mapping does not map', 'Policy', person(maps, named(2)), [inhibited, maps]),
    scenario('mapping to any policy is refused', 'Policy', person(mapsAny, named(1)), [mapsAny]),
    scenario('any policy stands for every one', 'valid', person(any, named(7)), [any]),
    scenario('any policy in the leaf does too', 'valid', person(strict, named('any')), [strict]),
    scenario('unless it is inhibited', 'Policy', person(noAny, named('any')), [noAny]),
    scenario('inhibited after one certificate it still serves that one', 'valid', person(usesAny, named(1)), [oneAny, usesAny]),
    scenario('and not the next', 'Policy', person(usesAny, named('any')), [oneAny, usesAny]),
  ];
}

export function constraintScenarios(): readonly Scenario[] {
  const within = name(['O=Force', 'OU=Cards']);
  const permitted = ca('Permitted', [...authorityExtensions(), nameConstraints([directory(within)])]);
  const excluded = ca('Excluded', [...authorityExtensions(), nameConstraints([], [directory(within)])]);
  const narrower = ca(
    ['O=Force', 'OU=Cards', 'CN=Narrower'],
    [...authorityExtensions(), nameConstraints([directory(name(['O=Force', 'OU=Cards', 'OU=Night']))])],
    permitted,
  );
  const again = certificate({ subject: permitted.subject, issuer: permitted, extensions: authorityExtensions() });
  const hosts = ca('Hosts', [...authorityExtensions(), nameConstraints([dns('force.example')], [dns('secret.force.example')])]);
  const mails = ca('Mails', [...authorityExtensions(), nameConstraints([mail('.force.example'), mail('chief@force.example')])]);
  const uris = ca('Uris', [...authorityExtensions(), nameConstraints([uri('.force.example')])]);
  const cards: Name = ['O=force', 'OU=CARDS', 'CN=Leaf'];
  const san = (...names: readonly Uint8Array[]) => [endEntity(), alternativeNames(...names)];
  return [
    scenario('a subject within the permitted names', 'valid', person(permitted, [endEntity()], cards), [permitted]),
    scenario('a subject outside them', 'NameConstraints', person(permitted, [endEntity()], ['O=Force', 'OU=Cars', 'CN=Leaf']), [permitted]),
    scenario('an alternative directory name outside them', 'NameConstraints', person(permitted, san(directory(name(['O=Else']))), cards), [
      permitted,
    ]),
    scenario('a subject within the excluded names', 'NameConstraints', person(excluded, [endEntity()], cards), [excluded]),
    scenario('a subject outside the excluded names', 'valid', person(excluded), [excluded]),
    scenario('constraints only get narrower', 'NameConstraints', person(narrower, [endEntity()], cards), [permitted, narrower]),
    scenario('within the narrower ones', 'valid', person(narrower, [endEntity()], ['O=Force', 'OU=Cards', 'OU=Night', 'CN=Leaf']), [
      permitted,
      narrower,
    ]),
    scenario('a self-issued authority is exempt', 'valid', person(again, [endEntity()], cards), [permitted, again]),
    scenario(
      'a self-issued leaf is not',
      'NameConstraints',
      certificate({ subject: permitted.subject, issuer: permitted, extensions: [endEntity()] }),
      [permitted],
    ),
    scenario('a host below the permitted one', 'valid', person(hosts, san(dns('gate.force.example'))), [hosts]),
    scenario('a host that only ends alike', 'NameConstraints', person(hosts, san(dns('enforce.example'))), [hosts]),
    scenario('a host below the excluded one', 'NameConstraints', person(hosts, san(dns('a.secret.force.example'))), [hosts]),
    scenario('a mailbox in a permitted domain', 'valid', person(mails, san(mail('anna@north.FORCE.example'))), [mails]),
    scenario('a permitted mailbox', 'valid', person(mails, san(mail('chief@force.example'))), [mails]),
    scenario('another mailbox of that host', 'NameConstraints', person(mails, san(mail('clerk@force.example'))), [mails]),
    scenario(
      'a mailbox in the subject is checked when it stands only there',
      'NameConstraints',
      person(mails, [endEntity()], ['CN=Leaf', 'E=clerk@force.example']),
      [mails],
    ),
    scenario('a URI on a permitted host', 'valid', person(uris, san(uri('https://gate.force.example:8443/x'))), [uris]),
    scenario('a URI on the domain itself', 'NameConstraints', person(uris, san(uri('https://force.example/'))), [uris]),
    scenario(
      'a URI with the host in its user part',
      'NameConstraints',
      person(uris, san(uri('https://gate.force.example@evil.example/'))),
      [uris],
    ),
  ];
}

export function scopeScenarios(): readonly Scenario[] {
  const here = [directory(name(['CN=Lists', 'CN=Point 1']))];
  const there = [directory(name(['CN=Lists', 'CN=Point 2']))];
  const point = distributionPoints({ names: here });
  const scoped =
    (scope: Parameters<typeof issuingPoint>[0], entries: (leaf: Entity) => readonly Uint8Array[] = () => []) =>
    (issuer: Entity, leaf: Entity) => [revocationList({ issuer, entries: entries(leaf), extensions: [issuingPoint(scope)] })];
  const some = [1, 2];
  const rest = [3, 4, 5, 6, 7, 8];
  const parts = (entries: (leaf: Entity) => readonly Uint8Array[]) => (issuer: Entity, leaf: Entity) => [
    revocationList({ issuer, extensions: [issuingPoint({ reasons: some })] }),
    revocationList({ issuer, entries: entries(leaf), extensions: [issuingPoint({ reasons: rest })] }),
  ];
  const noCards = ca('Authorities only');
  const subordinate = ca('Subordinate', authorityExtensions(), noCards);
  return [
    listed('a list of the named point', 'valid', scoped({ names: here }), [point]),
    listed('a list of another point says nothing', 'RevocationUnknown', scoped({ names: there }), [point]),
    listed('a list of a point says nothing to a certificate without one', 'RevocationUnknown', scoped({ names: here })),
    listed('a point by its relative name', 'valid', scoped({ names: here }), [distributionPoints({ relative: 'CN=Point 1' })]),
    listed('a list by its relative name', 'valid', scoped({ relative: 'CN=Point 1' }), [point]),
    listed(
      'a revoked certificate of the point',
      'Revoked',
      scoped({ names: here }, (leaf) => [entry(leaf.serial)]),
      [point],
    ),
    listed('a list without a point covers all points', 'valid', (issuer) => [revocationList({ issuer })], [point]),
    listed('a list for persons covers a person', 'valid', scoped({ only: 'users' })),
    listed('a list for authorities does not', 'RevocationUnknown', scoped({ only: 'authorities' })),
    listed('nor does a list for attribute certificates', 'RevocationUnknown', scoped({ only: 'attributes' })),
    scenario('a list for persons does not cover an authority', 'RevocationUnknown', subordinate, [noCards], {
      crls: scoped({ only: 'users' })(noCards, subordinate),
    }),
    scenario('a list for authorities does', 'valid', subordinate, [noCards], {
      crls: scoped({ only: 'authorities' })(noCards, subordinate),
    }),
    listed('a list for some reasons is not enough', 'RevocationUnknown', scoped({ reasons: some })),
    listed(
      'lists for all reasons together are',
      'valid',
      parts(() => []),
    ),
    listed(
      'any of them can revoke',
      'Revoked',
      parts((leaf) => [entry(leaf.serial, reason(4))]),
    ),
  ];
}

/** Lists signed by somebody else than the certificate's issuer. */
export function indirectScenarios(): readonly Scenario[] {
  const issuer = ca('Issuer');
  const clerk = certificate({ subject: ['CN=Clerk'], issuer: root, extensions: [usage(cRLSign)] });
  const leaf = person(issuer, [endEntity(), distributionPoints({ crlIssuer: clerk.subject })]);
  const plainLeaf = person(issuer);
  const extensions = [issuingPoint({ indirect: true })];
  const indirect = (...entries: readonly Uint8Array[]) => [revocationList({ issuer: clerk, entries, extensions })];
  const other = ca('Other issuer');
  const sameSerial = certificate({
    subject: ['CN=Leaf'],
    issuer: other,
    serial: leaf.serial,
    extensions: [endEntity(), distributionPoints({ crlIssuer: clerk.subject })],
  });
  const filler = Uint8Array.of(2, 1, 7);
  const circleSubject = name(['CN=Circle']);
  const circle = certificate({
    subject: circleSubject,
    issuer,
    extensions: [usage(cRLSign), distributionPoints({ crlIssuer: circleSubject })],
  });
  const circled = person(issuer, [endEntity(), distributionPoints({ crlIssuer: circleSubject })]);
  const circleList = (...entries: readonly Uint8Array[]) => [revocationList({ issuer: circle, entries, extensions })];
  const both = [issuer, clerk];
  return [
    scenario('an indirect list speaks for another issuer', 'valid', leaf, both, { crls: indirect() }),
    scenario('and revokes its certificates', 'Revoked', leaf, both, {
      crls: indirect(entry(leaf.serial, certificateIssuer(issuer.subject))),
    }),
    scenario('the issuer named in one entry holds for those after it', 'Revoked', leaf, both, {
      crls: indirect(entry(filler, certificateIssuer(issuer.subject)), entry(leaf.serial)),
    }),
    scenario('an entry without an issuer is of the list’s own issuer', 'valid', leaf, both, { crls: indirect(entry(leaf.serial)) }),
    scenario('a serial of another issuer is another certificate', 'valid', sameSerial, [...both, other], {
      crls: indirect(entry(leaf.serial, certificateIssuer(issuer.subject))),
    }),
    scenario('a list that is not marked indirect says nothing', 'RevocationUnknown', leaf, both, {
      crls: [revocationList({ issuer: clerk })],
    }),
    scenario('an indirect list says nothing to a certificate that does not name it', 'RevocationUnknown', plainLeaf, both, {
      crls: indirect(),
    }),
    scenario('the issuer’s own list may be indirect', 'valid', plainLeaf, both, { crls: [revocationList({ issuer, extensions })] }),
    scenario('the list’s signer may stand on its own list', 'valid', circled, [issuer, circle], {
      crls: circleList(),
      opensslDiffers: 'OpenSSL does not ask for the status of a list’s signer',
    }),
    scenario('and report itself revoked', 'RevocationUnknown', circled, [issuer, circle], {
      crls: circleList(entry(circle.serial, certificateIssuer(issuer.subject))),
      opensslDiffers: 'OpenSSL does not ask for the status of a list’s signer',
    }),
  ];
}

export function deltaScenarios(): readonly Scenario[] {
  const held = (leaf: Entity) => [entry(leaf.serial, reason(6))];
  const lifted = (leaf: Entity) => [entry(leaf.serial, reason(8))];
  const delta = (issuer: Entity, entries: readonly Uint8Array[], base: number, more: { number?: number; nextUpdate?: Date } = {}) =>
    revocationList({ issuer, entries, extensions: [deltaOf(base)], thisUpdate: from(-0.5), number: 5, ...more });
  const base = (issuer: Entity, entries: readonly Uint8Array[] = [], more: { nextUpdate?: Date } = {}) =>
    revocationList({ issuer, entries, number: 3, ...more });
  /** OpenSSL looks for delta lists only where a certificate points to them. */
  const changed = (title: string, expected: Scenario['expect'], lists: Parameters<typeof listed>[2], extra: Partial<Scenario> = {}) =>
    listed(title, expected, lists, [freshestList()], extra);
  return [
    changed('a delta list alone is not enough', 'RevocationUnknown', (ca) => [delta(ca, [], 3)]),
    changed('a delta list without it changes nothing', 'valid', (ca) => [base(ca), delta(ca, [], 3)]),
    changed('a delta list revokes', 'Revoked', (ca, leaf) => [base(ca), delta(ca, [entry(leaf.serial, reason(1))], 3)]),
    changed('a delta list lifts a hold', 'valid', (ca, leaf) => [base(ca, held(leaf)), delta(ca, lifted(leaf), 3)]),
    changed('not when it builds on a later list', 'Revoked', (ca, leaf) => [base(ca, held(leaf)), delta(ca, lifted(leaf), 4)]),
    changed(
      'not when it is out of date',
      'Revoked',
      (ca, leaf) => [base(ca, held(leaf)), delta(ca, lifted(leaf), 3, { nextUpdate: from(-0.1) })],
      { opensslDiffers: 'OpenSSL uses a delta list out of date when the complete one is current' },
    ),
    changed('not when it is older than the complete list', 'Revoked', (ca, leaf) => [
      base(ca, held(leaf)),
      delta(ca, lifted(leaf), 1, { number: 2 }),
    ]),
    changed('a delta list renews a complete list out of date', 'valid', (ca) => [
      base(ca, [], { nextUpdate: from(-0.1) }),
      delta(ca, [], 3),
    ]),
    changed('not when it builds on a later one', 'RevocationStale', (ca) => [base(ca, [], { nextUpdate: from(-0.1) }), delta(ca, [], 4)]),
    changed('a forged delta list is passed over', 'valid', (ca, leaf) => [
      base(ca),
      revocationList({ issuer: ca, key: newKey(), entries: [entry(leaf.serial)], extensions: [deltaOf(3)], number: 5 }),
    ]),
  ];
}

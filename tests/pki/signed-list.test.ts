import { describe, expect, it } from 'vitest';
import { tags } from '../../pki/der/read.ts';
import { hex } from '../../pki/der/values.ts';
import { encode, integer } from '../../pki/der/write.ts';
import { readSignedList } from '../../pki/index.ts';
import {
  at,
  authorityExtensions,
  certificate,
  certificateIssuer,
  deltaOf,
  entry,
  freshestList,
  from,
  issuingPoint,
  type ListInput,
  name,
  newKey,
  printableText,
  reason,
  revocationList,
  unknown,
  uri,
} from './material.ts';

const issuer = certificate({ subject: ['CN=Officers'], issuer: 'self', extensions: authorityExtensions() });
const other = certificate({ subject: ['CN=Devices'], issuer: 'self', extensions: authorityExtensions() });
const read = (change: Partial<ListInput>) => readSignedList(revocationList({ issuer, ...change }), [issuer.der, other.der], at);
const serial = (...bytes: readonly number[]): Uint8Array => encode(tags.integer, Uint8Array.from(bytes));
const LARGEST = 2n ** 159n - 1n;

describe('a revocation list that is odd and valid is taken:', () => {
  it.each<[string, Partial<ListInput>]>([
    ['number 0', { number: 0 }],
    ['a number of 20 octets', { number: LARGEST }],
    ['an end after 2049, as GeneralizedTime', { nextUpdate: new Date('2055-01-01T00:00:00Z') }],
    ['an end in the year 9999', { nextUpdate: new Date('9999-12-31T23:59:59Z') }],
    ['a beginning that is minutes ahead', { thisUpdate: new Date(at.getTime() + 240_000) }],
    ['an extension that nobody knows and nobody must', { extensions: [unknown(false)] }],
    ['a place of delta lists', { extensions: [freshestList()] }],
    ['a named part', { extensions: [issuingPoint({ names: [uri('http://force.example/cards.crl')] })] }],
    [
      'lines of other issuers, and it says so',
      { entries: [entry(integer(5), certificateIssuer(other.subject))], extensions: [issuingPoint({ indirect: true })] },
    ],
    ['the issuer’s name in another string type', { issuerName: name(['CN=Officers'], printableText) }],
  ])('%s', (_what, change) => expect(read(change)).toMatchObject({ ok: true, value: { issuer: issuer.der } }));

  it.each<[string, Uint8Array]>([
    ['0', serial(0)],
    ['negative', serial(0xff, 0x01)],
    ['of 21 octets', serial(0, ...Array<number>(20).fill(0xff))],
    ['of 20 octets', serial(0x7f, ...Array<number>(19).fill(0xff))],
  ])('with a serial number that is %s, which it lists', (_what, listed) => {
    const found = read({ entries: [entry(integer(9)), entry(listed, reason(1)), entry(listed, reason(4))] });
    expect(found.ok && found.value.crl.lookup(hex(listed.subarray(2)))).toMatchObject({ reason: 'keyCompromise' });
    expect(found.ok && found.value.crl.lookup('77')).toBeUndefined();
  });
});

describe('a revocation list by which no order could be kept, or that is not understood, is refused by name:', () => {
  it.each<[string, Partial<ListInput>, string]>([
    ['a negative number', { number: -1 }, 'NoNumber'],
    ['a number of more than 20 octets', { number: LARGEST + 1n }, 'NoNumber'],
    ['a number of 400 octets', { number: 2n ** 3200n }, 'NoNumber'],
    ['no end', { nextUpdate: 'none' }, 'NoNextUpdate'],
    ['a beginning in the future', { thisUpdate: from(1), nextUpdate: from(2) }, 'Future'],
    ['changes to another list alone', { extensions: [deltaOf(1)] }, 'Malformed'],
    ['an extension that must be known and is not', { extensions: [unknown(true)] }, 'Malformed'],
    ['a line with an extension that must be known and is not', { entries: [entry(integer(5), unknown(true))] }, 'Malformed'],
    ['lines of other issuers, and it does not say so', { entries: [entry(integer(5), certificateIssuer(other.subject))] }, 'Malformed'],
    ['another key', { key: newKey() }, 'BadSignature'],
    ['another issuer’s name', { issuerName: name(['CN=Nobody']) }, 'WrongIssuer'],
  ])('%s', (_what, change, code) => expect(read(change)).toEqual({ ok: false, code }));
});

describe('a revocation list', () => {
  it.each([
    ['users', { only: 'users' }],
    ['authorities', { only: 'authorities' }],
    ['attribute certificates', { only: 'attributes' }],
    ['some reasons', { reasons: [1, 2] }],
  ] as const)('says when it speaks for %s alone', (_what, scope) =>
    expect(read({ extensions: [issuingPoint(scope)] })).toMatchObject({ ok: true, value: { crl: { partial: true } } }),
  );
  it('speaks for all where it names its place alone, or nothing', () => {
    for (const extensions of [[], [issuingPoint({ names: [uri('http://force.example/cards.crl')] })]])
      expect(read({ extensions })).toMatchObject({ ok: true, value: { crl: { partial: false } } });
  });
});

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readPublicKey } from '../../pki/certificate/key.ts';
import { contextTag, tags } from '../../pki/der/read.ts';
import { writeTime } from '../../pki/der/time.ts';
import {
  bitString,
  boolean,
  concatAll,
  context,
  contextPrimitive,
  encode,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  setOf,
  utf8,
} from '../../pki/der/write.ts';

/** Certificates and lists of every kind, good and bad: what the product's own issuing would never make. */
export const at = new Date('2026-06-01T12:00:00Z');
export const day = 86_400_000;
export const from = (days: number): Date => new Date(at.getTime() + days * day);

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
export const newKey = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Names: `Root` is CN=Root; a longer list goes from general to particular, as `O=Force`, `OU=Cards`, `CN=Anna`. */
export type Name = readonly string[];
const attributeTypes: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  E: '1.2.840.113549.1.9.1',
};
type Text = (text: string) => Uint8Array;
export const printableText: Text = (text) => encode(tags.printableString, Buffer.from(text, 'latin1'));
export function name(parts: Name, text: Text = utf8): Uint8Array {
  return sequence(...parts.map((part) => relativeName(part, text)));
}
export function relativeName(part: string, text: Text = utf8): Uint8Array {
  const [type = '', value = ''] = part.split('=');
  const write = type === 'E' ? (mail: string) => encode(tags.ia5String, Buffer.from(mail, 'latin1')) : text;
  return setOf(sequence(oid(attributeTypes[type] ?? type), write(value)));
}

export interface CertificateInput {
  readonly subject: Name | Uint8Array;
  readonly issuer: Entity | 'self';
  readonly key?: KeyPair;
  readonly spki?: Uint8Array;
  readonly serial?: Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly Uint8Array[];
  /** The name written as issuer, when not the issuer's subject. */
  readonly issuerName?: Uint8Array;
}

/** A certificate with the key behind it. */
export interface Entity {
  readonly der: Uint8Array;
  readonly key: KeyPair;
  readonly subject: Uint8Array;
  readonly serial: Uint8Array;
}

export const spkiOf = (key: KeyPair): Uint8Array => Uint8Array.from(key.publicKey.export({ type: 'spki', format: 'der' }));
export const keyId = (spki: Uint8Array): Uint8Array => createHash('sha1').update(readPublicKey(spki).bytes).digest();
const ecdsa = (): Uint8Array => sequence(oid('1.2.840.10045.4.3.2'));
const dsaSha256 = (): Uint8Array => sequence(oid('2.16.840.1.101.3.4.3.2'));
const algorithmOf = ({ privateKey }: KeyPair): Uint8Array => (privateKey.asymmetricKeyType === 'dsa' ? dsaSha256() : ecdsa());

let nextSerial = 1000;

export function certificate(input: CertificateInput): Entity {
  const key = input.key ?? newKey();
  const subject = input.subject instanceof Uint8Array ? input.subject : name(input.subject);
  const serial = input.serial ?? integer(nextSerial++);
  const signer = input.issuer === 'self' ? key : input.issuer.key;
  const spki = input.spki ?? spkiOf(key);
  const extensions = [
    ...(input.extensions ?? []),
    extension('2.5.29.14', false, octetString(keyId(spki))),
    authorityKey(input.issuer === 'self' ? spki : spkiOf(signer)),
  ];
  const data = sequence(
    context(0, integer(2)),
    serial,
    algorithmOf(signer),
    input.issuerName ?? (input.issuer === 'self' ? subject : input.issuer.subject),
    sequence(writeTime(input.notBefore ?? from(-30)), writeTime(input.notAfter ?? from(30))),
    subject,
    spki,
    context(3, sequence(...extensions)),
  );
  return { der: sequence(data, algorithmOf(signer), bitString(sign('sha256', data, signer.privateKey))), key, subject, serial };
}

export interface ListInput {
  readonly issuer: Entity;
  /** The key that signs, when not the issuer's. */
  readonly key?: KeyPair;
  readonly issuerName?: Uint8Array;
  readonly entries?: readonly Uint8Array[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | 'none';
  readonly extensions?: readonly Uint8Array[];
  readonly number?: number | bigint;
}

export function revocationList(input: ListInput): Uint8Array {
  const key = input.key ?? input.issuer.key;
  const entries = input.entries ?? [];
  const extensions = [extension('2.5.29.20', false, integer(input.number ?? 1)), authorityKey(spkiOf(key)), ...(input.extensions ?? [])];
  const data = sequence(
    integer(1),
    algorithmOf(key),
    input.issuerName ?? input.issuer.subject,
    writeTime(input.thisUpdate ?? from(-1)),
    ...(input.nextUpdate === 'none' ? [] : [writeTime(input.nextUpdate ?? from(1))]),
    ...(entries.length ? [sequence(concatAll(entries))] : []),
    context(0, sequence(...extensions)),
  );
  return sequence(data, algorithmOf(key), bitString(sign('sha256', data, key.privateKey)));
}

export const entry = (serial: Uint8Array, ...extensions: readonly Uint8Array[]): Uint8Array =>
  sequence(serial, writeTime(from(-2)), ...(extensions.length ? [sequence(...extensions)] : []));
export const reason = (code: number): Uint8Array => extension('2.5.29.21', false, encode(tags.enumerated, Uint8Array.of(code)));
export const certificateIssuer = (issuer: Uint8Array): Uint8Array => extension('2.5.29.29', true, sequence(directory(issuer)));

export const extension = (id: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
/** The hint by which builders choose among keys of one name. */
const authorityKey = (spki: Uint8Array): Uint8Array => extension('2.5.29.35', false, sequence(contextPrimitive(0, keyId(spki))));
export const authority = (pathLength?: number): Uint8Array =>
  extension('2.5.29.19', true, sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])));
export const endEntity = (): Uint8Array => extension('2.5.29.19', true, sequence());
export const usage = (...bits: readonly number[]): Uint8Array => extension('2.5.29.15', true, namedBits(bits));
export const [keyCertSign, cRLSign] = [5, 6];
/** What a usual authority has. */
export const authorityExtensions = (pathLength?: number): readonly Uint8Array[] => [authority(pathLength), usage(keyCertSign, cRLSign)];

export const directory = (dn: Uint8Array): Uint8Array => context(4, dn);
export const mail = (text: string): Uint8Array => contextPrimitive(1, Buffer.from(text));
export const dns = (text: string): Uint8Array => contextPrimitive(2, Buffer.from(text));
export const uri = (text: string): Uint8Array => contextPrimitive(6, Buffer.from(text));
export const alternativeNames = (...names: readonly Uint8Array[]): Uint8Array => extension('2.5.29.17', false, sequence(...names));
export function nameConstraints(permitted: readonly Uint8Array[], excluded: readonly Uint8Array[] = []): Uint8Array {
  const trees = (n: number, names: readonly Uint8Array[]) => (names.length ? [context(n, ...names.map((base) => sequence(base)))] : []);
  return extension('2.5.29.30', true, sequence(...trees(0, permitted), ...trees(1, excluded)));
}

/** Policies under an arc of our own. `any` is anyPolicy. */
export const policy = (which: number | 'any'): string => (which === 'any' ? '2.5.29.32.0' : `1.3.6.1.4.1.99999.1.${which}`);
export const policies = (...which: readonly (number | 'any')[]): Uint8Array =>
  extension('2.5.29.32', false, sequence(...which.map((one) => sequence(oid(policy(one))))));
export const mappings = (...pairs: readonly (readonly [number | 'any', number | 'any'])[]): Uint8Array =>
  extension('2.5.29.33', true, sequence(...pairs.map(([issuer, subject]) => sequence(oid(policy(issuer)), oid(policy(subject))))));
const small = (n: number, value: number | undefined) => (value === undefined ? [] : [contextPrimitive(n, Uint8Array.of(value))]);
export const policyConstraints = (requireExplicit?: number, inhibitMapping?: number): Uint8Array =>
  extension('2.5.29.36', true, sequence(...small(0, requireExplicit), ...small(1, inhibitMapping)));
export const inhibitAnyPolicy = (skip: number): Uint8Array => extension('2.5.29.54', true, integer(skip));

const reasonFlags = (n: number, flags: readonly number[] | undefined) => (flags ? [contextPrimitive(n, namedBits(flags).subarray(2))] : []);
export interface PointInput {
  readonly names?: readonly Uint8Array[];
  readonly relative?: string;
  readonly reasons?: readonly number[];
  readonly crlIssuer?: Uint8Array;
}
function pointName({ names, relative }: PointInput): readonly Uint8Array[] {
  if (names) return [context(0, context(0, ...names))];
  if (relative === undefined) return [];
  return [context(0, encode(contextTag(1), setContent(relativeName(relative))))];
}
/** Content of a SET shorter than 128 bytes. */
const setContent = (set: Uint8Array): Uint8Array => set.subarray(2);
export const distributionPoints = (...points: readonly PointInput[]): Uint8Array =>
  extension(
    '2.5.29.31',
    false,
    sequence(
      ...points.map((point) =>
        sequence(
          ...pointName(point),
          ...reasonFlags(1, point.reasons),
          ...(point.crlIssuer ? [context(2, directory(point.crlIssuer))] : []),
        ),
      ),
    ),
  );
export interface ScopeInput extends PointInput {
  readonly only?: 'users' | 'authorities' | 'attributes';
  readonly indirect?: boolean;
}
const flag = (n: number, set: boolean | undefined) => (set ? [contextPrimitive(n, Uint8Array.of(0xff))] : []);
export const issuingPoint = (scope: ScopeInput): Uint8Array =>
  extension(
    '2.5.29.28',
    true,
    sequence(
      ...pointName(scope),
      ...flag(1, scope.only === 'users'),
      ...flag(2, scope.only === 'authorities'),
      ...reasonFlags(3, scope.reasons),
      ...flag(4, scope.indirect),
      ...flag(5, scope.only === 'attributes'),
    ),
  );
export const freshestList = (): Uint8Array =>
  extension('2.5.29.46', false, sequence(sequence(...pointName({ names: [uri('http://force.example/delta.crl')] }))));
export const deltaOf = (base: number): Uint8Array => extension('2.5.29.27', true, integer(base));
export const unknown = (critical: boolean): Uint8Array => extension('1.3.6.1.4.1.99999.2', critical, sequence());

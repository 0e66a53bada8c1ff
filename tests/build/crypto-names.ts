import { getCiphers, getCurves, getHashes } from 'node:crypto';
import { parseAst } from 'vite';

/**
 * What BoringSSL has of the names that Node takes (decrepit/evp/evp_do_all.cc: ciphers and digests; crypto/fipsmodule/ec: curves;
 * crypto/evp: kinds of key). Electron's Node links it in OpenSSL's place: what is not here works in every test on Node and fails there.
 */
export const BORINGSSL = {
  cipher: [
    ...[128, 192, 256].flatMap((bits) => ['cbc', 'ctr', 'ecb', 'ofb', 'gcm'].map((mode) => `aes-${bits}-${mode}`)),
    ...['des-cbc', 'des-ecb', 'des-ede', 'des-ede-cbc', 'des-ede3-cbc', 'rc2-cbc', 'rc4'],
  ],
  digest: ['md4', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256'],
  curve: ['p-224', 'p-256', 'p-384', 'p-521', 'secp224r1', 'prime256v1', 'secp384r1', 'secp521r1'],
  key: ['rsa', 'ec', 'ed25519', 'x25519'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Kind = keyof typeof BORINGSSL;

/** Which argument of a function of node:crypto is a name, and of what. */
const CALLS: Readonly<Record<string, readonly [argument: number, Kind]>> = {
  createCipheriv: [0, 'cipher'],
  createDecipheriv: [0, 'cipher'],
  createHash: [0, 'digest'],
  createHmac: [0, 'digest'],
  createSign: [0, 'digest'],
  createVerify: [0, 'digest'],
  sign: [0, 'digest'],
  verify: [0, 'digest'],
  hash: [0, 'digest'],
  hkdf: [0, 'digest'],
  hkdfSync: [0, 'digest'],
  pbkdf2: [4, 'digest'],
  pbkdf2Sync: [4, 'digest'],
  generateKeyPair: [0, 'key'],
  generateKeyPairSync: [0, 'key'],
  createECDH: [0, 'curve'],
};
/** Functions of Node that BoringSSL cannot serve, whatever they are given. */
const ABSENT = [
  ...['createDiffieHellman', 'createDiffieHellmanGroup', 'getDiffieHellman', 'setEngine', 'setFips', 'secureHeapUsed'],
  ...['argon2', 'argon2Sync', 'encapsulate', 'decapsulate'],
  ...['getEphemeralKeyInfo', 'getFinished', 'getPeerFinished', 'setMaxSendFragment', 'renegotiate', 'getTicketKeys', 'setTicketKeys'],
];
/** Names of Web Cryptography that Node has on OpenSSL only; wherever they are written. */
const WEB_ABSENT = [
  'aes-kw',
  'aes-ocb',
  'chacha20-poly1305',
  'ed448',
  'x448',
  'ml-kem-768',
  'ml-dsa-65',
  'sha3-256',
  'cshake128',
  'kmac128',
];
/** Options that hold names. */
const NAMES: Readonly<Record<string, Kind>> = { namedCurve: 'curve', crv: 'curve', oaepHash: 'digest', mgf1HashAlgorithm: 'digest' };
/** TLS options that BoringSSL lacks or reads otherwise (Electron's script/node-disabled-tests.json; electron/electron#23347, #18380). */
const TLS_OPTIONS = [
  'ciphers',
  'ecdhCurve',
  'sigalgs',
  'dhparam',
  'secureProtocol',
  'secureOptions',
  'pskCallback',
  'ticketKeys',
  'clientCertEngine',
];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What a script asks of node:crypto and node:tls that BoringSSL does not have, or that cannot be told by reading it. In words. */
export const cryptoFindings = (source: string): readonly string[] => {
  const findings = new Set<string>();
  const text = ({ start, end }: Node): string => source.slice(start, end).replace(/\s+/g, ' ').slice(0, 120);
  const judge = (kind: Kind, value: unknown, where: string): void => {
    for (const name of namesOf(value)) {
      if (name === undefined) findings.add(`${where} takes a computed ${kind}: ${isNode(value) ? text(value) : 'nothing'}`);
      else if (!(BORINGSSL[kind] as readonly string[]).includes(canonical(name))) findings.add(`${where} takes the ${kind} ${name}`);
    }
  };
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression' && isNode(node['callee'])) {
      const called = calledOf(node['callee']);
      const rule = called === undefined || !Object.hasOwn(CALLS, called.name) ? undefined : CALLS[called.name];
      // A word like `sign` or `hash` is Node's only where it is asked of its module.
      if (called !== undefined && rule !== undefined && /crypto/i.test(called.of))
        judge(rule[1], (node['arguments'] as readonly unknown[])[rule[0]], called.name);
      if (called !== undefined && ABSENT.includes(called.name)) findings.add(`${called.name} is called`);
    }
    if (node.type === 'Property' && isNode(node['key']) && isNode(node['value'])) {
      const key = String(node['key']['name'] ?? node['key']['value']);
      if (Object.hasOwn(NAMES, key) && node['value'].type === 'Literal') judge(NAMES[key] as Kind, node['value'], key);
      if (TLS_OPTIONS.includes(key)) findings.add(`the TLS option ${key} is set: ${text(node)}`);
    }
    if (node.type === 'Literal' && typeof node['value'] === 'string' && OPENSSL_ONLY.has(node['value'].toLowerCase()))
      findings.add(`the name ${node['value']} is OpenSSL’s alone`);
    for (const value of Object.values(node)) for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  visit(parseAst(source) as unknown as Node);
  return [...findings].sort();
};

/** Names that Node on OpenSSL takes and BoringSSL does not, wherever they are written: in a table, say, from which one is chosen. */
const OPENSSL_ONLY: ReadonlySet<string> = new Set(
  [...getCiphers(), ...getHashes(), ...getCurves(), ...WEB_ABSENT]
    .map((name) => name.toLowerCase())
    .filter((name) => !Object.values(BORINGSSL).some((names) => (names as readonly string[]).includes(canonical(name)))),
);

/** Node takes names in either case, digests with and without a hyphen, and with the prefix of a signature. */
function canonical(name: string): string {
  return name
    .toLowerCase()
    .replace(/^rsa-(?=sha|md)/, '')
    .replace(/^sha-(?=\d)/, 'sha')
    .replace('sha512/256', 'sha512-256');
}

/** `(0, a.b)(…)`, `a.b(…)` and `b(…)`: b, asked of a. */
const calledOf = (callee: Node): { readonly name: string; readonly of: string } | undefined => {
  if (callee.type === 'SequenceExpression') return calledOf((callee['expressions'] as readonly Node[]).at(-1) as Node);
  if (callee.type === 'Identifier') return { name: String(callee['name']), of: '' };
  if (callee.type !== 'MemberExpression' || !isNode(callee['property']) || !isNode(callee['object'])) return undefined;
  const { object, property } = callee as unknown as { readonly object: Node; readonly property: Node };
  return { name: String(property['name'] ?? property['value']), of: String(object['name'] ?? calledOf(object)?.name ?? '') };
};

/** The strings that an expression may be; undefined among them for what only running it tells. Null (no digest, as for Ed25519) is none. */
const namesOf = (value: unknown): readonly (string | undefined)[] => {
  if (!isNode(value)) return [undefined];
  if (value.type === 'Literal') return value['value'] === null ? [] : [String(value['value'])];
  if (value.type === 'ConditionalExpression') return [...namesOf(value['consequent']), ...namesOf(value['alternate'])];
  return [undefined];
};

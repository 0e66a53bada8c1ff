import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Signer, signerFromKey } from '../../pki/index.ts';
import { certificatePem, inFolder, openssl } from './openssl.ts';

/** A certificate that the openssl program issued, with its key. */
export interface OpensslIssued {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}

export interface OpensslWish {
  /** Itself when there is none: a root. */
  readonly issuer?: Pick<OpensslIssued, 'key' | 'certificate'>;
  /** As openssl takes it: /O=Force/CN=Name */
  readonly subject: string;
  /** Lines of an openssl extension section. */
  readonly extensions: readonly string[];
  readonly kind?: 'p256' | 'rsa';
  /** A key that is there already. */
  readonly key?: KeyObject;
}

const DAYS = '30';
const newKey = (kind: 'p256' | 'rsa'): KeyObject =>
  kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const keyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const run = (args: readonly string[]): Uint8Array => {
  const { status, stdout, stderr } = openssl(args);
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  return stdout;
};

/** Issues a certificate as ICT would with the openssl program alone: whatever the extensions say, sensible or not. */
export const opensslIssue = (wish: OpensslWish): OpensslIssued =>
  inFolder((put, folder) => {
    const key = wish.key ?? newKey(wish.kind ?? 'p256');
    const keyFile = put('leaf.key', keyPem(key));
    const request = `${folder}/leaf.csr`;
    run(
      ['req', '-new', '-utf8', '-config', put('req.cnf', '[req]\ndistinguished_name = dn\n[dn]\n'), ...['-key', keyFile]].concat([
        '-subj',
        wish.subject,
        '-out',
        request,
      ]),
    );
    const extensions = put('extensions.cnf', ['subjectKeyIdentifier = hash', ...wish.extensions].join('\n'));
    const authority =
      wish.issuer === undefined
        ? ['-signkey', keyFile]
        : ['-CA', put('ca.pem', certificatePem(wish.issuer.certificate)), '-CAkey', put('ca.key', keyPem(wish.issuer.key))];
    const how = ['-req', '-in', request, '-sha256', '-days', DAYS, '-extfile', extensions, '-outform', 'DER'];
    const serial = ['-set_serial', `0x${Math.floor(Math.random() * 2 ** 47 + 2 ** 47).toString(16)}`];
    const certificate = run(['x509', ...how, ...authority, ...serial]);
    return { key, certificate, signer: signerFromKey(certificate, createPrivateKey(keyPem(key))) };
  });

/** An authority's revocation list as `openssl ca` makes it: with a number when `number` is given, version 1 without any extension. */
export const opensslList = (
  issuer: Pick<OpensslIssued, 'key' | 'certificate'>,
  how: { readonly number?: number; readonly extensions?: boolean; readonly days?: number } = { number: 1 },
): Uint8Array =>
  inFolder((put, folder) => {
    const { number, extensions = number !== undefined, days = 2 } = how;
    const configuration = [
      '[ca]\ndefault_ca = force\n[force]',
      `database = ${put('index.txt', '')}`,
      'default_md = sha256',
      `default_crl_days = ${days}`,
      ...(number === undefined ? [] : [`crlnumber = ${put('number', `${number.toString(16).padStart(2, '0')}\n`)}`]),
      ...(extensions ? ['crl_extensions = list'] : []),
      '[list]\nauthorityKeyIdentifier = keyid',
    ].join('\n');
    const made = `${folder}/list.pem`;
    const authority = ['-cert', put('ca.pem', certificatePem(issuer.certificate)), '-keyfile', put('ca.key', keyPem(issuer.key))];
    run(['ca', '-batch', '-config', put('ca.cnf', configuration), '-gencrl', ...authority, '-out', made]);
    return run(['crl', '-in', made, '-outform', 'DER']);
  });

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePem } from '../../pki/index.ts';
import type { Scenario } from './scenarios.ts';

/** Tells whether this process runs on BoringSSL, as Electron does (`build/boringssl.ts`): it lacks what a few tests hold ours against. */
export const isBoringSsl = (process.features as { readonly openssl_is_boringssl?: boolean }).openssl_is_boringssl ?? false;

/** Runs the openssl program; its exit status, and its output as bytes. */
export function openssl(
  args: readonly string[],
  input?: Uint8Array,
): { readonly status: number; readonly stdout: Uint8Array; readonly stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('openssl', [...args], { input, timeout: 20_000 });
  if (error) throw error;
  return { status: status ?? -1, stdout: Uint8Array.from(stdout), stderr: stderr.toString() };
}

/** A folder that lasts as long as `use`; `put` writes a file into it and returns its path. */
export function inFolder<Value>(use: (put: (name: string, content: string | Uint8Array) => string, folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'pki-test-'));
  try {
    return use((name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content, { mode: 0o600 });
      return path;
    }, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const certificatePem = (...ders: readonly Uint8Array[]): string => ders.map((der) => encodePem(der, 'CERTIFICATE')).join('');
export const listPem = (...ders: readonly Uint8Array[]): string => ders.map((der) => encodePem(der, 'X509 CRL')).join('');

/** The second opinion on a path: `openssl verify` with revocation of the whole path, all list kinds and policies. */
export function opensslVerdict(
  { leaf, anchor, intermediates, crls }: Pick<Scenario, 'leaf' | 'anchor' | 'intermediates' | 'crls'>,
  at: Date,
): boolean {
  return inFolder((put) => {
    const args = ['verify', '-CAfile', put('anchor.pem', certificatePem(anchor)), '-attime', String(Math.floor(at.getTime() / 1000))];
    if (intermediates.length) args.push('-untrusted', put('untrusted.pem', certificatePem(...intermediates)));
    for (const [index, crl] of crls.entries()) args.push('-CRLfile', put(`list-${index}.pem`, listPem(crl)));
    args.push(
      '-crl_check_all',
      '-extended_crl',
      '-use_deltas',
      '-policy_check',
      '-policy',
      'anyPolicy',
      put('leaf.pem', certificatePem(leaf)),
    );
    return openssl(args).status === 0;
  });
}

/** What S/MIME before version 4 makes of a content: EnvelopedData, AES-CBC, whose key is transported by OAEP or agreed on by ECDH. */
export function envelopedByOpenSsl(
  content: Uint8Array,
  certificate: Uint8Array,
  kind: 'rsa' | 'p256',
  cipher: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des3' = 'aes-256-cbc',
): Uint8Array {
  const oaep = ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256', 'rsa_mgf1_md:sha256'];
  const options = (kind === 'rsa' ? oaep : ['ecdh_kdf_md:sha256']).flatMap((option) => ['-keyopt', option]);
  // OpenSSL takes a key wrap as long as the content's key: of ours there is only the one of 256 bits.
  const wrap = kind === 'rsa' ? [] : ['-aes256-wrap'];
  return inFolder((put, folder) => {
    const from = ['-binary', '-in', put('content', content), '-outform', 'DER', '-out', join(folder, 'sealed')];
    const made = openssl([
      'cms',
      '-encrypt',
      `-${cipher}`,
      ...wrap,
      ...from,
      '-recip',
      put('to.pem', certificatePem(certificate)),
      ...options,
    ]);
    if (made.status !== 0) throw new Error(made.stderr);
    return Uint8Array.from(readFileSync(join(folder, 'sealed')));
  });
}

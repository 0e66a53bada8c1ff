import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePem } from '../../pki/index.ts';
import { Force, type Holder, now } from './force.ts';

const cli = fileURLToPath(new URL('../../pki/cli.ts', import.meta.url));
const pkits = fileURLToPath(new URL('../fixtures/pkits/', import.meta.url));
const certificate = (name: string): string => join(pkits, 'certs', `${name}.crt`);
const anchor = certificate('TrustAnchorRootCertificate');
const folders = ['--intermediates', join(pkits, 'certs'), '--crls', join(pkits, 'crls')];
const when = ['--at', '2005-06-01', '--allow-weak'];
const pemOf = (path: string, label = 'CERTIFICATE'): string => encodePem(readFileSync(path), label);

function pki(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', timeout: 30_000 });
  return { status, stdout, stderr };
}
const explain = (name: string, ...args: readonly string[]) => pki('explain', certificate(name), '--anchor', anchor, ...args);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pki-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('pki explain', () => {
  it('prints "valid" and exits 0', () => {
    expect(explain('ValidCertificatePathTest1EE', ...folders, ...when)).toEqual({ status: 0, stdout: 'valid\n', stderr: '' });
  });

  it.each([
    ['InvalidRevokedEETest3EE', 'Revoked'],
    ['InvalidOldCRLnextUpdateTest11EE', 'RevocationStale'],
    ['InvalidEESignatureTest3EE', 'BadSignature'],
  ])('prints the code and the reason for %s in one line and exits 1', (name, code) => {
    const { status, stdout, stderr } = explain(name, ...folders, ...when);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(new RegExp(`^invalid ${code}: [a-z].{20,}\\n$`));
  });

  it('says what a valid certificate is good for, when asked', async () => {
    const force = await Force.make();
    const trust = await force.trust();
    const [ca, lists] = ['purpose-ca', 'purpose-lists'].map((name) => join(folder, name));
    for (const path of [ca, lists]) mkdirSync(path ?? '');
    writeFileSync(join(ca ?? '', 'officers.der'), force.officers.certificate);
    for (const [index, list] of trust.crls.entries()) writeFileSync(join(lists ?? '', `${index}.crl`), list);
    const ask = ({ certificate: der }: Holder, ...more: readonly string[]) => {
      const args = ['--anchor', put('purpose-root.der', force.root.certificate), '--intermediates', ca ?? '', '--crls', lists ?? ''];
      return pki('explain', put('leaf.der', der), ...args, '--at', now.toISOString(), ...more).stdout;
    };
    const signs = await force.issue({ kind: 'cardSignature' });
    expect(ask(signs)).toBe('valid\n');
    expect(ask(signs, '--purposes')).toBe('valid, good for cardSignature\n');
    expect(ask(await force.issue({ kind: 'device' }), '--purposes')).toBe('valid, good for no purpose of a laptop or of HQ\n');
  });

  it('needs revocation lists', () => {
    expect(explain('ValidCertificatePathTest1EE', ...folders.slice(0, 2), ...when).stdout).toMatch(/^invalid RevocationUnknown: /);
  });

  it('is strict about keys unless told otherwise', () => {
    expect(explain('ValidCertificatePathTest1EE', ...folders, '--at', '2005-06-01').stdout).toMatch(/^invalid WeakKey: /);
  });

  it('reads PEM everywhere, several certificates in one file, and finds its way among files of no use', () => {
    const [certificates, lists] = ['c', 'l'].map((name) => join(folder, name));
    if (!certificates || !lists) throw new Error('no folders');
    for (const path of [certificates, lists, join(certificates, 'a-folder')]) mkdirSync(path);
    writeFileSync(join(certificates, 'bundle.pem'), `GoodCA\n${pemOf(certificate('BadSignedCACert'))}${pemOf(certificate('GoodCACert'))}`);
    writeFileSync(join(certificates, 'README'), 'nothing to see');
    writeFileSync(join(certificates, 'broken.pem'), '-----BEGIN CERTIFICATE-----\n???');
    writeFileSync(join(certificates, 'empty'), '');
    writeFileSync(join(certificates, 'huge.crt'), new Uint8Array(2_000_000));
    symlinkSync(join(folder, 'nowhere'), join(certificates, 'dangling'));
    const crl = (name: string) => pemOf(join(pkits, 'crls', `${name}.crl`), 'X509 CRL');
    writeFileSync(
      join(lists, 'all.pem'),
      `-----BEGIN X509 CRL-----\n?\n-----END X509 CRL-----\n${crl('GoodCACRL')}${crl('TrustAnchorRootCRL')}`,
    );
    const leaf = put('leaf.pem', `subject: somebody\r\n${pemOf(certificate('ValidCertificatePathTest1EE')).replace(/\n/g, '\r\n')}`);
    const root = put('root.pem', pemOf(anchor));
    const args = ['--anchor', root, '--intermediates', certificates, '--crls', lists, '--at', '2005-06-01T00:00:00Z', '--allow-weak'];
    expect(pki('explain', leaf, ...args).stdout).toBe('valid\n');
  });

  it('takes authorities that follow the certificate in its own file', () => {
    const chain = put('chain.pem', pemOf(certificate('ValidCertificatePathTest1EE')) + pemOf(certificate('GoodCACert')));
    expect(pki('explain', chain, '--anchor', anchor, ...folders.slice(2), ...when).stdout).toBe('valid\n');
  });

  it.each([
    ['text', 'garbage'],
    ['nothing', ''],
    ['half a certificate', readFileSync(certificate('GoodCACert')).subarray(0, 300)],
    ['a certificate with more behind it', Buffer.concat([readFileSync(certificate('GoodCACert')), Buffer.of(0)])],
    ['a revocation list', readFileSync(join(pkits, 'crls', 'GoodCACRL.crl'))],
    ['broken PEM', '-----BEGIN CERTIFICATE-----\n###\n-----END CERTIFICATE-----\n'],
    ['PEM of something else', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
  ])('calls %s malformed', (_, content) => {
    const { status, stdout, stderr } = pki('explain', put('garbage', content), '--anchor', anchor, ...folders, ...when);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^invalid Malformed: .+\n$/);
  });

  it('does not trust an anchor file without a certificate', () => {
    const args = ['--anchor', put('no-anchor', 'nothing'), ...folders, ...when];
    expect(pki('explain', certificate('GoodCACert'), ...args).stdout).toMatch(/^invalid UntrustedAnchor: /);
  });

  it.each([
    ['no command', []],
    ['another command', ['issue']],
    ['no certificate', ['explain', '--anchor', anchor, ...when]],
    ['no anchor', ['explain', anchor, ...when]],
    ['no date', ['explain', anchor, '--anchor', anchor]],
    ['no such day', ['explain', anchor, '--anchor', anchor, '--at', '2005-13-01']],
    ['a date in words', ['explain', anchor, '--anchor', anchor, '--at', 'yesterday']],
    ['two certificates', ['explain', anchor, anchor, '--anchor', anchor, ...when]],
    ['two anchors', ['explain', anchor, '--anchor', anchor, '--anchor', anchor, ...when]],
    ['an option that is not known', ['explain', anchor, '--anchor', anchor, ...when, '--force']],
    ['a file that is not there', ['explain', '/nonexistent', '--anchor', anchor, ...when]],
    ['a folder that is not there', ['explain', anchor, '--anchor', anchor, '--crls', '/nonexistent', ...when]],
  ])('prints its usage for %s and exits 2', (_, args) => {
    const { status, stdout, stderr } = pki(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^usage: .+\n$/);
  });
});

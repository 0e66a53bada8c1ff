import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueFor } from '../../../../hq/demo/pki.ts';
import { makeKey } from '../../../../hq/provision/keys.ts';
import { openMailbox } from '../../../../main/systems/mail/adapter.ts';
import type { MailError } from '../../../../main/systems/mail/errors.ts';
import { encodePem, issueCrl, parseCertificate, parseCrl, type Signer } from '../../../../pki/index.ts';
import { makeForce } from '../../../doubles/network/force.ts';
import { eventually, type ForceMail, type Shift, startForceMail } from './support/force-mail.ts';

const HOUR_MS = 3_600_000;

describe('the shift certificate as the login', () => {
  let force: ForceMail;
  beforeAll(async () => {
    force = await startForceMail();
  });
  afterAll(() => force?.close());

  const open = ({ identity }: Shift) => openMailbox({ connect: force.connect, identity });

  it('opens the mailbox of the officer whom the certificate names, without any password', async () => {
    const mailbox = await open(await force.shift());
    const folders = await mailbox.folders();
    expect(folders.map((folder) => folder.special)).toEqual(
      expect.arrayContaining(['inbox', 'sent', 'archive', 'drafts', 'trash', 'junk']),
    );
    expect(folders.find((folder) => folder.special === 'inbox')).toMatchObject({ path: 'INBOX', name: 'Inbox' });
    mailbox.close();
  });

  it('opens nothing for a name that the force does not know', async () => {
    await expect(open(await force.shift({ staffId: 'LC999999' }))).rejects.toMatchObject({ code: 'Refused' });
  });

  it('refuses a certificate of another authority', async () => {
    const other = await makeForce('Another Force');
    await expect(open(await force.shift({ issuer: other.authorities.shift.signer }))).rejects.toMatchObject({ code: 'Refused' });
  });

  it("refuses a certificate that the force's own device authority issued", async () => {
    await expect(open(await force.shift({ issuer: force.pki.deviceAuthority }))).rejects.toMatchObject({ code: 'Refused' });
  });

  it('refuses a certificate that has run out', async () => {
    await expect(open(await force.shift({ notAfter: new Date(Date.now() - HOUR_MS) }))).rejects.toMatchObject({ code: 'Refused' });
  });

  it('refuses a revoked certificate once the list is taken, and nobody else', async () => {
    const [revoked, other] = [await force.shift(), await force.shift()];
    (await open(revoked)).close();
    const held = await open(other);
    await force.revoke(revoked);
    // A login that comes while Dovecot takes the list is cut off; none is let in.
    const said = () =>
      open(revoked).then(
        () => 'open',
        ({ code }: MailError) => code,
      );
    expect(await eventually(said, (code) => code !== 'Unreachable')).toBe('Refused');
    expect(held.closed).toBe(false);
    held.close();
    (await open(other)).close();
  });

  it('does not talk to a server of another force', async () => {
    const other = await makeForce('Another Force');
    const { identity } = await force.shift();
    const trust = { ...identity.trust, anchors: [other.root.certificate] };
    await expect(openMailbox({ connect: force.connect, identity: { ...identity, trust } })).rejects.toMatchObject({
      code: 'Untrusted',
    });
  });

  it('does not talk to a server of another of the force’s authorities, nor to a revoked one', async () => {
    const { identity } = await force.shift();
    const leaf = async (issuer: Signer) => {
      const key = await makeKey('p256');
      const life = { notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + HOUR_MS) };
      const certificate = await issueFor(issuer, { commonName: 'mail.hq' }, { kind: 'server', dnsNames: ['mail.hq'] }, key, life);
      return { certificate, key, chain: [certificate, issuer.certificate].map((der) => encodePem(der, 'CERTIFICATE')).join('') };
    };
    const said = async ({ key, chain }: Awaited<ReturnType<typeof leaf>>, crls = identity.trust.crls): Promise<string> => {
      const server = createServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: chain }, (socket) => {
        socket.on('error', () => undefined);
        socket.end('* BYE\r\n');
      });
      server.on('tlsClientError', () => undefined);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const { pki } = force;
      const intermediates = [pki.serverAuthority, pki.deviceAuthority, pki.officerAuthority, pki.shiftAuthority].map(
        (one) => one.certificate,
      );
      const trust = { ...identity.trust, intermediates, crls };
      const opened = openMailbox({ connect: async () => connect(port, '127.0.0.1'), identity: { ...identity, trust } });
      const code = await opened.then(
        () => 'open',
        (error: { readonly code?: string }) => error.code ?? 'unknown',
      );
      server.close();
      return code;
    };
    const right = await leaf(force.pki.serverAuthority);
    // It proved itself, and has nothing to say.
    expect(await said(right)).toBe('Unreachable');
    for (const authority of ['deviceAuthority', 'officerAuthority', 'shiftAuthority'] as const) {
      expect(await said(await leaf(force.pki[authority]))).toBe('Untrusted');
    }
    const revoked = await issueCrl({
      issuer: force.pki.serverAuthority,
      revoked: [{ serialHex: parseCertificate(right.certificate).serialHex, at: new Date() }],
      thisUpdate: new Date(),
      nextUpdate: new Date(Date.now() + HOUR_MS),
      number: 9,
    });
    expect(await said(right, [...identity.trust.crls, parseCrl(revoked)])).toBe('Untrusted');
  });

  it('says that mail cannot be reached when the stream cannot be had', async () => {
    const { identity } = await force.shift();
    const connect = () => Promise.reject(new Error('no link'));
    await expect(openMailbox({ connect, identity })).rejects.toMatchObject({ code: 'Unreachable' });
  });
});

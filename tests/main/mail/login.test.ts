import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailbox } from '../../../main/mail/adapter.ts';
import { encodePem } from '../../../pki/index.ts';
import { makeForce } from '../../doubles/network/force.ts';
import { type ForceMail, type Shift, startForceMail } from './support/force-mail.ts';

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
    await force.revoke(revoked);
    await expect(open(revoked)).rejects.toMatchObject({ code: 'Refused' });
    (await open(other)).close();
  });

  it('does not talk to a server of another force', async () => {
    const other = await makeForce('Another Force');
    const { identity } = await force.shift();
    const authorities = encodePem(other.root.certificate, 'CERTIFICATE');
    await expect(openMailbox({ connect: force.connect, identity: { ...identity, authorities } })).rejects.toMatchObject({
      code: 'Untrusted',
    });
  });

  it('says that mail cannot be reached when the stream cannot be had', async () => {
    const { identity } = await force.shift();
    const connect = () => Promise.reject(new Error('no link'));
    await expect(openMailbox({ connect, identity })).rejects.toMatchObject({ code: 'Unreachable' });
  });
});

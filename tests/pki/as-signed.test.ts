import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate, signCms, verifyCms } from '../../pki/index.ts';
import { Force, type Holder, hours, now } from './force.ts';

let force: Force;
let laptop: Holder;
const content = new TextEncoder().encode('all is gone');
beforeAll(async () => {
  force = await Force.make('p256', 'device');
  laptop = await force.issue({ kind: 'device' }, 'p256', { commonName: 'LAP-0417' });
});

type Reason = NonNullable<NonNullable<Parameters<Force['officerList']>[0]>[number]['reason']>;

/** What is said of a message of that age about the laptop, which was revoked then and why. */
const judge = async (signedAt: Date, change: { revoked?: Date; reason?: Reason; at?: Date; asSigned?: boolean }): Promise<string> => {
  const { revoked, reason, at = now, asSigned = true } = change;
  const entry = { serialHex: parseCertificate(laptop.certificate).serialHex, ...(reason === undefined ? {} : { reason }) };
  const list = await force.officerList(revoked === undefined ? [] : [{ ...entry, at: revoked }], hours(5000));
  const trust = { ...(await force.trust()), crls: [force.rootList, list], crlGrace: 5000 * 3_600_000 };
  const message = await signCms({ content, signer: laptop.signer, at: signedAt });
  const verified = verifyCms(message, { ...trust, purpose: 'device', at, asSigned });
  return verified.ok ? 'holds' : verified.code;
};

describe('a message that is judged as of its signing time', () => {
  it('holds after its signer’s certificate has run out', async () => {
    expect(await judge(hours(0.5), { at: hours(1500) })).toBe('holds');
    expect(await judge(hours(0.5), { at: hours(1500), asSigned: false })).toBe('Expired');
  });

  it.each(['cessationOfOperation', 'superseded', 'affiliationChanged', 'privilegeWithdrawn'] as const)(
    'holds when the certificate was revoked afterwards as %s, and not when it was before',
    async (reason) => {
      expect(await judge(hours(-0.5), { revoked: hours(-0.25), reason })).toBe('holds');
      expect(await judge(hours(-0.5), { revoked: hours(-0.75), reason })).toBe('Revoked');
      expect(await judge(hours(-0.5), { revoked: hours(-0.25), reason, asSigned: false })).toBe('Revoked');
    },
  );

  it.each(['keyCompromise', 'cACompromise', 'aACompromise', 'certificateHold', undefined] as const)(
    'falls with a certificate whose key may have been in other hands: %s',
    async (reason) => {
      const change = { revoked: hours(-0.25), ...(reason === undefined ? {} : { reason }) };
      expect(await judge(hours(-0.5), change)).toBe('Revoked');
    },
  );

  it('wins nothing by a time before its certificate began, or one in the future', async () => {
    expect(await judge(hours(-2), {})).toBe('NotYetValid');
    expect(await judge(hours(2), { revoked: hours(-0.25), reason: 'superseded' })).toBe('Revoked');
  });
});

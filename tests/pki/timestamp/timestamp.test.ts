import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentTypes } from '../../../pki/cms/content-types.ts';
import { nullValue, octetString, oid, sequence, setOf } from '../../../pki/der/write.ts';
import { answerTimeStampRequest, issueCertificate, signCms, signerFromKey } from '../../../pki/index.ts';
import { timeStampRequest } from '../../../pki/timestamp/request.ts';
import { grantedToken, verifyTimeStamp } from '../../../pki/timestamp/token.ts';
import { Force, hours, now } from '../force.ts';
import { spkiOf } from '../material.ts';
import { certificatePem, inFolder, openssl } from '../openssl.ts';
import { issueByRoot, stampingForce } from '../pades/document.ts';

const force = await stampingForce();
const data = Uint8Array.from(Buffer.from('the value of a signature'));
const digestOf = (bytes: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha256').update(bytes).digest());
const answer = (request: Uint8Array, signer = force.stamps.signer) => answerTimeStampRequest(request, { signer, at: now });
const tokenBy = async (signer = force.stamps.signer): Promise<Uint8Array> => {
  const request = timeStampRequest(digestOf(data));
  return grantedToken(await answer(request, signer), request);
};
const verdict = (token: Uint8Array, bytes = data, trust = force.trust): string => {
  const result = verifyTimeStamp(token, bytes, trust);
  return result.ok ? result.at.toISOString() : result.code;
};

describe('a time-stamp', () => {
  it('says when, over these bytes alone', async () => {
    const token = await tokenBy();
    expect(verdict(token)).toBe(now.toISOString());
    expect(verdict(token, Uint8Array.of(...data, 1))).toBe('BadSignature');
  });

  it.each(['-sha256', '-sha384', '-sha512'])('that openssl asks for with %s satisfies openssl ts -verify', async (hash) => {
    const query = inFolder((put) => openssl(['ts', '-query', '-data', put('data', data), hash, '-cert'])).stdout;
    const response = await answer(query);
    inFolder((put) => {
      const files = ['-in', put('response', response), '-CAfile', put('root.pem', certificatePem(force.force.root.certificate))];
      const at = ['-attime', String(now.getTime() / 1000)];
      expect(openssl(['ts', '-verify', ...files, ...at, '-queryfile', put('query', query)])).toMatchObject({ status: 0 });
      expect(openssl(['ts', '-verify', ...files, ...at, '-data', put('data', data)])).toMatchObject({ status: 0 });
      expect(openssl(['ts', '-verify', ...files, ...at, '-data', put('other', Uint8Array.of(1))]).status).not.toBe(0);
    });
  });

  it('has a serial number that no other has', async () => {
    const serials = (await Promise.all([tokenBy(), tokenBy(), tokenBy()])).map((token) => Buffer.from(token).toString('hex'));
    expect(new Set(serials).size).toBe(3);
  });

  it('is refused to what cannot be stamped, with the reason of RFC 3161', async () => {
    const ask = (...args: readonly string[]) => inFolder((put) => openssl(['ts', '-query', '-data', put('data', data), ...args])).stdout;
    const shown = async (request: Uint8Array): Promise<string> => {
      const response = await answer(request);
      return inFolder((put) => String(Buffer.from(openssl(['ts', '-reply', '-in', put('response', response), '-text']).stdout)));
    };
    expect(await shown(ask('-sha1'))).toMatch(/Rejected[\s\S]*unrecognized or unsupported algorithm/i);
    expect(await shown(ask('-sha256', '-tspolicy', '1.2.3.4'))).toMatch(/Rejected[\s\S]*policy is not supported/i);
    expect(await shown(Uint8Array.of(0x30, 0))).toMatch(/Rejected[\s\S]*wrong format/i);
    expect(await shown(ask('-sha256'))).toContain('Granted');
  });

  it('is taken as the answer to its own request alone', async () => {
    const request = timeStampRequest(digestOf(data));
    const other = timeStampRequest(digestOf(data));
    expect(() => grantedToken(new Uint8Array(), request)).toThrow('Malformed');
    const response = await answer(request);
    expect(() => grantedToken(response, other)).toThrow('another request');
    const weak = inFolder((put) => openssl(['ts', '-query', '-data', put('data', data), '-sha1'])).stdout;
    const refusal = await answer(weak);
    expect(() => grantedToken(refusal, request)).toThrow('no time-stamp');
  });

  it('of another force, of an officer’s card, or of an authority that may stamp and more, is refused', async () => {
    const elsewhere = await Force.make();
    expect(verdict(await tokenBy((await issueByRoot(elsewhere)).signer))).not.toContain('2026');
    expect(verdict(await tokenBy(force.officer.signer))).toBe('ExtendedKeyUsage');
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    // The officers' authority makes itself a certificate for stamps.
    const issued = await issueCertificate({
      issuer: force.force.officers.signer,
      subject: { commonName: 'Time-stamps' },
      spki: spkiOf(pair),
      profile: { kind: 'timeStamp' },
      notBefore: hours(-1),
      notAfter: hours(10),
    });
    expect(verdict(await tokenBy(signerFromKey(issued, pair.privateKey)))).toBe('Policy');
  });

  it('of an authority that is revoked is refused', async () => {
    const trust = await force.trust;
    expect(verdict(await tokenBy(), data, { ...trust, crls: [] })).toBe('RevocationUnknown');
  });

  it('whose signature does not name its certificate, or under another policy, is refused', async () => {
    const imprint = sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue()), octetString(digestOf(data)));
    expect(imprint.length).toBeGreaterThan(32);
    const content = sequence();
    const nameless = await signCms({ content, contentType: contentTypes.timeStampInfo, signer: force.stamps.signer, at: now });
    expect(verdict(nameless)).toBe('Malformed');
    expect(verdict(setOf())).toBe('Malformed');
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSignedData } from '../../../pki/cms/signed-data.ts';
import { verifyPdf } from '../../../pki/index.ts';
import { readPdf } from '../../../pki/pades/file.ts';
import { readSignatureField } from '../../../pki/pades/signature-field.ts';
import { signatureTimeStamp } from '../../../pki/pades/time-stamp.ts';
import { hours, now } from '../force.ts';
import { certificatePem, inFolder, openssl } from '../openssl.ts';
import { complete, sign, smallPdf, stamp, stampingForce, tool } from './document.ts';

describe.each(['p256', 'rsa'] as const)('a PDF signed by a card of %s', async (kind) => {
  const force = await stampingForce(kind);
  const signed = await sign(force);
  const stamped = await stamp(force, signed, hours(1));
  const whole = complete(force, stamped);
  const later = { ...force.trust, at: hours(2) };

  it('names its signer, and the time and the reason that the signer says (B-B)', () => {
    expect(verifyPdf(signed, force.trust)).toEqual({
      ok: true,
      level: 'B-B',
      signer: force.officer.certificate,
      reason: 'Witness statement taken and signed',
      signedAt: now,
      stampedAt: undefined,
      revocation: 'now',
    });
  });

  it('has its time proven by the force’s stamp, in the room that was left for it (B-T)', () => {
    expect(stamped.length).toBe(signed.length);
    expect(verifyPdf(stamped, later)).toMatchObject({ ok: true, level: 'B-T', stampedAt: hours(1) });
  });

  it('proves itself to whoever has nothing but the root (B-LT)', () => {
    expect(verifyPdf(whole, later)).toMatchObject({ ok: true, level: 'B-LT', revocation: 'now' });
    const outside = { anchors: force.trust.anchors, intermediates: [], crls: [], at: hours(900) };
    expect(verifyPdf(whole, outside)).toMatchObject({ ok: true, level: 'B-LT', revocation: 'asStamped', stampedAt: hours(1) });
    expect(verifyPdf(stamped, outside)).toMatchObject({ code: 'StampRefused', because: 'RevocationUnknown' });
  });

  it.each([
    ['B-B', signed],
    ['B-T', stamped],
    ['B-LT', whole],
  ])('satisfies pdfsig and qpdf (%s)', (_, pdf) => {
    const seen = tool('pdfsig', pdf, '-nocert');
    expect(seen.text).toContain('Signature is Valid');
    expect(seen.text).toContain('ETSI.CAdES.detached');
    expect(seen.text.includes('Total document signed')).toBe(pdf !== whole);
    expect(tool('qpdf', pdf, '--check')).toMatchObject({ status: 0 });
  });

  it('has a signature that openssl cms -verify takes, and a time-stamp that openssl ts -verify takes', () => {
    const field = readSignatureField(readPdf(stamped));
    const [signer] = field ? readSignedData(field.cms).signers : [];
    const token = signer && signatureTimeStamp(signer.unsigned);
    if (!field || !token) throw new Error('no signature');
    inFolder((put, folder) => {
      const root = put('root.pem', certificatePem(force.force.root.certificate));
      const at = ['-attime', String(hours(1).getTime() / 1000)];
      const cms = [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        put('signature', field.cms),
        '-CAfile',
        root,
        '-purpose',
        'any',
        ...at,
      ];
      expect(openssl([...cms, '-content', put('signed', field.content), '-out', join(folder, 'out')])).toMatchObject({ status: 0 });
      expect(openssl([...cms, '-content', put('other', field.content.subarray(1)), '-out', join(folder, 'out')]).status).not.toBe(0);
      const ts = ['ts', '-verify', '-token_in', '-in', put('token', token), '-CAfile', root, ...at];
      expect(openssl([...ts, '-data', put('value', signer.signature)])).toMatchObject({ status: 0 });
      expect(openssl([...ts, '-data', put('changed', signer.signature.subarray(1))]).status).not.toBe(0);
    });
  });
});

describe('a PDF', () => {
  it('without a signature is said to have none', async () => {
    const force = await stampingForce();
    expect(verifyPdf(smallPdf(), force.trust)).toMatchObject({ code: 'NotSigned' });
  });

  it('that is signed is not signed again', async () => {
    const force = await stampingForce();
    await expect(sign(force, await sign(force))).rejects.toMatchObject({ code: 'Malformed' });
  });
});

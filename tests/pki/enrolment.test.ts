import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { control, controls } from '../../pki/cmc/controls.ts';
import { context, integer, octetString, oid, sequence, setOf } from '../../pki/der/write.ts';
import {
  buildPkiData,
  buildPkiResponse,
  certsOnly,
  contentTypes,
  createRequest,
  decodeEstBody,
  decodePem,
  encodeEstBody,
  encodePem,
  issueCertificate,
  parseCertificate,
  parseCertsOnly,
  parsePkiData,
  parsePkiResponse,
  parseRequest,
  signCms,
  verifyCms,
  verifyFor,
} from '../../pki/index.ts';
import { Force, hours, keyPem, now } from './force.ts';
import { spkiOf } from './material.ts';
import { inFolder, openssl } from './openssl.ts';

const malformed = expect.objectContaining({ code: 'Malformed' });
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const subject = { commonName: 'LAP-0417', organization: 'Lancashire Constabulary' };
const request = await createRequest({ subject, key: pair.privateKey });
const senderNonce = Uint8Array.from(randomBytes(16));
const data = buildPkiData({ transactionId: 77n, senderNonce, request });

describe('a certificate request', () => {
  it.each([
    ['P-256', pair],
    ['RSA', rsaPair],
  ] as const)('with a %s key is read back and proves possession', async (_, keys) => {
    const parsed = parseRequest(await createRequest({ subject, key: keys.privateKey }));
    expect(parsed).toMatchObject({ subject, ok: true, spki: spkiOf(keys) });
  });

  it('satisfies openssl req -verify', () => {
    inFolder((put) => {
      const { status, stderr } = openssl(['req', '-inform', 'DER', '-in', put('r', request), '-verify', '-noout']);
      expect([status, stderr]).toEqual([0, expect.stringContaining('verify OK')]);
    });
  });

  it('made by OpenSSL is read, its attributes passed over', () => {
    const theirs = inFolder((put, folder) => {
      openssl([
        'req',
        '-new',
        '-key',
        put('k', keyPem(pair.privateKey)),
        '-subj',
        '/CN=LAP-0001',
        '-addext',
        'subjectAltName=DNS:evil',
        '-outform',
        'DER',
        '-out',
        join(folder, 'r'),
      ]);
      return Uint8Array.from(readFileSync(join(folder, 'r')));
    });
    expect(parseRequest(theirs)).toEqual({
      subject: { commonName: 'LAP-0001' },
      ok: true,
      spki: spkiOf(pair),
      publicKey: { kind: 'p256', bits: 256 },
    });
  });

  it('proves nothing with a signature by another key', async () => {
    const other = await createRequest({ subject, key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey });
    const swapped = Buffer.from(other);
    const [theirs, ours] = [parseRequest(other).spki, spkiOf(pair)];
    Buffer.from(ours).copy(swapped, swapped.indexOf(Buffer.from(theirs)));
    expect(parseRequest(Uint8Array.from(swapped))).toMatchObject({ ok: false, spki: ours });
  });

  it('with trailing bytes or as garbage is refused', () => {
    expect(() => parseRequest(Uint8Array.from([...request, 0]))).toThrowError(malformed);
    expect(() => parseRequest(Uint8Array.of(0x30, 0))).toThrowError(malformed);
    expect(() => parseRequest(new Uint8Array(100_000))).toThrowError(malformed);
  });
});

describe('a CMC request', () => {
  it('is read back whole', () => {
    expect(parsePkiData(data)).toEqual({ transactionId: 77n, senderNonce, request, bodyPartId: 5 });
    const whole = { transactionId: 1n, senderNonce, recipientNonce: Uint8Array.from(randomBytes(32)), registration: 'LAP-0417', request };
    expect(parsePkiData(buildPkiData(whole))).toEqual({ ...whole, bodyPartId: 5 });
  });

  const transaction = control(1, controls.transactionId, integer(77));
  const nonce = control(2, controls.senderNonce, octetString(senderNonce));
  const tagged = context(0, integer(3), request);
  const message = (controlList: readonly Uint8Array[], requests: readonly Uint8Array[], nested: readonly Uint8Array[] = []) =>
    sequence(sequence(...controlList), sequence(...requests), sequence(...nested), sequence());

  it.each([
    ['a control twice', message([transaction, nonce, control(4, controls.senderNonce, octetString(senderNonce))], [tagged])],
    ['two controls of one number', message([transaction, control(1, controls.senderNonce, octetString(senderNonce))], [tagged])],
    ['a control that is not known', message([transaction, nonce, control(4, '1.3.6.1.5.5.7.7.2', integer(1))], [tagged])],
    [
      'a control with two values',
      message(
        [transaction, sequence(integer(2), oid(controls.senderNonce), setOf(octetString(senderNonce), octetString(request)))],
        [tagged],
      ),
    ],
    ['no transaction', message([nonce], [tagged])],
    ['no nonce', message([transaction], [tagged])],
    ['a short nonce', message([transaction, control(2, controls.senderNonce, octetString(Uint8Array.of(1)))], [tagged])],
    ['a short challenge', message([transaction, nonce, control(3, controls.recipientNonce, octetString(Uint8Array.of(1)))], [tagged])],
    [
      'a registration that is no text',
      message([transaction, nonce, control(3, controls.regInfo, octetString(Uint8Array.of(0xff)))], [tagged]),
    ],
    ['an empty registration', message([transaction, nonce, control(3, controls.regInfo, octetString(new Uint8Array()))], [tagged])],
    ['no request', message([transaction, nonce], [])],
    ['two requests', message([transaction, nonce], [tagged, tagged])],
    ['a request of another kind', message([transaction, nonce], [context(1, integer(3), request)])],
    ['a nested message', message([transaction, nonce], [tagged], [sequence()])],
    ['trailing bytes', Uint8Array.from([...data, 0])],
    ['nothing', new Uint8Array()],
  ])('with %s is refused', (_, der) => {
    expect(() => parsePkiData(der)).toThrowError(malformed);
  });
});

describe('a CMC response', () => {
  it('is read back whole', () => {
    const success = { status: 'success', bodyPartIds: [3], transactionId: 77n, senderNonce, recipientNonce: senderNonce } as const;
    const failure = { status: 'failed', failInfo: 'popFailed', text: 'no proof of possession', bodyPartIds: [3] } as const;
    expect(parsePkiResponse(buildPkiResponse(success))).toEqual(success);
    expect(parsePkiResponse(buildPkiResponse(failure))).toEqual(failure);
  });

  it('without a status, with one that is not known, or with trailing bytes is refused', () => {
    const message = (...list: readonly Uint8Array[]) => sequence(sequence(...list), sequence(), sequence());
    expect(() => parsePkiResponse(message())).toThrowError(malformed);
    expect(() => parsePkiResponse(message(control(1, controls.statusInfoV2, sequence(integer(3), sequence()))))).toThrowError(malformed);
    expect(() => parsePkiResponse(message(control(1, controls.statusInfoV2, sequence(integer(0), sequence(), integer(2)))))).toThrowError(
      malformed,
    );
    expect(() => parsePkiResponse(Uint8Array.from([...buildPkiResponse({ status: 'success', bodyPartIds: [] }), 0]))).toThrowError(
      malformed,
    );
  });
});

describe('a shift begins', () => {
  it('with a request signed by the warrant card and ends with a certificate signed by the responder', async () => {
    const force = await Force.make();
    const trust = await force.trust();
    const card = await force.issue({ kind: 'cardAuthentication' }, 'rsa');
    const shifts = await Force.make('p256', 'shift');
    const responder = await shifts.issue({ kind: 'cmcResponder' });

    const posted = encodeEstBody(await signCms({ content: data, contentType: contentTypes.pkiData, signer: card.signer, at: now }));

    const asked = verifyCms(decodeEstBody(posted), {
      ...trust,
      contentType: contentTypes.pkiData,
      purpose: 'cardAuthentication',
    });
    if (!asked.ok) throw new Error(asked.code);
    const received = parsePkiData(asked.content);
    const { spki, ok } = parseRequest(received.request);
    expect([ok, parseCertificate(asked.signer).subject.userId]).toEqual([true, 'LC002418']);
    const issued = await issueCertificate({
      issuer: shifts.officers.signer,
      subject: { commonName: 'LC002418' },
      spki,
      profile: { kind: 'shift', device: 'LAP-0417' },
      notBefore: now,
      notAfter: hours(10),
    });
    const response = buildPkiResponse({
      status: 'success',
      bodyPartIds: [received.bodyPartId],
      transactionId: received.transactionId,
      recipientNonce: received.senderNonce,
    });
    const answered = encodeEstBody(
      await signCms({
        content: response,
        contentType: contentTypes.pkiResponse,
        signer: responder.signer,
        certificates: [issued],
        at: now,
      }),
    );

    const answer = verifyCms(decodeEstBody(answered), {
      ...(await shifts.trust()),
      contentType: contentTypes.pkiResponse,
      purpose: 'cmcResponder',
    });
    if (!answer.ok) throw new Error(answer.code);
    expect(parsePkiResponse(answer.content)).toMatchObject({ status: 'success', recipientNonce: senderNonce });
    const mine = answer.certificates.find((der) => Buffer.from(parseCertificate(der).spki).equals(spkiOf(pair)));
    expect(mine).toEqual(issued);
    expect(verifyFor('shift', issued, await shifts.trust())).toMatchObject({ ok: true });
    expect(new X509Certificate(issued).checkPrivateKey(pair.privateKey)).toBe(true);
  });
});

describe('an EST body', () => {
  const certificates = certsOnly([]);

  it('is base64 without line breaks, and is read with them too', () => {
    const body = encodeEstBody(data);
    expect(body).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(decodeEstBody(body)).toEqual(data);
    expect(decodeEstBody(Buffer.from(body.replace(/.{64}/g, '$&\r\n')))).toEqual(data);
    expect(parseCertsOnly(decodeEstBody(encodeEstBody(certificates)))).toEqual([]);
  });

  it.each(['', '====', 'AAA', '<html>', 'AAAA AAAA', 'AAAA\u0000', 'A'.repeat(200_000)])('refuses what is none: %j', (body) => {
    expect(() => decodeEstBody(body)).toThrowError(malformed);
  });
});

describe('PEM', () => {
  it('holds any number of blocks with text between them', () => {
    const text = `one\n${encodePem(data, 'CERTIFICATE')}two\r\n${encodePem(request, 'X509 CRL')}${encodePem(request, 'CERTIFICATE').replace(/\n/g, '\r\n')}`;
    expect(decodePem(text, 'CERTIFICATE')).toEqual([data, request]);
    expect(decodePem(text, 'X509 CRL')).toEqual([request]);
    expect(decodePem('nothing', 'CERTIFICATE')).toEqual([]);
  });

  it('refuses a broken block', () => {
    expect(() => decodePem('-----BEGIN CERTIFICATE-----\nAAAA', 'CERTIFICATE')).toThrowError(malformed);
    expect(() => decodePem('-----BEGIN CERTIFICATE-----\n<!>\n-----END CERTIFICATE-----', 'CERTIFICATE')).toThrowError(malformed);
  });
});

import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import {
  buildPkiData,
  contentTypes,
  createRequest,
  decodeEstBody,
  deviceUri,
  encodeEstBody,
  type PkiResponse,
  parseCertificate,
  parsePkiResponse,
  signCms,
  signerFromKey,
  verifyCms,
} from '../../../pki/index.ts';
import { ask, type ReachedForce } from './client.ts';
import { FORCE, type Holder, newKey } from './pki.ts';

export interface EnrolOptions {
  readonly nonce?: Uint8Array;
  /** Spoils the signed message, or the request in it. */
  readonly spoilMessage?: (message: Uint8Array) => Uint8Array;
  readonly spoilRequest?: (request: Uint8Array) => Uint8Array;
  readonly transactionId?: bigint;
  /** In place of HQ's challenge and the laptop's name; none: as the version before asked. */
  readonly challenge?: Challenge | 'none';
  /** What other certificates go along. */
  readonly companions?: readonly Uint8Array[];
}

/** What the card signs so that the request counts once, on one laptop. */
export interface Challenge {
  readonly recipientNonce: Uint8Array;
  readonly registration: string;
}

/** HQ's challenge for the laptop at the other end of the session. */
export const challengeFor = async (session: ClientHttp2Session): Promise<Challenge> => {
  const reply = await ask(session, 'GET', '/v1/device/challenge');
  const { challenge = '' } = reply.status === 200 ? JSON.parse(reply.body.toString()) : {};
  const certificate = (session.socket as TLSSocket).getX509Certificate();
  const device = certificate && parseCertificate(new Uint8Array(certificate.raw)).subject.commonName;
  return { recipientNonce: new Uint8Array(Buffer.from(challenge, 'base64')), registration: deviceUri(device ?? '') };
};

export type ShiftAnswer = { readonly status: number; readonly response: PkiResponse; readonly shift: Holder | undefined };

/** Asks for a shift certificate as a laptop does, with a card in software, and checks the answer's signature. */
export const askForShift = async (
  force: ReachedForce,
  session: ClientHttp2Session,
  card: Holder,
  options: EnrolOptions = {},
): Promise<ShiftAnswer> => {
  const key = newKey();
  const same = (bytes: Uint8Array): Uint8Array => bytes;
  const request = (options.spoilRequest ?? same)(await createRequest({ subject: { commonName: 'whoever', organization: FORCE }, key }));
  const { challenge = await challengeFor(session), transactionId = 42n, nonce: senderNonce = randomBytes(16) } = options;
  const content = buildPkiData({ transactionId, senderNonce, request, ...(challenge === 'none' ? {} : challenge) });
  const message = (options.spoilMessage ?? same)(
    await signCms({
      content,
      contentType: contentTypes.pkiData,
      signer: card.signer,
      certificates: options.companions ?? [],
      at: new Date(),
    }),
  );
  const reply = await ask(session, 'POST', '/.well-known/est/fullcmc', encodeEstBody(message));
  const trust = JSON.parse((await ask(session, 'GET', '/v1/device/trust')).body.toString());
  const verified = verifyCms(decodeEstBody(reply.body), {
    anchors: [force.pki.root.certificate],
    intermediates: trust.authorities.map((der: string) => Buffer.from(der, 'base64')),
    crls: trust.crls.map((der: string) => Buffer.from(der, 'base64')),
    at: new Date(),
    contentType: contentTypes.pkiResponse,
    purpose: 'cmcResponder',
  });
  if (!verified.ok) throw new Error(`answer: ${verified.code} ${verified.detail}`);
  const response = parsePkiResponse(verified.content);
  const mine = verified.certificates.find((der) => parseCertificate(der).sanUris.length > 0);
  const shift = mine && { key, certificate: mine, signer: signerFromKey(mine, key) };
  return { status: reply.status, response, shift };
};

/** A shift certificate that must be had. */
export const beginShift = async (force: ReachedForce, session: ClientHttp2Session, card: Holder): Promise<Holder> => {
  const { shift, response } = await askForShift(force, session, card);
  if (shift === undefined) throw new Error(`no shift: ${response.text}`);
  return shift;
};

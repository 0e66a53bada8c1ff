import { endpoints } from '../../../../../contracts/hq/endpoints.ts';
import { estMediaTypes } from '../../../../../contracts/hq/media-types.ts';
import type { Trust } from '../../../../../main/device/trust/trust.ts';
import type { Tunnel } from '../../../../../main/device/tunnel/tunnel.ts';
import { takeShiftCertificate } from '../../../../../main/sync/services/shift-certificate.ts';
import {
  buildPkiResponse,
  contentTypes,
  decodeEstBody,
  encodeEstBody,
  issueCertificate,
  parsePkiData,
  parseRequest,
  signCms,
  signedContent,
} from '../../../../../pki/index.ts';
import { rahman } from '../../../../hq/support/force.ts';
import { FORCE, type ForcePki, type Holder } from '../../../../hq/support/pki.ts';
import { LAPTOP } from '../../../../hq/support/running.ts';

/** What a laptop makes of HQ's answer to its request for a shift certificate, when these have signed it and issued what is in it. */
export const shiftAnswered = async (
  pki: ForcePki,
  trust: Trust,
  by: { readonly responder: Holder; readonly shift: Holder },
): Promise<string> => {
  const card = await pki.card(rahman);
  const answer = async (body: Uint8Array): Promise<Uint8Array> => {
    const asked = parsePkiData(signedContent(decodeEstBody(body)) ?? new Uint8Array());
    const certificate = await issueCertificate({
      issuer: by.shift.signer,
      subject: { commonName: rahman.staffId, organization: FORCE },
      spki: parseRequest(asked.request).spki,
      profile: { kind: 'shift', device: LAPTOP },
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
    });
    const response = buildPkiResponse({
      status: 'success',
      bodyPartIds: [asked.bodyPartId ?? 1],
      transactionId: asked.transactionId,
      recipientNonce: asked.senderNonce,
      senderNonce: new Uint8Array(16).fill(1),
    });
    const { signer } = by.responder;
    return signCms({ content: response, contentType: contentTypes.pkiResponse, signer, certificates: [certificate], at: new Date() });
  };
  const tunnel = {
    request: async ({ path, body = new Uint8Array() }: { readonly path: string; readonly body?: Uint8Array }) =>
      path === endpoints.shiftChallenge.path
        ? {
            status: 200,
            headers: {},
            body: new TextEncoder().encode(JSON.stringify({ challenge: Buffer.alloc(32, 7).toString('base64') })),
          }
        : {
            status: 200,
            headers: { 'content-type': estMediaTypes.cmcResponse },
            body: new TextEncoder().encode(encodeEstBody(await answer(body))),
          },
  } as unknown as Tunnel;
  const taken = await takeShiftCertificate({ tunnel, signer: card.signer, device: LAPTOP, trust, at: new Date() });
  return taken.ok ? 'accepted' : taken.code;
};

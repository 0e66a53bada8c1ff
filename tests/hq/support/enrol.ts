import { request } from 'node:https';
import { createRequest, decodeEstBody, encodeEstBody, encodePem, parseCertsOnly, signerFromKey } from '../../../pki/index.ts';
import { type Holder, newKey } from './pki.ts';
import type { RunningForce } from './running.ts';

/** Enrols as a fresh laptop does, over HTTP/1.1 from the given loopback address: each address has tries of its own. */
export const enrolAt = async (
  force: RunningForce,
  device: string,
  code: string,
  localAddress = '127.0.0.1',
  body?: string,
): Promise<{ readonly status: number; readonly laptop?: Holder }> => {
  const key = newKey();
  const sent = body ?? encodeEstBody(await createRequest({ subject: { commonName: 'anything' }, key }));
  const { status, answer } = await new Promise<{ status: number; answer: Buffer }>((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        localAddress,
        port: force.hq.ports.enrolment,
        servername: 'gateway.hq',
        ca: encodePem(force.pki.root.certificate, 'CERTIFICATE'),
        method: 'POST',
        path: '/.well-known/est/simpleenroll',
        auth: `${device}:${code}`,
        headers: { 'content-type': 'application/pkcs10', 'content-length': Buffer.byteLength(sent) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks) }));
      },
    );
    asking.on('error', reject);
    asking.end(sent);
  });
  if (status !== 200) return { status };
  const [certificate = new Uint8Array()] = parseCertsOnly(decodeEstBody(answer));
  return { status, laptop: { key, certificate, signer: signerFromKey(certificate, key) } };
};

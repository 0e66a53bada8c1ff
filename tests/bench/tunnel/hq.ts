import { startForce } from '../../hq/support/running.ts';

/** HQ itself, with the source as the destination of one authority. A process of its own. */
export interface HqOrder {
  readonly sourcePort: number;
}
export interface HqAnswer {
  readonly port: number;
  /** DER, base64. */
  readonly root: string;
  readonly device: string;
  /** PEM. */
  readonly deviceKey: string;
  readonly authorities: Readonly<Record<'device' | 'server', string>>;
  /** A server's certificate and key of this force, PEM, for what stands beside HQ. */
  readonly server: { readonly cert: string; readonly key: string };
}

process.once('message', async ({ sourcePort }: HqOrder) => {
  const force = await startForce({ destinations: { 'mail.hq:993': `127.0.0.1:${sourcePort}` } });
  const { pki, laptop, hq } = force;
  const beside = await pki.issue(pki.server, { commonName: 'gateway.hq' }, { kind: 'server', dnsNames: ['gateway.hq'] });
  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
  const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----\n`;
  const answer: HqAnswer = {
    port: hq.ports.gateway,
    root: base64(pki.root.certificate),
    device: base64(laptop.certificate),
    deviceKey: laptop.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authorities: { device: pem(pki.device.certificate) + pem(pki.root.certificate), server: pem(pki.server.certificate) },
    server: {
      cert: pem(beside.certificate) + pem(pki.server.certificate),
      key: beside.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  };
  process.send?.(answer);
  process.on('disconnect', () => void force.stop().finally(() => process.exit()));
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import type { DeviceCredential } from '../../../main/device/tunnel/credential.ts';
import type { Tunnel, TunnelStatus } from '../../../main/device/tunnel/tunnel.ts';
import { parseCertificate } from '../../../pki/index.ts';
import { type Force, GATEWAY_NAME, type Issued, issueDevice } from './force.ts';

/** A laptop of the force in a folder of its own, with its device credential in memory. */
export interface TestLaptop {
  readonly folder: string;
  readonly trust: Trust;
  readonly credential: DeviceCredential;
  tunnelTo(...ports: readonly number[]): Tunnel;
  dispose(): Promise<void>;
}

export const asCredential = (issued: Issued): DeviceCredential => {
  const { subject, notBefore, notAfter } = parseCertificate(issued.certificate);
  return {
    device: subject.commonName ?? '',
    force: subject.organization ?? '',
    key: issued.key,
    certificate: issued.certificate,
    notBefore,
    notAfter,
  };
};

/** `knows: 'nothing'` is a laptop fresh from enrolment, without revocation lists; `clock`: how late it thinks that it is. */
export const makeLaptop = async (
  force: Force,
  knows: 'everything' | 'nothing' = 'everything',
  device?: Issued,
  clock: () => Date = () => new Date(),
): Promise<TestLaptop> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-laptop-'));
  const place = { root: force.root.certificate, file: join(folder, 'device', 'trust.json') };
  // What it knows came while its clock was right.
  if (knows === 'everything') await createTrust(place).update(await force.bundle());
  const trust = createTrust({ ...place, clock });
  const credential = asCredential(device ?? (await issueDevice(force)));
  const tunnels: Tunnel[] = [];
  return {
    folder,
    trust,
    credential,
    tunnelTo(...ports) {
      const sites = ports.map((port, index) => ({ name: `HQ site ${'ABCDEFGH'[index]}`, host: '127.0.0.1', port }));
      const tunnel = createTunnel({ sites, gatewayName: GATEWAY_NAME, credential: () => credential, trust, clock });
      tunnels.push(tunnel);
      return tunnel;
    },
    async dispose() {
      await Promise.all(tunnels.map((tunnel) => tunnel.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Waits until the tunnel's status is as asked; the test's own time-out is the limit. */
export const statusOf = (tunnel: Tunnel, wanted: (status: TunnelStatus) => boolean): Promise<TunnelStatus> =>
  new Promise((resolve) => {
    if (wanted(tunnel.status)) return resolve(tunnel.status);
    const stop = tunnel.onStatus((status) => {
      if (!wanted(status)) return;
      stop();
      resolve(status);
    });
  });
export const isUp = (status: TunnelStatus): boolean => status.link !== 'offline';
export const isDown = (status: TunnelStatus): boolean => status.link === 'offline';

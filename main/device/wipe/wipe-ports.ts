import type { DeviceBlock } from '../../../contracts/ipc/session.ts';
import { signerFromKey } from '../../../pki/index.ts';
import { readConfig } from '../../platform/config.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import type { DeviceChannel } from '../channel.ts';
import type { Receipts } from '../orders/receipts.ts';
import { createUnsentSender } from '../unsent/upload-unsent.ts';
import type { WipePorts } from './index.ts';

export interface WipePortsOptions {
  readonly dataFolder: string;
  /** The configuration file and the force root that it names. */
  readonly configuration: readonly string[];
  readonly secrets: Secrets;
  /** The device channel, once it is there: a wipe that goes on after a restart begins before it. */
  readonly channel: () => { readonly link: Pick<DeviceChannel, 'tunnel' | 'credential'>; readonly receipts: Receipts } | undefined;
  readonly lockNow: () => Promise<void>;
  readonly show: (deviceBlock: DeviceBlock) => void;
  readonly log: Log;
}

/** The configuration file and, while that can be read, the force root that it names. */
export const configurationOf = (configFile: string): readonly string[] => {
  try {
    return [configFile, readConfig(configFile).forceRoot];
  } catch {
    return [configFile]; // Gone already, or never usable; the sign-in screen says which.
  }
};

/** Everything is gone and HQ has the proof: nothing is left to speak for, and nothing may be written here again. */
export const isOver = (deviceBlock: DeviceBlock): boolean => deviceBlock.why === 'wiped' && deviceBlock.receipt === 'atHq';

/** What a wipe needs of the program, from what the program has. */
export const wipePorts = ({ channel, configuration, ...rest }: WipePortsOptions): WipePorts => ({
  ...rest,
  configuration,
  sendReceipt: async (der) => (await channel()?.receipts.send(der)) ?? 'parked',
  isDisowned: () => channel()?.link.tunnel.status.disowned ?? false,
  async signer() {
    const credential = channel()?.link.credential();
    return credential && signerFromKey(credential.certificate, credential.key);
  },
  async uploadUnsentBundle(tag, packet, onPart) {
    const tunnel = channel()?.link.tunnel;
    return tunnel === undefined ? 'parked' : createUnsentSender({ ...rest, tunnel })(tag, packet, onPart);
  },
});

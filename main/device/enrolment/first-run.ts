import { join } from 'node:path';
import type { EnrolmentRefusal } from '../../../contracts/ipc/device.ts';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import { readConfiguration } from '../channel.ts';
import { forgetWipe } from '../wipe/index.ts';
import { enrolAtSites } from './enrol-at-sites.ts';

export interface FirstRunPorts {
  readonly configFile: string;
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly state: () => SessionState;
  /** Brings the laptop up, now that HQ knows it, in place of what was there. */
  readonly startLaptop: () => Promise<void>;
  readonly log: Log;
}

export interface FirstRun {
  /** Takes a device certificate with ICT's one-time code; when it resolves, the laptop is up. Rejects when the disk does not take it. */
  enrol(asked: { readonly device: string; readonly code: string }): Promise<Result<null, EnrolmentRefusal>>;
}

/** The screen by which a laptop that HQ does not know, or that was wiped, becomes known; what `--enrol` is on the command line. */
export const createFirstRun = (ports: FirstRunPorts): FirstRun => {
  let running = false;
  const enrol = async (asked: { readonly device: string; readonly code: string }): Promise<Result<null, EnrolmentRefusal>> => {
    const configured = readConfiguration(ports.configFile, ports.log);
    // Without it this laptop does not even know where HQ is; the sign-in screen says so.
    if (configured === undefined) return fail('HqUnreachable');
    const { config, root } = configured;
    const place = { folder: join(ports.dataFolder, 'device'), secrets: ports.secrets };
    const enrolled = await enrolAtSites(config, { root, place, ...asked });
    ports.log('enrolled', { outcome: enrolled.ok ? 'known' : enrolled.code });
    if (!enrolled.ok) return enrolled;
    forgetWipe(ports.dataFolder);
    await ports.startLaptop();
    return ok(null);
  };
  return {
    async enrol(asked) {
      // A second press, or a page that asks without being asked to.
      if (running || !isUnknown(ports.state())) return fail('AlreadyKnown');
      running = true;
      try {
        return await enrol(asked);
      } finally {
        running = false;
      }
    },
  };
};

/** Never known, cut off by HQ, known to another account only; or wiped, with the proof at HQ. */
const isUnknown = (state: SessionState): boolean => {
  if (state.kind === 'fault') return state.fault === 'DeviceUnknown' || state.fault === 'DeviceKeyUnreadable';
  return state.kind === 'withdrawn' && state.deviceBlock.why === 'wiped' && state.deviceBlock.receipt === 'atHq';
};

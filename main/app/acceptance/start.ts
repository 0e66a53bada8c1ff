import { join } from 'node:path';
import type { AcceptanceState } from '../../../contracts/ipc/acceptance.ts';
import type { Shell } from '../../platform/shell/port.ts';
import type { Session } from '../../session/session.ts';
import { type Acceptance, openAcceptance } from './acceptance.ts';
import { createChecks } from './checks.ts';
import { ownProgram } from './own-process.ts';
import { stepsFor } from './steps.ts';

/** An acceptance, and what the composition root tells it. */
export interface RunningAcceptance extends Acceptance {
  renewed(renewal: { readonly gone: boolean; readonly ms: number }): void;
}

/** Makes ready for `--acceptance`; `run` begins once the window is there. The report is `acceptance.json` in the data folder. */
export const prepareAcceptance = async (ports: {
  readonly shell: Shell;
  readonly session: Session;
  readonly version: string;
  readonly configFile: string;
  readonly emit: (state: AcceptanceState) => void;
}): Promise<RunningAcceptance> => {
  const { shell, session, version, configFile, emit } = ports;
  const { dataFolder, packaged, kind } = shell;
  const renewals: ((renewal: { readonly gone: boolean; readonly ms: number }) => void)[] = [];
  const versions = Object.entries(process.versions).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const acceptance = openAcceptance({
    file: join(dataFolder, 'acceptance.json'),
    program: {
      version,
      shell: kind,
      packaged,
      platform: process.platform,
      sealing: await shell.secrets.sealing().catch(() => 'none' as const),
      versions: Object.fromEntries(versions),
    },
    steps: stepsFor(process.platform, kind),
    checks: createChecks({
      shell,
      own: ownProgram(packaged, ['--config', configFile, '--data', dataFolder]),
      nextRenewal: () => new Promise((resolve) => renewals.push(resolve)),
    }),
    onChange: emit,
    now: () => new Date(),
  });
  acceptance.saw({ kind: 'session', state: session.state });
  session.onChange((state) => acceptance.saw({ kind: 'session', state }));
  return {
    get state() {
      return acceptance.state;
    },
    answer: acceptance.answer,
    saw: acceptance.saw,
    run: acceptance.run,
    renewed(renewal) {
      acceptance.saw({ kind: 'renewed', ...renewal });
      for (const resolve of renewals.splice(0)) resolve(renewal);
    },
  };
};

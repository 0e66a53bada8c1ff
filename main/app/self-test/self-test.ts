import type { Sealing, Shell } from '../../platform/shell/port.ts';
import { passes } from './check.ts';
import { cryptography } from './cryptography.ts';
import { envelopes } from './envelopes.ts';
import { nativeModules } from './native-modules.ts';
import { tunnel } from './tunnel.ts';

/** What `--self-test` prints, as one line of JSON. */
export interface SelfTestReport {
  readonly ok: boolean;
  readonly shell: Shell['kind'];
  readonly versions: Readonly<Record<string, string>>;
  readonly boringssl: boolean;
  readonly sealing: Sealing;
  readonly checks: Readonly<Record<string, boolean>>;
}

/**
 * Tries on this machine, in this shell's Node, what the product stands on, so that a difference between builds is a word in
 * a report and not a failure in the field. Never rejects.
 */
export const selfTest = async (options: {
  readonly shell: Shell['kind'];
  readonly sealing: () => Promise<Sealing>;
  readonly entries: { readonly storeWorker: string; readonly cardService: string };
}): Promise<SelfTestReport> => {
  const checks: Record<string, boolean> = {};
  // One after another: a slow check must not make another late.
  for (const check of [...cryptography, ...envelopes, ...tunnel, ...nativeModules(options.entries)])
    checks[check.name] = await passes(check);
  return {
    ok: Object.values(checks).every(Boolean),
    shell: options.shell,
    versions: Object.fromEntries(Object.entries(process.versions).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    boringssl: (process.features as { readonly openssl_is_boringssl?: boolean }).openssl_is_boringssl ?? false,
    sealing: await options.sealing().catch(() => 'none' as const),
    checks,
  };
};

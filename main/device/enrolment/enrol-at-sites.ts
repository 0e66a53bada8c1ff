import type { ClientConfig } from '../../../contracts/config.ts';
import { fail, type Result } from '../../../contracts/result.ts';
import type { CredentialPlace, DeviceCredential } from '../tunnel/credential.ts';
import { type EnrolmentRefusal, enrol } from './enrol.ts';

/** Enrols at the first of HQ's sites that can be reached and offers it; the code is shown to no second one. Rejects as `enrol` does. */
export const enrolAtSites = async (
  { sites, gatewayName }: Pick<ClientConfig, 'sites' | 'gatewayName'>,
  options: { readonly root: Uint8Array; readonly place: CredentialPlace; readonly device: string; readonly code: string },
): Promise<Result<DeviceCredential, EnrolmentRefusal>> => {
  for (const { host, enrolmentPort } of sites) {
    if (enrolmentPort === undefined) continue;
    const enrolled = await enrol({ host, port: enrolmentPort, gatewayName, ...options });
    if (enrolled.ok || enrolled.code !== 'HqUnreachable') return enrolled;
  }
  return fail('HqUnreachable');
};

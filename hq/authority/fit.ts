import { authorities as clientAuthorities } from '../../contracts/hq/device.ts';
import { parseCertificate, verifyAuthority, verifyFor } from '../../pki/index.ts';
import { ConfigError, type HqConfig } from '../config.ts';
import { type Authorities, authorityFields, certificatesOf } from './authorities.ts';
import { readCertificate } from './files.ts';
import type { Trust } from './trust.ts';
import { demandFit, unfitCertificate } from './unfit.ts';

/**
 * Checks that laptops take what this HQ is to them: each authority is marked for what it is configured as, and gateway, services and
 * responder are theirs. Throws ConfigError that names the field: better no HQ than one that locks a force's laptops out without a word.
 */
export const demandFitForLaptops = async (
  parts: { readonly trust: Trust; readonly authorities: Authorities; readonly pki: HqConfig['pki'] },
  at: Date,
): Promise<void> => {
  const { trust, authorities, pki } = parts;
  // All of them, so that a certificate of the wrong one is reported as such.
  const rules = { ...(await trust.material(at, ['officer', 'device', 'shift', 'server'])), at };
  const certificates = certificatesOf(authorities);
  for (const purpose of ['officer', 'device', 'shift', 'server'] as const) {
    const verdict = verifyAuthority(purpose, certificates[purpose], rules);
    if (!verdict.ok) demandFit(unfitCertificate(`${authorityFields[purpose]}.certificate`, verdict.code));
  }
  const gateway = readCertificate('pki.gateway.certificate', pki.gateway.certificate);
  const services = readCertificate('pki.services.certificate', pki.services.certificate);
  const ours = [
    ['pki.gateway.certificate', 'server', gateway],
    ['pki.services.certificate', 'server', services],
    ['pki.cmcResponder.certificate', 'cmcResponder', authorities.cmcResponder.certificate],
  ] as const;
  for (const [field, purpose, certificate] of ours) {
    const verdict = verifyFor(purpose, certificate, rules);
    if (!verdict.ok) demandFit(unfitCertificate(field, verdict.code));
  }
  const [name = ''] = clientAuthorities.services.split(':');
  if (!parseCertificate(services).sanDns.some((dns) => dns.toLowerCase() === name)) {
    throw new ConfigError(`pki.services.certificate: laptops would refuse it: it does not carry the name ${name}`);
  }
};
